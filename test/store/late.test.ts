import { expect } from 'chai';
import type { Database } from '../../service/store/database';
import { createEntryStore, type Turn } from '../../service/store/entry-store';
import { listEntries } from '../../service/store/list';
import { dueItems } from '../../service/store/outbox';
import type { CallFact } from '../../shared/entry';
import type { Settings } from '../../shared/settings';
import { call, DAY, HOUR, NINE } from '../entries/story';
import { judged, useShop } from './shop';

describe('A daemon that was away', () => {
  const shop = useShop();
  const BY = { userId: 'eve', admin: true };

  /** A list that is kept by turns at some instants; settings hold from long before. */
  const list = async (settings: Partial<Settings>) => {
    const db: Database = await shop.migrated();
    const store = createEntryStore(db);
    const at = <T>(now: number, work: (turn: Turn) => Promise<T>) => store.inTurn('default', { now, zone: 'UTC' }, work);
    await at(NINE - 400 * DAY, (turn) => turn.set(settings, null));
    const learn = (now: number, ...facts: readonly CallFact[]) =>
      at(now, async (turn) => {
        await turn.calls(facts.map((fact) => judged(fact)));
        await turn.tick();
      });
    const entries = async () => {
      const all = [];
      for (const status of ['open', 'cleared'] as const) all.push(...(await listEntries('default', db, { status })).entries);
      return all
        .sort((one, other) => one.firstMissedAt - other.firstMissedAt)
        .map(({ clearedBy, missedCount, clearedAt }) => [clearedBy, missedCount, clearedAt === null ? null : (clearedAt - NINE) / HOUR]);
    };
    return { db, at, learn, entries };
  };

  it('finds what one that was there would have found: an entry that expired before the next call', async () => {
    const [first, second] = [call('missed', 'a', NINE), call('missed', 'b', NINE + 120 * DAY)];
    const there = await list({ retention_days: 30 });
    await there.learn(NINE, first);
    await there.learn(NINE + 31 * DAY);
    await there.learn(NINE + 120 * DAY, second);
    const away = await list({ retention_days: 30 });
    await away.learn(NINE + 121 * DAY, first, second);
    expect(await away.entries()).to.deep.equal(await there.entries());
    expect(await away.entries()).to.deep.equal([
      ['expired', 1, 720],
      [null, 1, null],
    ]);
  });

  it('leaves what a person did meanwhile to an entry that nobody saw expire', async () => {
    const { at, learn, entries } = await list({ retention_days: 1 });
    await learn(NINE, call('missed', 'a', NINE));
    await at(NINE + 30 * HOUR, (turn) => turn.ask({ type: 'resolve', entryId: 1, by: BY, note: 'spoke to him' }));
    await learn(NINE + 50 * HOUR, call('attempted', 'x', NINE - 5 * DAY));
    expect(await entries()).to.deep.equal([['manual', 1, 30]]);
  });

  it('tells nobody today of a target that passed days ago, but of one that passed while the entry slept', async () => {
    const { db, at, learn } = await list({ response_target_minutes: 60 });
    await learn(NINE + 3 * DAY, call('missed', 'a', NINE), call('missed', 'b', NINE, { did: '3225550102' }));
    const kinds = async () => (await dueItems('default', db, NINE + 99 * DAY, 10)).map(({ kind }) => kind);
    expect(await kinds()).to.deep.equal([]);
    const { learn: learnThere, at: atThere, db: there } = await list({ response_target_minutes: 60 });
    await learnThere(NINE, call('missed', 'a', NINE));
    await atThere(NINE + 60, (turn) => turn.ask({ type: 'snooze', entryId: 1, by: BY, until: NINE + 2 * DAY }));
    await learnThere(NINE + 2 * DAY + 60);
    expect((await dueItems('default', there, NINE + 99 * DAY, 10)).map(({ kind }) => kind)).to.deep.equal(['missed', 'escalated']);
    await at(NINE + 4 * DAY, (turn) => turn.tick());
    expect(await kinds()).to.deep.equal([]);
  });
});
