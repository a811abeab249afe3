import { expect } from 'chai';
import { checkList } from '../../service/store/check-list';
import type { Database } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { rebuildList } from '../../service/store/rebuild-list';
import { readRuleBook } from '../../service/store/settings-store';
import { call, DAY, HOUR, MINUTE, NINE } from '../entries/story';
import { judged, useShop } from './shop';

const AT = { now: NINE + HOUR, zone: 'UTC' };

describe('The list as the sum of its events', () => {
  const shop = useShop();
  let db: Database;

  beforeEach(async () => {
    db = await shop.migrated();
    const store = createEntryStore(db);
    const by = { userId: 'alice', admin: false };
    await store.inTurn('default', AT, async (turn) => {
      await turn.calls([
        judged(call('missed', 'a', NINE)),
        judged(call('missed', 'b', NINE + MINUTE, { did: '3225550102' })),
        judged(call('missed', 'c', NINE, { callerKey: '+3210', callerName: 'Zoë "; DROP TABLE 😀' })),
        judged(call('attempted', 'd', NINE + 2 * MINUTE)),
        judged(call('missed', 'e', NINE + 3 * MINUTE)),
      ]);
      await turn.ask({ type: 'resolve', entryId: 3, by, note: 'on the stairs' });
      await turn.ask({ type: 'claim', entryId: 1, by });
    });
    await store.inTurn('default', { ...AT, now: NINE + DAY }, async (turn) => {
      await turn.calls([judged({ ...call('none', 'b', NINE + MINUTE), did: '3225550102' })]);
      await turn.tick();
    });
  });

  const check = async () => checkList('default', db, await readRuleBook('default', db, 'UTC'));

  it('agrees with the calls and with the table', async () => {
    expect(await check()).to.deep.equal([]);
  });

  it('shows a row somebody wrote to', async () => {
    await db.change("UPDATE smart_missed_calls SET status = 'cleared', missed_count = 9 WHERE client = 'default' AND id = 1");
    expect(await check()).to.deep.equal([{ entryId: 1, kind: 'row_differs', what: ['status', 'missed_count'] }]);
  });

  it('shows rows that are gone, that were never made, and calls that count elsewhere', async () => {
    await db.change("DELETE FROM smart_missed_calls WHERE client = 'default' AND id = 1");
    await db.change("UPDATE smart_missed_calls SET id = 8 WHERE client = 'default' AND id = 2");
    await db.change("UPDATE smc_attempts SET entry_id = NULL WHERE client = 'default' AND call_id = 'e'");
    const found = (await check()).map((fault) => [fault.entryId, fault.kind]);
    expect(found).to.have.deep.members([
      [1, 'row_missing'],
      [2, 'row_missing'],
      [1, 'call_misplaced'],
      [8, 'row_unknown'],
    ]);
  });

  it('shows an entry that is not found by what it is, or by what it never was, and mends it', async () => {
    await db.change("DELETE FROM smc_marks WHERE client = 'default' AND id = 1 AND mark = 'q400'");
    await db.change("UPDATE smc_marks SET mark = 'somebody' WHERE client = 'default' AND id = 2 AND mark = 'zoe'");
    await db.change("INSERT INTO smc_marks (client, shelf, mark, sort, id) VALUES ('default', 1, '', 1, 99)");
    const found = (await check()).map((fault) => [fault.entryId, fault.kind]);
    expect(found).to.deep.equal([1, 2, 99].map((id) => [id, 'marks_differ']));
    await rebuildList('default', db);
    expect(await check()).to.deep.equal([]);
  });

  it('is written anew from calls and events', async () => {
    const before = await db.query('SELECT * FROM smart_missed_calls WHERE client = ? ORDER BY id', ['default']);
    await db.change("UPDATE smart_missed_calls SET status = 'open', missed_count = 9, caller_name = 'x', seq = 1 WHERE client = 'default'");
    await db.change("DELETE FROM smart_missed_calls WHERE client = 'default' AND id = 1");
    expect(await rebuildList('default', db)).to.equal(3);
    expect(await db.query('SELECT * FROM smart_missed_calls WHERE client = ? ORDER BY id', ['default'])).to.deep.equal(before);
    expect(await check()).to.deep.equal([]);
  });
});
