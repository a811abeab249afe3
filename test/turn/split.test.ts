import { expect } from 'chai';
import * as fc from 'fast-check';
import { isSettled } from '../../service/calls/settled';
import { rulesOf } from '../../service/entries/rules';
import { FREEPBX_DIALECT } from '../../service/host/freepbx-dialect';
import { entryJson } from '../../service/judged-json';
import { judgeRecords, type Office, officeOf } from '../../service/judging';
import { MemoryList } from '../../service/memory-list';
import type { AsteriskRecord } from '../../shared/records';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { allCaptures, type Capture, replayCapture, storyOf } from '../support/captures';

const PATIENCE = { quietSeconds: 60, lostEndSeconds: 7200 };
const LONG_AFTER_AT = Date.UTC(2026, 10, 22) / 1000;

function officeFor(capture: Capture): Office {
  return officeOf(storyOf(capture).directory, [], FREEPBX_DIALECT);
}

/** What turns do, without a database: each sees all rows there are by then, and calls that may go on stay open. */
function listAfter(capture: Capture, turns: readonly { readonly rows: readonly AsteriskRecord[]; readonly now: number }[]): string[] {
  const office = officeFor(capture);
  const list = new MemoryList('replay', [{ since: 0, rules: rulesOf(DEFAULT_SETTINGS, 'UTC') }]);
  let seen: AsteriskRecord[] = [];
  for (const { rows, now } of turns) {
    seen = seen.concat(rows);
    const { judged } = judgeRecords(seen, office, (call) => isSettled(call, PATIENCE, now));
    for (const { facts } of judged) for (const fact of facts) list.apply(fact, now);
  }
  return list.entries().map((one) => JSON.stringify(entryJson(one)));
}

describe('Rows that come in pieces, late or twice end in the same list', () => {
  const captures = allCaptures();
  const pieces = fc.constantFrom(...captures).chain((capture) => {
    const { records } = storyOf(capture);
    return fc.record({
      capture: fc.constant(capture),
      // Any row may come in any turn: batch mode, slow inserts, a database that was away.
      turnOf: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: records.length, maxLength: records.length }),
      again: fc.subarray(records.slice()),
      pauseSeconds: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 5, maxLength: 5 }),
    });
  });

  it('whatever the order and the pauses', () => {
    fc.assert(
      fc.property(pieces, ({ capture, turnOf, again, pauseSeconds }) => {
        const { records } = storyOf(capture);
        let now = Math.max(...records.map((one) => (one.source === 'cdr' ? one.startedAt : one.at)), 0);
        const turns = pauseSeconds.map((pause, turn) => {
          now += pause;
          return { rows: records.filter((_row, index) => turnOf[index] === turn), now };
        });
        const whole = replayCapture(capture)
          .list.entries()
          .map((one) => JSON.stringify(entryJson(one)));
        expect(listAfter(capture, [...turns, { rows: again, now: LONG_AFTER_AT }])).to.deep.equal(whole);
      }),
      { numRuns: 400 },
    );
  });
});
