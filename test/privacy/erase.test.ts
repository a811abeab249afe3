import { expect } from 'chai';
import * as fc from 'fast-check';
import { step } from '../../service/entries/decide';
import { erase } from '../../service/entries/erase';
import { ForbiddenStep } from '../../service/entries/forbidden-step';
import { type CallerHistory, emptyHistory } from '../../service/entries/history';
import { reconcile } from '../../service/entries/reconcile';
import type { RuleBook } from '../../service/entries/rules';
import { walk } from '../../service/entries/walk';
import { callerView } from '../../service/web/view-caller';
import { EMPTY_DIRECTORY } from '../../shared/directory';
import { ERASED } from '../../shared/entry';
import { callerKey } from '../../shared/phone/caller';
import { numberPlan } from '../../shared/phone/plan';
import { commandOf, type Move, moves, settings } from '../entries/random-history';
import { ANDREW, book, call, DAY, entries, given, HOUR, NINE, told } from '../entries/story';

const NOBODY = `${ERASED}0011`;
const NOW = NINE + DAY;

describe('Erasing a caller', () => {
  const missedTwice = () =>
    given([
      call('missed', 'a', NINE),
      call('missed', 'b', NINE + HOUR),
      [{ type: 'note', entryId: 1, by: { userId: 'alice', admin: false }, note: 'Andrew, 0470 10 42 42' }, NINE + HOUR],
    ]).history;

  it('takes an open entry off the list, keeps its counts, and leaves neither number nor name', () => {
    const { history, events } = erase(missedTwice(), NOBODY, 'cli:root', NOW, book());
    expect(told(events)).to.deep.equal(['erased']);
    expect(events[0]).to.include({ actorType: 'user', actorUserId: 'cli:root', seq: 4 });
    expect(entries(history)[0]).to.include({ callerKey: NOBODY, callerNumber: '', callerName: '', status: 'cleared', missedTotal: 2 });
    expect(JSON.stringify([history, Array.from(history.facts)])).to.not.match(/Andrew|470/);
  });

  it('leaves a cleared entry cleared as it was', () => {
    const cleared = given([call('missed', 'a', NINE), call('returned', 'b', NINE + HOUR)]).history;
    const { history, events } = erase(cleared, NOBODY, 'cli:root', NOW, book());
    expect(events[0]).to.deep.include({ action: 'erased', set: {} });
    expect(entries(history)[0]).to.include({ clearedBy: 'returned', clearedCallId: 'b' });
  });

  it('lets nobody do anything to an erased entry any more', () => {
    const { history } = erase(missedTwice(), NOBODY, 'cli:root', NOW, book());
    const by = { userId: 'root', admin: true };
    for (const command of [{ type: 'reopen' }, { type: 'claim' }, { type: 'note', note: 'it was Andrew' }] as const) {
      const act = () => step(history, { ...command, entryId: 1, by }, NOW + 1, book());
      expect(act).to.throw(ForbiddenStep, 'erased_entry');
    }
  });

  it('shows on the pages as what it is', () => {
    const [entry] = entries(erase(missedTwice(), NOBODY, 'cli:root', NOW, book()).history);
    expect(entry && callerView(entry, 'BE', 'en')).to.deep.equal({
      title: 'caller erased',
      number: '',
      isName: false,
      isKnown: false,
      tel: null,
    });
  });

  it('gives a key that no caller can have, whatever he sends as his number', () => {
    const plan = numberPlan(EMPTY_DIRECTORY);
    for (const written of [NOBODY, `sip:${NOBODY}@x`, `<${NOBODY}>`, '%65rased%3A0011', '\uff45rased\uff1a0011', `"${NOBODY}"`])
      expect(callerKey(written, plan).key.indexOf(ERASED), written).to.equal(-1);
    fc.assert(
      fc.property(fc.string(), (text) => callerKey(ERASED + text, plan).key.indexOf(ERASED) !== 0),
      { numRuns: 500 },
    );
  });

  it('leaves the list the sum of calls and events, whatever happened before', () => {
    const property = fc.property(moves, settings, (all, changed) => {
      const rules = book(changed);
      const before = play(all, rules);
      // Under a key that is judged like any other.
      const { history, events } = erase(before, 'nobody', 'cli:root', NOW, rules);
      expect(events).to.have.length(before.entries.length);
      expect(history.entries.filter((entry) => entry.state.status === 'open')).to.deep.equal([]);
      expect(reconcile(history, walk(history, rules), '', NOW)).to.deep.equal([]);
      const counts = (of: CallerHistory) => of.entries.map((entry) => [entry.state.missedTotal, entry.state.voicemailCount]);
      expect(counts(history)).to.deep.equal(counts(before));
    });
    fc.assert(property, { numRuns: 1000 });
  }).timeout(60000);
});

function play(all: readonly Move[], rules: RuleBook): CallerHistory {
  let history = emptyHistory('default', ANDREW, 1);
  for (const move of all) {
    const command = commandOf(
      move,
      history.entries.map((entry) => entry.id),
    );
    if (!command) continue;
    try {
      history = step(history, command, move.now, rules).history;
    } catch (error) {
      if (!(error instanceof ForbiddenStep)) throw error;
    }
  }
  return history;
}
