import { expect } from 'chai';
import { storeCondition } from '../../service/store/condition';
import { createEntryStore } from '../../service/store/entry-store';
import { directoryIn } from '../backfill/past';
import { FREEPBX_17, type PbxStand, standUp } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';
import { NOON_AT } from './healthy';
import { findingsAt } from './places';

describe('The doctor, where rows that could not be read have piled up', function () {
  this.timeout(20000);
  const mariadb = useMariadb();
  let stand: PbxStand;

  afterEach(() => stand.close());

  const setAside = (source: 'cdr' | 'cel', count: number, now: number) =>
    createEntryStore(stand.db).inTurn(stand.client, { now, zone: 'UTC' }, (turn) =>
      turn.saveUnreadable(Array.from({ length: count }, (_, n) => ({ source, where: `${source} ${n}`, why: 'broken' }))),
    );

  it('still tells of the fresh ones, and looks at no more than a bounded number', async () => {
    stand = await standUp(mariadb(), directoryIn('UTC'), FREEPBX_17);
    await setAside('cdr', 1200, NOON_AT - 30 * 86400);
    await stand.db.change(`INSERT INTO smc_unreadable (client, source, found_where, why, seen_count, first_seen_at, last_seen_at)
      SELECT a.client, a.source, CONCAT(a.found_where, ' ', b.found_where), a.why, 1, a.first_seen_at, a.last_seen_at
      FROM smc_unreadable a JOIN smc_unreadable b WHERE b.found_where < 'cdr 101'`);
    await setAside('cel', 50, NOON_AT - 60);
    const found = (await findingsAt(stand, directoryIn('UTC'), NOON_AT)).find(({ code }) => code === 'unreadable_rows');
    expect(found?.saying.params).to.include({ n: 50, source: 'cel' });
    const reads = async () => (await stand.db.query("SHOW STATUS LIKE 'Handler_read%'")).reduce((sum, row) => sum + Number(row.Value), 0);
    const before = await reads();
    await storeCondition(stand.client, stand.db);
    expect((await reads()) - before).to.be.within(1000, 2000);
  });
});
