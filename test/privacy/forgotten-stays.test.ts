import { expect } from 'chai';
import type { Database } from '../../service/store/database';
import { listEntries } from '../../service/store/list';
import { callersSince, holdSince } from '../../service/store/rejudge';
import { readWaiting } from '../../service/store/waiting';
import { call, DAY, HOUR, NINE } from '../entries/story';
import { judged } from '../store/shop';
import { ANDREW, CLIENT, calling, day, useStage } from './andrew';
import { textsHolding } from './texts';

describe('A caller who was forgotten', () => {
  const { inTurn, forget, isWhole, ...stage } = useStage();
  let db: Database;
  beforeEach(() => {
    db = stage.db();
  });

  it('does not bring him back when the same rows are read again, however they are judged now', async () => {
    await forget('0470104242');
    const erased = await db.query('SELECT * FROM smart_missed_calls ORDER BY id');
    for (const change of [{}, { kind: 'answered', servedAt: NINE } as const, { kind: 'none' } as const]) {
      const again = day().map((one) => ({ ...one, facts: one.facts.map((fact) => ({ ...fact, ...(fact.callId === 'f' ? {} : change) })) }));
      expect(await inTurn(NINE + 2 * DAY, (turn) => turn.calls(again))).to.deep.equal([]);
      await inTurn(NINE + 2 * DAY, (turn) => turn.saveUnreadable([{ source: 'queue_log', where: '1|x|0470104242', why: 'broken' }]));
      expect(await textsHolding(db, ANDREW)).to.deep.equal([]);
      expect(await db.query('SELECT * FROM smart_missed_calls ORDER BY id')).to.deep.equal(erased);
      await isWhole();
    }
  });

  it('does not bring him back when calls come in that were never read before', async () => {
    await forget('0470104242');
    const older = [
      judged(call('missed', 'old', NINE - DAY)),
      judged(call('voicemail', 'older', NINE - 2 * DAY)),
      calling('attempted', 'oldest', NINE - 3 * DAY),
    ];
    expect(await inTurn(NINE + 2 * DAY, (turn) => turn.calls(older))).to.deep.equal([]);
    await inTurn(NINE + 2 * DAY, (turn) =>
      turn.saveWaiting([
        { linkedid: 'x', direction: 'inbound', callerKey: '+32470104242', extension: null, sinceAt: NINE, lastSeenAt: NINE },
      ]),
    );
    expect((await readWaiting(CLIENT, db)).map((one) => one.callerKey)).to.deep.equal([null]);
    expect(await textsHolding(db, ANDREW)).to.deep.equal([]);
    await isWhole();
  });

  it('takes a call after it for that of a new caller, who can be forgotten too', async () => {
    await forget('0470104242');
    const later = NINE + 2 * DAY;
    const events = await inTurn(later + HOUR, (turn) => turn.calls([...day(), judged(call('missed', 'new', later))]));
    expect(events.map((event) => [event.action, event.entryId])).to.deep.equal([['created', 4]]);
    const { entries } = await listEntries(CLIENT, db, { status: 'open' });
    expect(entries.map((entry) => [entry.id, entry.callerName, entry.missedTotal, entry.reopenedCount])).to.deep.equal([
      [4, 'Andrew', 1, 0],
    ]);
    await isWhole();
    expect(await forget('0470104242', later + DAY)).to.include({ entries: 1, calls: 1 });
    await inTurn(later + 2 * DAY, (turn) => turn.calls([judged(call('missed', 'new', later))]));
    expect(await textsHolding(db, ANDREW)).to.deep.equal([]);
  });

  it('leaves what was his as it was when the past is judged by other rules', async () => {
    await forget('0470104242');
    const his = () => db.query("SELECT * FROM smart_missed_calls WHERE client = 'default' AND caller_number = '' ORDER BY id");
    const before = await his();
    await inTurn(NINE + 2 * DAY, (turn) =>
      turn.set({ clear_across_dids: true, reopen_within_days: 0, response_target_minutes: 1 }, 'root'),
    );
    await holdSince(CLIENT, db, NINE - DAY, { userId: 'root', now: NINE + 2 * DAY });
    const callers = await callersSince(CLIENT, db, NINE - DAY, '', 100);
    await inTurn(NINE + 2 * DAY, (turn) => turn.rejudge(callers));
    expect(await his()).to.deep.equal(before);
    await isWhole();
  });

  it('is not outrun by turns that read his rows at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const late = judged(call('missed', `late${round}`, NINE + 4 * HOUR + round));
      const turns = Array.from({ length: 6 }, (_, n) => inTurn(NINE + DAY + n, (turn) => turn.calls([...day(), late])));
      await Promise.all(turns.slice(0, 3).concat(forget('0470104242') as Promise<never>, turns.slice(3)));
      expect(await textsHolding(db, ANDREW)).to.deep.equal([]);
      await isWhole();
    }
  });

  it('forgets what a PBX whose clock runs ahead says he will do', async () => {
    await inTurn(NINE + DAY, (turn) => turn.calls([judged(call('missed', 'ahead', NINE + 3 * DAY))]));
    await forget('0470104242');
    await inTurn(NINE + DAY, (turn) => turn.calls([judged(call('missed', 'ahead', NINE + 3 * DAY))]));
    expect(await textsHolding(db, ANDREW)).to.deep.equal([]);
  });

  it('keeps a caller away of whom nothing was known', async () => {
    expect(await forget('0470 55 55 55')).to.include({ entries: 0, calls: 0, contacts: 0 });
    await inTurn(NINE + 2 * DAY, (turn) => turn.calls([judged(call('missed', 'z', NINE, { callerKey: '+32470555555' }))]));
    expect((await listEntries(CLIENT, db, { status: 'open' })).entries.map((entry) => entry.callerKey)).to.deep.equal(['+32470104242']);
  });
});
