import { expect } from 'chai';
import type { Database } from '../../service/store/database';
import { createEntryStore, type EntryStore } from '../../service/store/entry-store';
import { countEntries, listEntries } from '../../service/store/list';
import type { ListQuery } from '../../service/store/list-query';
import { call, DAY, HOUR, MINUTE, NINE } from '../entries/story';
import { judged, useShop } from './shop';

const AT = { now: NINE + HOUR, zone: 'UTC' };

describe('The list a page shows', () => {
  const shop = useShop();
  let db: Database;
  let store: EntryStore;

  /** Who is on a page, in its order. */
  const names = async (query: Partial<ListQuery> = {}) =>
    (await listEntries('default', db, { status: 'open', ...query })).entries.map((entry) => entry.callerName);

  beforeEach(async () => {
    db = await shop.migrated();
    store = createEntryStore(db);
    const from = (name: string, n: number, more = {}) =>
      judged(call('missed', `${name}${n}`, NINE + n * MINUTE, { callerKey: name, callerName: name, ...more }));
    await store.inTurn('default', AT, (turn) =>
      turn.calls([
        from('Zoë', 0),
        from('Bob 100%', 1, { extensions: ['201'], reason: 'busy' }),
        from('Bob 100%', 20),
        from('Bob 100%', 21),
        from('Ann', 2, { did: '3225550199' }),
        from('Ann', 30, { did: '3225550199' }),
        from('Eve', 3),
        judged(call('returned', 'r', NINE + 40 * MINUTE, { callerKey: 'Eve' })),
      ]),
    );
  });

  it('begins with who waits longest, or with the newest, or with the most insistent', async () => {
    expect(await names()).to.deep.equal(['Zoë', 'Bob 100%', 'Ann']);
    expect(await names({ order: 'newest' })).to.deep.equal(['Ann', 'Bob 100%', 'Zoë']);
    expect(await names({ order: 'insistent' })).to.deep.equal(['Bob 100%', 'Ann', 'Zoë']);
  });

  it('finds any part of a number, and the beginnings of the words of a name', async () => {
    expect(await names({ search: 'zo' })).to.deep.equal(['Zoë']);
    expect(await names({ search: 'ZOE' })).to.deep.equal(['Zoë']);
    expect(await names({ search: 'oë' })).to.deep.equal([]);
    expect(await names({ search: '100% bo' })).to.deep.equal(['Bob 100%']);
    expect(await names({ search: 'bob ann' })).to.deep.equal([]);
    expect(await names({ search: '%' })).to.deep.equal([]);
    expect(await names({ search: '_' })).to.deep.equal([]);
    expect(await names({ search: '10424' })).to.have.length(3);
    expect(await names({ search: "' OR 1=1 -- " })).to.deep.equal([]);
  });

  it('narrows by DID, extension, reason, owner and hour', async () => {
    expect(await names({ did: '3225550199' })).to.deep.equal(['Ann']);
    expect(await names({ extension: '201' })).to.deep.equal(['Bob 100%']);
    expect(await names({ extension: '20' })).to.deep.equal([]);
    expect(await names({ reason: 'busy' })).to.deep.equal([]);
    expect(await names({ afterHours: true })).to.deep.equal([]);
    await store.inTurn('default', AT, (turn) => turn.ask({ type: 'claim', entryId: 1, by: { userId: 'alice', admin: false } }));
    expect(await names({ owner: 'alice' })).to.deep.equal(['Zoë']);
  });

  it('comes in pages, and says how many there are in all', async () => {
    const page = async (query: Partial<ListQuery>) => listEntries('default', db, { status: 'open', limit: 1, ...query });
    const first = await page({});
    const second = await page({ after: String(first.after) });
    const third = await page({ after: String(second.after) });
    expect([first, second, third].map(({ entries }) => entries.map((entry) => entry.callerName))).to.deep.equal([
      ['Zoë'],
      ['Bob 100%'],
      ['Ann'],
    ]);
    expect([first.total, first.isMore, first.before, third.after]).to.deep.equal([3, false, null, null]);
    const back = await page({ before: String(third.before) });
    expect(back).to.deep.equal(second);
    expect(await page({ before: String(back.before) })).to.deep.equal(first);
  });

  it('leaves out what sleeps and what was withdrawn', async () => {
    await store.inTurn('default', AT, async (turn) => {
      await turn.ask({ type: 'snooze', entryId: 1, by: { userId: 'alice', admin: false }, until: NINE + DAY });
      await turn.calls([
        judged(call('none', 'Ann2', NINE, { callerKey: 'Ann' })),
        judged(call('none', 'Ann30', NINE, { callerKey: 'Ann' })),
      ]);
    });
    expect(await names({ awakeAt: AT.now })).to.deep.equal(['Bob 100%']);
    expect(await names({ awakeAt: NINE + DAY })).to.deep.equal(['Zoë', 'Bob 100%']);
    expect(await names({ status: 'cleared' })).to.deep.equal(['Eve']);
  });

  it('has figures above it', async () => {
    await store.inTurn('default', AT, (turn) =>
      turn.ask({ type: 'snooze', entryId: 1, by: { userId: 'alice', admin: false }, until: NINE + DAY }),
    );
    expect(await countEntries('default', db, AT.now, NINE)).to.deep.equal({
      open: 3,
      overdue: 3,
      unclaimed: 3,
      mine: 0,
      snoozed: 1,
      oldestWaitSince: NINE,
      cleared: { returned: 1, answered_later: 0, manual: 0, expired: 0 },
    });
    expect((await countEntries('default', db, AT.now, NINE + HOUR)).cleared.returned).to.equal(0);
  });
});
