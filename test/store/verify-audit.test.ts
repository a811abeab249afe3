import { expect } from 'chai';
import type { Database } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { verifyAudit } from '../../service/store/verify-audit';
import { call, HOUR, MINUTE, NINE } from '../entries/story';
import { judged, useShop } from './shop';

const AT = { now: NINE + HOUR, zone: 'UTC' };

describe('Verifying the audit', () => {
  const shop = useShop();
  let db: Database;

  beforeEach(async () => {
    db = await shop.migrated();
    const store = createEntryStore(db);
    const misses = [0, 1, 2, 3, 4, 5].map((n) => judged(call('missed', `m${n}`, NINE + n * MINUTE)));
    for (const miss of misses) await store.inTurn('default', AT, (turn) => turn.calls([miss]));
    await store.inTurn('default', AT, (turn) =>
      turn.ask({ type: 'note', entryId: 1, by: { userId: 'alice', admin: false }, note: 'call at five' }),
    );
    await store.inTurn('another', AT, (turn) => turn.calls([judged(call('missed', 'x', NINE))]));
  });

  const faults = async () => (await verifyAudit('default', db)).faults;
  const tamper = (sql: string) => db.change(`${sql} AND client = 'default'`);

  it('finds nothing wrong with what was written', async () => {
    expect(await verifyAudit('default', db)).to.deep.equal({ rows: 7, faults: [] });
    expect(await verifyAudit('another', db)).to.deep.equal({ rows: 1, faults: [] });
    expect(await verifyAudit('nobody', db)).to.deep.equal({ rows: 0, faults: [] });
  });

  for (const [column, value] of [
    ['action', "'note'"],
    ['happened_at', "'2020-01-01 00:00:00'"],
    ['actor_user_id', "'mallory'"],
    ['metadata', "'{}'"],
    ['entry_id', '7'],
  ]) {
    it(`names a row whose ${column} was changed`, async () => {
      await tamper(`UPDATE smart_missed_calls_audit SET ${column} = ${value} WHERE no = 3`);
      expect((await faults()).map((fault) => [fault.kind, fault.no])).to.deep.equal([['changed', 3]]);
    });
  }

  it('names a row whose note has other words', async () => {
    await tamper("UPDATE smc_notes SET note = 'call at six' WHERE seq = 7");
    expect(await faults()).to.deep.equal([{ kind: 'changed', no: 7, entryId: 1, seq: 7 }]);
  });

  it('does not miss a note that was forgotten on purpose', async () => {
    await tamper('DELETE FROM smc_notes WHERE seq = 7');
    expect(await faults()).to.deep.equal([]);
  });

  it('names the gap where a row was taken out', async () => {
    await tamper('DELETE FROM smart_missed_calls_audit WHERE no = 4');
    expect((await faults()).map((fault) => [fault.kind, fault.no])).to.deep.equal([['missing', 4]]);
  });

  it('names it even when the numbers were closed up', async () => {
    await tamper('DELETE FROM smart_missed_calls_audit WHERE no = 4');
    await tamper('UPDATE smart_missed_calls_audit SET no = no - 1 WHERE no > 4');
    expect((await faults()).map((fault) => [fault.kind, fault.no])).to.deep.equal([['missing', 4]]);
  });

  it('names the end when the last rows are gone', async () => {
    await tamper('DELETE FROM smart_missed_calls_audit WHERE no > 5');
    expect((await faults()).map((fault) => [fault.kind, fault.no])).to.deep.equal([['missing', 6]]);
  });

  it('names a row that changed places with another', async () => {
    await tamper('UPDATE smart_missed_calls_audit SET no = 100 WHERE no = 3');
    await tamper('UPDATE smart_missed_calls_audit SET no = 3 WHERE no = 4');
    await tamper('UPDATE smart_missed_calls_audit SET no = 4 WHERE no = 100');
    expect(await faults()).to.deep.equal([{ kind: 'reordered', no: 3, entryId: 1, seq: 4 }]);
  });

  it('names a row that was changed and given a new hash', async () => {
    await tamper("UPDATE smart_missed_calls_audit SET hash = REPEAT('a', 64) WHERE no = 3");
    expect((await faults())[0]).to.include({ kind: 'changed', no: 3 });
  });
});
