import { expect } from 'chai';
import * as fc from 'fast-check';
import { FREEPBX_DIALECT } from '../../service/host/freepbx-dialect';
import { type Judged, judgeRecords, type Office, officeOf } from '../../service/judging';
import type { AsteriskRecord, CdrRecord, CelRecord, QueueLogRecord } from '../../shared/records';
import { allCaptures, type Capture, storyOf } from '../support/captures';

const captures = allCaptures().filter((capture) => capture.truth.calls.length > 0);

function officeFor(capture: Capture): Office {
  return officeOf(storyOf(capture).directory, [], FREEPBX_DIALECT);
}

function judgedFrom(records: readonly AsteriskRecord[], office: Office): readonly Judged[] {
  return judgeRecords(records, office, () => true).judged;
}

function inWords(judged: readonly Judged[]): string[] {
  return judged.map(({ call, verdict, facts }) => JSON.stringify({ call, verdict, facts }));
}

/** The rows a colleague's answer adds: his phone starts, answers, and shares a bridge with the caller. */
function celAnswer(caller: CelRecord): CelRecord[] {
  const phone = {
    ...caller,
    channel: 'PJSIP/102-00ffff01',
    uniqueid: '1999999999.1',
    context: 'from-internal',
    exten: 's',
    cidNum: '102',
    app: '',
    appdata: '',
    peer: '',
  };
  const bridge = { bridge_id: 'added-bridge', bridge_technology: 'simple_bridge' };
  const at = caller.at + 1;
  return [
    { ...phone, id: 900001, at, event: 'CHAN_START', extra: null },
    { ...phone, id: 900002, at, event: 'ANSWER', extra: null },
    { ...phone, id: 900003, at, event: 'BRIDGE_ENTER', extra: bridge },
    { ...caller, id: 900004, at, event: 'BRIDGE_ENTER', extra: bridge },
  ];
}

describe('Whatever the rows, the verdict keeps its promises', () => {
  for (const capture of captures.filter((one) => one.truth.calls.some((call) => call.verdict === 'missed'))) {
    it(`an answered conversation makes the missed call answered: ${capture.pbx} ${capture.name}`, () => {
      const office = officeFor(capture);
      const { records } = storyOf(capture);
      for (const { call } of judgedFrom(records, office).filter(({ verdict }) => verdict.kind === 'missed')) {
        const start = records.find(
          (one): one is CelRecord => one.source === 'cel' && one.uniqueid === call.id && one.event === 'CHAN_START',
        );
        const row = records.find((one): one is CdrRecord => one.source === 'cdr' && one.uniqueid === call.id);
        const answers: AsteriskRecord[][] = [];
        if (start !== undefined) answers.push(celAnswer(start));
        if (row !== undefined) {
          const spoken = {
            disposition: 'ANSWERED',
            dstchannel: 'PJSIP/102-00ffff01',
            lastapp: 'Dial',
            lastdata: 'PJSIP/102',
            billSeconds: 3,
            durationSeconds: 5,
          };
          answers.push([{ ...row, ...spoken, sequence: 900001 }]);
        }
        const connect: QueueLogRecord = {
          source: 'queue_log',
          at: call.startedAt + 2,
          callid: call.id,
          queue: '400',
          agent: 'PJSIP/102',
          event: 'CONNECT',
          data: ['2', '', '1'],
        };
        answers.push([connect]);
        for (const answer of answers) {
          const after = judgedFrom(records.concat(answer), office).find((one) => one.call.id === call.id);
          expect(after?.verdict.kind, answer[0]?.source).to.equal('answered');
        }
      }
    });
  }

  it('shuffled and doubled rows are the same call', () => {
    const shuffled = fc.constantFrom(...captures).chain((capture) => {
      const { records } = storyOf(capture);
      const doubled = fc.subarray(records.slice()).map((some) => records.concat(some));
      const order = doubled.chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }));
      return fc.record({ capture: fc.constant(capture), records: order });
    });
    fc.assert(
      fc.property(shuffled, ({ capture, records }) => {
        const office = officeFor(capture);
        expect(inWords(judgedFrom(records, office))).to.deep.equal(inWords(judgedFrom(storyOf(capture).records, office)));
      }),
      { numRuns: 300 },
    );
  });

  it('rows of other calls never change a verdict', () => {
    const onePbx = captures.filter((one) => one.pbx === 'freepbx17');
    fc.assert(
      fc.property(fc.constantFrom(...onePbx), fc.shuffledSubarray(onePbx, { minLength: 1, maxLength: 5 }), (capture, others) => {
        const office = officeFor(capture);
        const alone = judgedFrom(storyOf(capture).records, office);
        const rows = others.filter((other) => other !== capture).map((other) => storyOf(other).records);
        const together = new Map(judgedFrom(storyOf(capture).records.concat(...rows), office).map((one) => [one.call.id, one]));
        for (const one of alone) expect(together.get(one.call.id)?.verdict).to.deep.equal(one.verdict);
      }),
      { numRuns: 300 },
    );
  });
});
