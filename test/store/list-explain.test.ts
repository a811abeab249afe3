import { expect } from 'chai';
import type { Database, Queryable } from '../../service/store/database';
import { countEntries, listEntries, MOST_COUNTED } from '../../service/store/list';
import type { ListOrder, ListQuery } from '../../service/store/list-query';
import { migrate } from '../../service/store/migrate';
import type { Scope } from '../../shared/identity';
import { HOUR, NINE } from '../entries/story';
import { anEntry, dice, keep } from './list-said';
import { useShop } from './shop';

const ENTRIES = 3000;
const ORDERS: readonly ListOrder[] = ['oldest', 'newest', 'insistent', 'overdue'];
/** What is counted is put down and read once more; a page is found, put together and shown. */
const MOST = 2 * (MOST_COUNTED + 1) + 5 * 51;
const SCOPE: Scope = { dids: ['3225550102'], queues: ['40'], ringGroups: [], extensions: ['201'] };

/** Every filter, and what is asked of it in every order. */
const FILTERS: Readonly<Record<string, Partial<ListQuery>>> = {
  nothing: {},
  'a DID': { did: '3225550101' },
  'a queue': { queue: '400' },
  'a ring group': { ringGroup: '600' },
  'an extension': { extension: '201' },
  'a trunk': { trunk: 'PJSIP/a' },
  'a reason': { reason: 'busy' },
  'an hour': { hour: 9 },
  'an owner': { owner: 'anna' },
  'nobody’s': { unclaimed: true },
  'after hours': { afterHours: true },
  awake: { awakeAt: NINE },
  snoozed: { asleepAt: NINE },
  overdue: { overdueAt: NINE + HOUR },
  'a range of dates': { from: NINE + HOUR, until: NINE + 3 * HOUR },
  'a search for few': { search: 'zoe' },
  'a search for many': { search: '047' },
  'a search of two words': { search: 'andrew pope' },
  'three filters': { queue: '400', reason: 'busy', hour: 9 },
  'a scope': { scope: SCOPE },
  'a scope and a filter': { scope: SCOPE, reason: 'busy' },
};

describe('The statements of the list', function () {
  this.timeout(120000);
  const shop = useShop();

  /** Many entries, and one connection, whose status counts what is read. */
  async function filled(): Promise<Database> {
    const name = await shop.empty();
    const db = shop.open(name, 1);
    await migrate(db);
    const roll = dice(5);
    await keep(
      db,
      Array.from({ length: ENTRIES }, (_, n) => anEntry(n + 1, roll)),
    );
    await db.query('ANALYZE TABLE smart_missed_calls, smc_marks');
    return db;
  }

  const each = (take: (what: string, query: ListQuery) => Promise<void>): Promise<void> =>
    ORDERS.reduce(
      (done, order) =>
        Object.keys(FILTERS).reduce(
          (before, name) => before.then(() => take(`${name}, ${order}`, { ...FILTERS[name], status: 'open', order, limit: 50 })),
          done,
        ),
      Promise.resolve(),
    );

  it('find every page by an index, and put nothing in order that an index has in order', async () => {
    const db = await filled();
    const explained = async (what: string, ask: (asking: Queryable) => Promise<unknown>): Promise<void> => {
      const asked: [string, readonly unknown[]][] = [];
      const query: Queryable['query'] = (sql, values = []) => {
        asked.push([sql, values]);
        return db.query(sql, values);
      };
      await ask({ query });
      for (const [sql, values] of asked) {
        for (const step of await db.query(`EXPLAIN ${sql}`, values)) {
          const told = `${what}: ${sql}\n${JSON.stringify(step)}`;
          // What was put together for this page alone is small, and read as it lies.
          if (step.table === null || /^<|^(d|u|b\d+)$/.test(String(step.table))) continue;
          expect(step.type, told).to.be.oneOf(['ref', 'eq_ref', 'range', 'const']);
          expect(step.key, told).to.be.oneOf(['PRIMARY', 'by_entry']);
          const isInOrder = /FORCE INDEX \(by_entry\) WHERE m\.client/.test(sql) || step.table !== 'm';
          if (!isInOrder) expect(step.Extra, told).to.not.contain('filesort');
        }
      }
    };
    await each((what, query) => explained(what, (asking) => listEntries('default', asking, query)));
    for (const scope of [null, SCOPE]) {
      await explained('the counters', (asking) => countEntries('default', asking, NINE + HOUR, NINE, { userId: 'anna', scope }));
    }
  });

  it('read what a page shows, and count no further than they say', async () => {
    const db = await filled();
    const reads = async (ask: () => Promise<unknown>): Promise<number> => {
      const count = async () =>
        (await db.query("SHOW SESSION STATUS LIKE 'Handler_read%'")).reduce((sum, row) => sum + Number(row.Value), 0);
      const before = await count();
      await ask();
      return (await count()) - before;
    };
    const plain = ['nothing', 'a DID', 'a queue', 'an extension', 'a reason', 'an owner', 'nobody’s', 'a range of dates'];
    const front = await reads(() => listEntries('default', db, { status: 'open', limit: 50 }));
    expect(front).to.be.below(MOST);
    for (const name of plain) {
      const query = { ...FILTERS[name], status: 'open' as const, limit: 50 };
      expect(await reads(() => listEntries('default', db, query)), name).to.be.below(MOST);
    }
    let { after } = await listEntries('default', db, { status: 'open', limit: 500 });
    for (let n = 0; n < 3; n += 1) after = (await listEntries('default', db, { status: 'open', limit: 500, after: String(after) })).after;
    expect(await reads(() => listEntries('default', db, { status: 'open', limit: 50, after: String(after) }))).to.be.below(front + 50);
  });
});
