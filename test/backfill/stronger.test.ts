import { expect } from 'chai';
import type { Judged } from '../../service/judging';
import { createEntryStore } from '../../service/store/entry-store';
import { withoutWeaker } from '../../service/stronger';
import type { Call } from '../../shared/call';
import { call, HOUR, NINE } from '../entries/story';
import { judged, useShop } from '../store/shop';

const LEG = { channel: 'PJSIP/101-1' } as unknown as Call['legs'][0];
const TALK = { source: 'cel' } as unknown as Call['conversations'][0];

/** A missed call with two phones rung, read from all sources to its end; with changes. */
function reading(change: Partial<Call> = {}): Judged {
  const seen = {
    sources: ['cdr', 'cel', 'queue_log'],
    ended: true,
    startedAt: NINE,
    lastRecordAt: NINE + 60,
    legs: [LEG, LEG],
    conversations: [],
  };
  const one = judged(call('missed', 'a', NINE));
  return { ...one, call: { ...one.call, ...seen, ...change } as Call } as Judged;
}

describe('What was proven from more rows', () => {
  const shop = useShop();

  for (const [title, change, isKept] of [
    ['the same rows', {}, true],
    ['more rows: a conversation', { conversations: [TALK], lastRecordAt: NINE + 90, legs: [LEG] }, true],
    ['more rows: a third phone', { legs: [LEG, LEG, LEG] }, true],
    ['an earlier beginning', { startedAt: NINE - 3 }, true],
    ['clocks read otherwise', { startedAt: NINE + HOUR, lastRecordAt: NINE + HOUR + 60 }, true],
    ['no CEL any more', { sources: ['cdr', 'queue_log'] }, false],
    ['no end any more', { ended: false }, false],
    ['no first rows any more', { startedAt: NINE + 4 }, false],
    ['no last rows any more', { lastRecordAt: NINE + 30 }, false],
    ['a phone less, and nothing new', { legs: [LEG] }, false],
  ] as [string, Partial<Call>, boolean][]) {
    it(`${isKept ? 'gives way to' : 'stands against'} ${title}`, async () => {
      const db = await shop.migrated();
      await createEntryStore(db).inTurn('default', { now: NINE + HOUR, zone: 'UTC' }, (turn) => turn.calls([reading()]));
      expect(await withoutWeaker('default', db, [reading(change)])).to.have.length(isKept ? 1 : 0);
      expect(await withoutWeaker('other', db, [reading(change)])).to.have.length(1);
    });
  }

  it('says nothing of a call that still goes on', async () => {
    const db = await shop.migrated();
    await createEntryStore(db).inTurn('default', { now: NINE + HOUR, zone: 'UTC' }, (turn) => turn.calls([reading()]));
    const pending = { ...reading({ ended: false }), verdict: { ...reading().verdict, kind: 'pending' } } as Judged;
    expect(await withoutWeaker('default', db, [pending])).to.have.length(1);
  });
});
