import { expect } from 'chai';
import type { Database } from '../../service/store/database';
import { countEntries, listEntries, MOST_COUNTED, readEntry } from '../../service/store/list';
import { eachEntry } from '../../service/store/list-each';
import type { ListOrder, ListQuery, ListReason } from '../../service/store/list-query';
import { saveMarks, wrongMarks } from '../../service/store/save-marks';
import { isInScope } from '../../service/store/shelves';
import type { ClearedBy, Entry } from '../../shared/entry';
import type { Scope } from '../../shared/identity';
import { HOUR, NINE } from '../entries/story';
import { anEntry, dice, keep, said } from './list-said';
import { useShop } from './shop';

/** So many that no way of looking is left out: some filters fit too many to gather them. */
const ENTRIES = 1500;
const NOW = NINE + 10 * HOUR;
const SCOPE: Scope = { dids: ['3225550102'], queues: ['40'], ringGroups: [], extensions: ['201'] };

/** A question as chance will have it: one to three wishes. */
function aQuery(roll: (sides: number) => number): ListQuery {
  const one = <T>(of: readonly T[]): T => of[roll(of.length)] as T;
  const from = NINE + roll(2000) * 60;
  const wishes: readonly Partial<ListQuery>[] = [
    { did: one(['3225550101', '3225550102', '1']) },
    { queue: one(['400', '40']) },
    { ringGroup: one(['600', '400']) },
    { extension: one(['101', '10', '201', '999']) },
    { trunk: one(['PJSIP/a', 'PJSIP/b']) },
    { reason: one<ListReason>(['busy', 'declined', 'message_left']) },
    { hour: roll(24) },
    { from, until: from + roll(1200) * 60 },
    { from },
    { until: from },
    { clearedBy: one<ClearedBy>(['returned', 'manual']) },
    { owner: one(['anna', 'bram', 'nobody']) },
    { unclaimed: true },
    { afterHours: roll(2) === 0 },
    { awakeAt: NOW },
    { asleepAt: NOW },
    { overdueAt: from },
    { scope: SCOPE },
    { scope: { dids: [], queues: [], ringGroups: [], extensions: [] } },
    { scope: { ...SCOPE, extensions: Array.from({ length: 40 }, (_, n) => String(90 + n)) } },
    { search: one(['pope', 'an', 'andrew pope', 'pope andrew', '0470', '47', '100', '3247', '12', 'zoe van', 'stefan', 'nobody']) },
    { search: one(['zo', 'zoe', 'ste', 'andr', 'and pop', 'and pop 47', 'van d', 'o neil', 'oneil', 'pope po', 'bob 100', 'ab']) },
  ];
  const status = roll(4) === 0 ? 'cleared' : 'open';
  const order = one<ListOrder>(['oldest', 'newest', 'insistent', 'overdue']);
  const some = Array.from({ length: roll(4) }, () => one(wishes));
  return Object.assign({ status, order, limit: one([7, 100, 500]) }, ...some);
}

