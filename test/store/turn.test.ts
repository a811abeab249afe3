import { expect } from 'chai';
import { readEvents } from '../../service/store/audit';
import { readCursor } from '../../service/store/cursors';
import type { Database } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { countEntries, listEntries, readAttempts, readEntry } from '../../service/store/list';
import { call, HOUR, MINUTE, NINE, told } from '../entries/story';
import { judged, useShop } from './shop';

const AT = { now: NINE + 2 * HOUR, zone: 'UTC' };
const ALICE = { userId: 'alice', admin: false };

describe('One turn on the list', () => {
  const shop = useShop();
  let db: Database;
  beforeEach(async () => {
    db = await shop.migrated();
  });

  it('keeps calls, entries, events and the cursor together', async () => {
    const store = createEntryStore(db);
    await store.inTurn('default', AT, async (turn) => {
      await turn.calls([
        judged(call('missed', 'a', NINE)),
        judged(call('missed', 'b', NINE + MINUTE)),
        judged(call('returned', 'c', NINE + HOUR)),
      ]);
      await turn.saveCursor('cel', { id: 7 });
    });
    const [entry] = (await listEntries('default', db, { status: 'cleared' })).entries;
    expect(entry).to.deep.include({
      id: 1,
      seq: 3,
      missedCount: 2,
      clearedBy: 'returned',
      callerName: 'Andrew',
      extensions: ['101', '102'],
    });
    expect(told(await readEvents('default', db, 1))).to.deep.equal(['created', 'incremented', 'cleared_returned']);
    if (entry) expect((await readAttempts('default', db, entry)).map((one) => one.callId)).to.deep.equal(['c', 'b', 'a']);
    expect(await readCursor('default', db, 'cel')).to.deep.equal({ id: 7 });
    expect((await countEntries('default', db, AT.now, NINE)).cleared.returned).to.equal(1);
  });

  it('reading the same calls again writes nothing', async () => {
    const store = createEntryStore(db);
    const calls = [judged(call('missed', 'a', NINE)), judged(call('attempted', 'c', NINE + HOUR))];
    await store.inTurn('default', AT, (turn) => turn.calls(calls));
    const [before] = await db.query('SELECT COUNT(*) AS n FROM smart_missed_calls_audit WHERE client = ?', ['default']);
    expect(await store.inTurn('default', AT, (turn) => turn.calls(calls))).to.deep.equal([]);
    expect(await db.query('SELECT COUNT(*) AS n FROM smart_missed_calls_audit WHERE client = ?', ['default'])).to.deep.equal([before]);
  });

  it('a turn that fails keeps nothing', async () => {
    const store = createEntryStore(db);
    const failing = store.inTurn('default', AT, async (turn) => {
      await turn.calls([judged(call('missed', 'a', NINE))]);
      throw new Error('power cut');
    });
    expect(await failing.catch((error: Error) => error.message)).to.equal('power cut');
    expect((await listEntries('default', db, { status: 'open' })).total).to.equal(0);
  });

  it('a call that turns out to be of another caller moves to him', async () => {
    const store = createEntryStore(db);
    await store.inTurn('default', AT, (turn) => turn.calls([judged(call('missed', 'a', NINE, { callerKey: 'anonymous' }))]));
    const events = await store.inTurn('default', AT, (turn) => turn.calls([judged(call('missed', 'a', NINE))]));
    expect(told(events)).to.deep.equal(['withdrawn/verdict_changed', 'created']);
    expect((await listEntries('default', db, { status: 'open' })).entries.map((entry) => entry.callerKey)).to.deep.equal(['+32470104242']);
  });

  it('a user resolves with a note; the audit keeps its seal only', async () => {
    const store = createEntryStore(db);
    await store.inTurn('default', AT, (turn) => turn.calls([judged(call('missed', 'a', NINE))]));
    await store.inTurn('default', AT, (turn) => turn.ask({ type: 'resolve', entryId: 1, by: ALICE, note: 'was Andrew 😀' }));
    expect(await readEntry('default', db, 1)).to.include({ clearedBy: 'manual', clearedByUserId: 'alice', clearedNote: 'was Andrew 😀' });
    const [row] = await db.query('SELECT note FROM smart_missed_calls_audit WHERE client = ? AND action = ?', [
      'default',
      'cleared_manual',
    ]);
    expect(String(row?.note)).to.match(/^[0-9a-f]{64}$/);
    expect((await readEvents('default', db, 1))[1]).to.include({ note: 'was Andrew 😀', actorUserId: 'alice' });
  });
});
