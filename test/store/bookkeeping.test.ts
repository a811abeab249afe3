import { expect } from 'chai';
import { readCursor, TurnOvertaken } from '../../service/store/cursors';
import type { Database } from '../../service/store/database';
import { createEntryStore, type EntryStore } from '../../service/store/entry-store';
import { listEntries, readEntry } from '../../service/store/list';
import { readProofs } from '../../service/store/proofs';
import { readRuleBook, readSettings } from '../../service/store/settings-store';
import { readUnreadable } from '../../service/store/unreadable';
import { readWaiting, type WaitingCall } from '../../service/store/waiting';
import { call, DAY, HOUR, MINUTE, NINE, told } from '../entries/story';
import { judged, useShop } from './shop';

const at = (now: number) => ({ now, zone: 'UTC' });
const MISSED = judged(call('missed', 'a', NINE));

describe('Beside the list, a turn', () => {
  const shop = useShop();
  let db: Database;
  let store: EntryStore;
  beforeEach(async () => {
    db = await shop.migrated();
    store = createEntryStore(db);
  });

  const outbox = () =>
    db.query("SELECT entry_id, kind, due_at FROM smc_outbox WHERE client = ? AND kind <> 'missed' ORDER BY id", ['default']);
  const misses = async () =>
    (await db.query("SELECT entry_id FROM smc_outbox WHERE client = ? AND kind = 'missed' ORDER BY id", ['default'])).map(
      (row) => row.entry_id,
    );

  it('puts out who begins to wait, in the transaction that opens the entry, and no news of yesterday', async () => {
    const again = judged(call('missed', 'd', NINE + 2 * MINUTE));
    await store.inTurn('default', at(NINE + MINUTE), (turn) => turn.calls([MISSED]));
    await store.inTurn('default', at(NINE + MINUTE), (turn) => turn.calls([judged(call('missed', 'b', NINE - DAY, { did: '2' }))]));
    expect(await misses()).to.deep.equal([1]);
    await store.inTurn('default', at(NINE + 3 * MINUTE), (turn) => turn.calls([again]));
    expect(await misses(), 'one message an entry').to.deep.equal([1]);
    await store.inTurn('default', at(NINE + HOUR), (turn) => turn.calls([judged(call('returned', 'e', NINE + 50 * MINUTE))]));
    await store.inTurn('default', at(NINE + 2 * HOUR), (turn) => turn.calls([judged(call('missed', 'f', NINE + 2 * HOUR))]));
    expect(await misses(), 'it waits again').to.deep.equal([1, 1]);
    const fails = store.inTurn('default', at(NINE + HOUR), async (turn) => {
      await turn.calls([judged(call('missed', 'g', NINE, { did: '3' }))]);
      throw new Error('broken off');
    });
    await fails.catch(() => undefined);
    expect(await misses()).to.deep.equal([1, 1]);
  });

  it('puts out that a target passed, once', async () => {
    await store.inTurn('default', at(NINE), (turn) => turn.calls([MISSED]));
    const events = await store.inTurn('default', at(NINE + 31 * MINUTE), (turn) => turn.tick());
    expect(told(events)).to.deep.equal(['escalated/target_passed']);
    expect(await store.inTurn('default', at(NINE + HOUR), (turn) => turn.tick())).to.deep.equal([]);
    expect(await outbox()).to.deep.equal([{ entry_id: 1, kind: 'escalated', due_at: '2026-03-02 09:31:00' }]);
  });

  it('puts out that somebody was told wrongly, and says nothing when nobody was told', async () => {
    await store.inTurn('default', at(NINE), (turn) => turn.calls([MISSED, judged(call('missed', 'b', NINE, { did: '2' }))]));
    await store.inTurn('default', at(NINE + 1), (turn) => turn.notified([1]));
    await store.inTurn('default', at(NINE + 2), (turn) =>
      turn.calls([judged(call('none', 'a', NINE)), judged(call('none', 'b', NINE, { did: '2' }))]),
    );
    expect((await outbox()).map((row) => [row.entry_id, row.kind])).to.deep.equal([[1, 'withdrawn']]);
  });

  it('lets claims run out and entries expire', async () => {
    await store.inTurn('default', at(NINE), (turn) => turn.set({ response_target_minutes: null }, null));
    await store.inTurn('default', at(NINE), async (turn) => {
      await turn.calls([MISSED]);
      await turn.ask({ type: 'claim', entryId: 1, by: { userId: 'alice', admin: false } });
    });
    expect(await store.inTurn('default', at(NINE + 29 * MINUTE), (turn) => turn.tick())).to.deep.equal([]);
    expect(told(await store.inTurn('default', at(NINE + 31 * MINUTE), (turn) => turn.tick()))).to.deep.equal(['released/claim_ran_out']);
    expect(told(await store.inTurn('default', at(NINE + 31 * DAY), (turn) => turn.tick()))).to.deep.equal(['cleared_expired']);
    expect(await readEntry('default', db, 1)).to.include({ clearedBy: 'expired', clearedAt: NINE + 30 * DAY });
  });

  it('lets expire what expired by rules that hold no more', async () => {
    await store.inTurn('default', at(NINE - DAY), (turn) => turn.set({ retention_days: 1 }, null));
    await store.inTurn('default', at(NINE), (turn) => turn.calls([MISSED]));
    await store.inTurn('default', at(NINE + DAY + HOUR), (turn) => turn.set({ retention_days: null }, null));
    await store.inTurn('default', at(NINE + DAY + HOUR), (turn) =>
      turn.calls([judged(call('missed', 'b', NINE + 2 * HOUR, { did: '2' }))]),
    );
    expect(told(await store.inTurn('default', at(NINE + 90 * DAY), (turn) => turn.tick()))).to.deep.equal([
      'cleared_expired',
      'escalated/target_passed',
    ]);
    expect(await readEntry('default', db, 1)).to.include({ clearedBy: 'expired', clearedAt: NINE + DAY });
    expect(await readEntry('default', db, 2)).to.include({ status: 'open' });
  });

  it('remembers how far each source was read, in its own words', async () => {
    const position = { id: 7, name: 'é' };
    await store.inTurn('default', at(NINE), (turn) => turn.saveCursor('cel', position));
    expect(await readCursor('default', db, 'cel')).to.deep.equal(position);
    expect(await readCursor('default', db, 'cdr')).to.equal(undefined);
  });

  it('replaces the calls that wait', async () => {
    const waiting = (linkedid: string): WaitingCall => ({
      linkedid,
      direction: 'outbound',
      callerKey: '+32',
      extension: '105',
      sinceAt: NINE,
      lastSeenAt: NINE + 5,
    });
    await store.inTurn('default', at(NINE), (turn) => turn.saveWaiting([waiting('a'), waiting('b')]));
    await store.inTurn('default', at(NINE), (turn) => turn.saveWaiting([waiting('b'), waiting('c')]));
    expect(await readWaiting('default', db)).to.deep.equal([waiting('b'), waiting('c')]);
  });

  it('counts a row that cannot be read on one line', async () => {
    const row = { source: 'cel' as const, where: `id ${'9'.repeat(300)}`, why: 'eventtime: not a time' };
    await store.inTurn('default', at(NINE), (turn) => turn.saveUnreadable([row]));
    await store.inTurn('default', at(NINE + 1), (turn) => turn.saveUnreadable([row]));
    const [found, ...others] = await readUnreadable('default', db, 10);
    expect(others).to.deep.equal([]);
    expect(found).to.deep.include({ seen_count: 2, last_seen_at: '2026-03-02 09:00:01', why: 'eventtime: not a time' });
  });

  it('forgets a row that could not be read ninety days after it was last seen, a piece an hour', async () => {
    const row = (n: number) => ({ source: 'cel' as const, where: `id ${n}`, why: 'eventtime: not a time' });
    const once = Array.from({ length: 502 }, (_none, n) => row(n + 1));
    await store.inTurn('default', at(NINE), (turn) => turn.saveUnreadable(once));
    await store.inTurn('other', at(NINE), (turn) => turn.saveUnreadable([row(1)]));
    await store.inTurn('default', at(NINE + DAY), (turn) => turn.saveUnreadable([row(7)]));
    const left = async (client: string) => (await readUnreadable(client, db, 1000)).length;
    await store.inTurn('default', at(NINE + 90 * DAY), (turn) => turn.tick());
    expect(await left('default')).to.equal(502);
    await store.inTurn('default', at(NINE + 90 * DAY + HOUR), (turn) => turn.tick());
    expect(await left('default')).to.equal(2);
    await store.inTurn('default', at(NINE + 90 * DAY + 2 * HOUR), (turn) => turn.tick());
    expect(await left('default')).to.equal(1);
    expect((await readUnreadable('default', db, 10))[0]).to.include({ found_where: 'id 7', seen_count: 2 });
    expect(await left('other')).to.equal(1);
  });

  it('keeps the proof of a call, and the newest only', async () => {
    await store.inTurn('default', at(NINE), (turn) => turn.calls([MISSED]));
    const unsure = { ...MISSED.verdict, confidence: 'unsure' as const };
    await store.inTurn('default', at(NINE + 60), (turn) => turn.calls([{ ...MISSED, verdict: unsure } as typeof MISSED]));
    const [proof, ...others] = await readProofs('default', db, ['a', 'unknown']);
    expect(others).to.deep.equal([]);
    expect(proof).to.deep.include({ callId: 'a', verdict: 'missed', confidence: 'unsure', because: [], judgedAt: NINE + 60 });
  });

  it('sweeps the proofs of people who never were on the list, after three days', async () => {
    const answered = [judged(call('answered', 'x', NINE, { callerKey: 'Eve' })), judged(call('answered', 'y', NINE + 60))];
    await store.inTurn('default', at(NINE), (turn) => turn.calls([MISSED, ...answered]));
    const kept = async () => (await readProofs('default', db, ['a', 'x', 'y'])).map((proof) => proof.callId);
    await store.inTurn('default', at(NINE + 3 * DAY), (turn) => turn.tick());
    expect(await kept()).to.deep.equal(['a', 'x', 'y']);
    await store.inTurn('default', at(NINE + 3 * DAY + HOUR), (turn) => turn.tick());
    expect(await kept()).to.deep.equal(['a', 'y']);
  });

  it('is refused its cursor when another daemon has read on meanwhile', async () => {
    await store.inTurn('default', at(NINE), (turn) => turn.moveCursor('cel', undefined, { id: 7 }));
    const late = store.inTurn('default', at(NINE), async (turn) => {
      await turn.calls([MISSED]);
      await turn.moveCursor('cel', undefined, { id: 6 });
    });
    expect(await late.catch((error: Error) => error)).to.be.instanceOf(TurnOvertaken);
    expect((await listEntries('default', db, { status: 'open' })).total).to.equal(0);
    await store.inTurn('default', at(NINE), (turn) => turn.moveCursor('cel', { id: 7 }, { id: 9 }));
    expect(await readCursor('default', db, 'cel')).to.deep.equal({ id: 9 });
  });

  it('leaves alone what is known of a call that is pending', async () => {
    await store.inTurn('default', at(NINE), (turn) => turn.calls([MISSED]));
    const pending = {
      ...MISSED,
      facts: [],
      verdict: { kind: 'pending' as const, reason: 'in_progress' as const, because: [], confidence: 'proven' as const },
    };
    expect(await store.inTurn('default', at(NINE), (turn) => turn.calls([pending]))).to.deep.equal([]);
  });

  it('withdraws a call of which nothing is left', async () => {
    await store.inTurn('default', at(NINE), (turn) => turn.calls([MISSED]));
    expect(told(await store.inTurn('default', at(NINE), (turn) => turn.calls([{ ...MISSED, facts: [] }])))).to.deep.equal([
      'withdrawn/verdict_changed',
    ]);
    expect((await listEntries('default', db, { status: 'open' })).total).to.equal(0);
  });

  it('clears by the one reading of a dialled number that is on the list', async () => {
    await store.inTurn('default', at(NINE), (turn) => turn.calls([MISSED]));
    const readings = [call('returned', 'c', NINE + HOUR, { callerKey: '+32470104299' }), call('returned', 'c', NINE + HOUR)];
    expect(told(await store.inTurn('default', at(NINE), (turn) => turn.calls([judged(...readings)])))).to.deep.equal(['cleared_returned']);
  });

  it('keeps texts of any length and kind as far as they fit', async () => {
    const odd = {
      callerName: `${'n'.repeat(190)}😀😀`,
      did: 'd'.repeat(300),
      extensions: ['1'.repeat(99), '2,3', ''],
      callerNumber: '\u0000\ud800',
    };
    const facts = [judged(call('missed', 'x'.repeat(200), NINE, odd))];
    await store.inTurn('default', at(NINE), (turn) => turn.calls(facts));
    expect(await store.inTurn('default', at(NINE), (turn) => turn.calls(facts))).to.deep.equal([]);
    expect(await readEntry('default', db, 1)).to.deep.include({ did: 'd'.repeat(128), extensions: ['23', '1'.repeat(40)] });
  });

  it('sets settings from then on, and remembers what they were', async () => {
    const changed = await store.inTurn('default', at(NINE), (turn) =>
      turn.set({ claim_minutes: 5, retention_days: 30, time_zone: '+02:00' }, 'root'),
    );
    expect(changed).to.deep.equal(['time_zone', 'claim_minutes']);
    await store.inTurn('default', at(NINE + HOUR), (turn) => turn.set({ claim_minutes: 10 }, 'root'));
    expect(await readSettings('default', db)).to.include({ claim_minutes: 10, time_zone: '+02:00' });
    const pages = await readRuleBook('default', db, 'Europe/Brussels');
    expect(pages.map((page) => [page.since, page.rules.claimSeconds / 60, page.rules.hours.zone])).to.deep.equal([
      [0, 30, 'Europe/Brussels'],
      [NINE, 5, '+02:00'],
      [NINE + HOUR, 10, '+02:00'],
    ]);
  });
});