describe('The list, whatever is asked of it', function () {
  this.timeout(120000);
  const shop = useShop();
  let db: Database;
  let entries: readonly Entry[];

  const fill = async (many: number) => {
    db = await shop.migrated();
    const roll = dice(7);
    entries = Array.from({ length: many }, (_, n) => anEntry(n + 1, roll));
    await keep(db, entries);
  };

  const ids = (some: readonly Entry[]) => some.map((entry) => entry.id);
  /** As `0470` is written, so it is looked for without its zero. */
  const plainly = (query: ListQuery) => said(entries, { ...query, ...(query.search ? { search: query.search.replace(/^0/, '') } : {}) });

  /** Holds so many questions against the plain reading. */
  async function agrees(roll: (sides: number) => number, questions: number): Promise<void> {
    for (let n = 0; n < questions; n += 1) {
      const query = aQuery(roll);
      const told = JSON.stringify(query);
      const should = ids(plainly(query));
      const pages = [await listEntries('default', db, query)];
      const first = pages[0] as (typeof pages)[0];
      const shown: number[] = ids(first.entries).slice();
      // Small pages are many: some of them say as much as all.
      for (let page = first; page.after !== null && pages.length < 6; ) {
        page = await listEntries('default', db, { ...query, after: page.after });
        pages.push(page);
        shown.push(...ids(page.entries));
      }
      const last = pages[pages.length - 1] as typeof first;
      expect(shown, told).to.deep.equal(last.after === null ? should : should.slice(0, shown.length));
      expect(
        first.isMore ? should.length > first.total : first.total === should.length,
        `${told}: ${first.total} of ${should.length}`,
      ).to.equal(true);
      expect(first.before).to.equal(null);
      for (let back = pages.length - 2; back >= 0 && pages.length > 1; back -= 1) {
        const from = pages[back + 1] as typeof first;
        if (!from.entries.length) break;
        const page = await listEntries('default', db, { ...query, before: String(from.before) });
        expect(ids(page.entries), `${told} before ${from.before}`).to.deep.equal(ids((pages[back] as typeof first).entries));
      }
    }
  }

  it('shows what a plain reading of all entries shows, page by page, there and back', async () => {
    await fill(ENTRIES);
    await agrees(dice(11), 200);
  });

  it('shows the same of entries that became others, and of some that have so many marks that their signs tell nothing', async () => {
    await fill(ENTRIES);
    const roll = dice(13);
    const phones = Array.from({ length: 60 }, (_, n) => String(300 + n));
    const now = entries.map((entry): Entry => {
      const { callerName, did, extensions, queues, ringGroups, trunk, reason, lastMissedHour, afterHours } = anEntry(entry.id, roll);
      const other = { callerName, did, extensions, queues, ringGroups, trunk, reason, lastMissedHour, afterHours };
      const crowd = { extensions: phones, callerName: 'Ab Abe Bcd Cde Def Efg Fgh Ghi Hij Ijk Jkl Klm' };
      return [entry, { ...entry, ...other }, { ...entry, ...crowd }][roll(3)] as Entry;
    });
    await keep(db, now);
    entries = now;
    expect(await wrongMarks('default', db, entries)).to.deep.equal([]);
    await agrees(roll, 200);
  });

  it('tells what its marks say when that is all that is wrong with them', async () => {
    await fill(3);
    await db.change("UPDATE smc_marks SET signs = 0 WHERE client = 'default' AND id = 1 AND mark = ''");
    await db.change("UPDATE smc_marks SET began_at = 1 WHERE client = 'default' AND id = 2 AND mark = ''");
    const standing = entries.slice(0, 2).filter(({ withdrawnAt }) => withdrawnAt === null);
    expect(await wrongMarks('default', db, entries)).to.deep.equal(ids(standing));
    await saveMarks('default', db, entries);
    expect(await wrongMarks('default', db, entries)).to.deep.equal([]);
  });

  it('keeps its place while entries come and go', async () => {
    await fill(100);
    const first = await listEntries('default', db, { status: 'open', limit: 10 });
    const gone = first.entries[9] as Entry;
    const early = {
      ...anEntry(101, dice(3)),
      status: 'open' as const,
      firstMissedAt: NINE - HOUR,
      clearedAt: null,
      withdrawnAt: null,
    };
    await keep(db, [{ ...gone, status: 'cleared', clearedBy: 'manual', clearedAt: NOW }, early]);
    const second = await listEntries('default', db, { status: 'open', limit: 10, after: String(first.after) });
    expect(ids(second.entries)).to.deep.equal(ids(plainly({ status: 'open' })).slice(10, 20));
  });

  it('hands over all of it for a file, a few at a time and as of one moment', async () => {
    await fill(ENTRIES);
    const query: ListQuery = { status: 'open', order: 'insistent', afterHours: false };
    const handed: number[] = [];
    await eachEntry('default', db, query, async (some) => {
      expect(some.length).to.be.within(1, 500);
      handed.push(...ids(some));
      await keep(db, [{ ...(entries.find(({ id }) => id === some[0]?.id) as Entry), missedCount: 1, lastMissedAt: NOW }]);
    });
    expect(handed).to.deep.equal(ids(plainly(query)));
    await eachEntry('default', db, { status: 'open', search: '%' }, () => Promise.reject(new Error('nothing to take')));
  });

  it('is told apart by scope in every figure, and for a single entry', async () => {
    await fill(200);
    const count = (query: Partial<ListQuery>) => Math.min(MOST_COUNTED + 1, plainly({ status: 'open', ...query }).length);
    for (const scope of [null, SCOPE]) {
      const cleared = (clearedBy: ClearedBy) => count({ status: 'cleared', clearedBy, from: NINE + HOUR, scope });
      expect(await countEntries('default', db, NOW, NINE + HOUR, { userId: 'anna', scope })).to.deep.equal({
        open: count({ scope }),
        overdue: count({ overdueAt: NOW, scope }),
        unclaimed: count({ unclaimed: true, scope }),
        mine: count({ owner: 'anna', scope }),
        snoozed: count({ asleepAt: NOW, scope }),
        oldestWaitSince: plainly({ status: 'open', scope })[0]?.firstMissedAt,
        cleared: {
          returned: cleared('returned'),
          answered_later: cleared('answered_later'),
          manual: cleared('manual'),
          expired: cleared('expired'),
        },
      });
    }
    const nothing: Scope = { dids: [], queues: [], ringGroups: [], extensions: [] };
    expect(await countEntries('default', db, NOW, 0, { userId: 'anna', scope: nothing })).to.include({
      open: 0,
      mine: 0,
      oldestWaitSince: null,
    });
    for (const entry of entries.slice(0, 60)) {
      const isSeen = plainly({ status: entry.status, scope: SCOPE }).indexOf(entry) >= 0;
      if (entry.withdrawnAt === null) expect(isInScope(entry, SCOPE), JSON.stringify(entry)).to.equal(isSeen);
      expect((await readEntry('default', db, entry.id, SCOPE)) !== null).to.equal(isInScope(entry, SCOPE));
      expect(await readEntry('default', db, entry.id, nothing)).to.equal(null);
    }
  });
});
