import { expect } from 'chai';
import { checkList } from '../../service/store/check-list';
import type { Database } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { EXPORTED, NOT_EXPORTED } from '../../service/store/export-tables';
import { importClient } from '../../service/store/import';
import { listEntries } from '../../service/store/list';
import { ourTables } from '../../service/store/our-tables';
import { readRuleBook, readSettings } from '../../service/store/settings-store';
import { verifyAudit } from '../../service/store/verify-audit';
import type { CallFact } from '../../shared/entry';
import { call, DAY, HOUR, NINE } from '../entries/story';
import { judged, useShop } from '../store/shop';
import { CALLERS, CLIENT, exported, opening, seedEverything } from './everything';

describe('Exporting and importing a client', () => {
  const shop = useShop();
  let db: Database;

  beforeEach(async () => {
    db = await shop.migrated();
    await seedEverything(db);
  });

  it('carries everything, so that the audit holds, the list is the sum of its events, and every page is the same', async () => {
    // More than one page of every table that can be long.
    const many = Array.from({ length: 600 }, (_, n) =>
      judged(call('missed', `p${n}`, NINE + n, { callerKey: `+32472${100000 + (n % 520)}` })),
    );
    await createEntryStore(db).inTurn(CLIENT, { now: NINE + DAY, zone: 'UTC' }, (turn) => turn.calls(many));
    const other = await shop.migrated();
    await importClient(CLIENT, other, 'UTC', opening(await exported(db)));
    expect(await verifyAudit(CLIENT, other)).to.deep.equal(await verifyAudit(CLIENT, db));
    expect(await checkList(CLIENT, other, await readRuleBook(CLIENT, other, 'UTC'))).to.deep.equal([]);
    for (const status of ['open', 'cleared'] as const)
      expect(await listEntries(CLIENT, other, { status, limit: 500 })).to.deep.equal(await listEntries(CLIENT, db, { status, limit: 500 }));
    expect(await readSettings(CLIENT, other)).to.deep.equal(await readSettings(CLIENT, db));
    expect(await exported(other)).to.deep.equal(await exported(db));
  });

  it('goes on where it stood: the next event follows, the same calls say nothing, the forgotten stay away', async () => {
    const other = await shop.migrated();
    await importClient(CLIENT, other, 'UTC', opening(await exported(db)));
    const turn = (now: number, ...calls: CallFact[]) =>
      createEntryStore(other).inTurn(CLIENT, { now, zone: 'UTC' }, (one) => one.calls(calls.map((fact) => judged(fact))));
    const gone = { callerName: CALLERS[0] as string, callerKey: '+32470100000' };
    expect(await turn(NINE + 42 * DAY, call('missed', 'a', NINE), call('missed', 'odd0', NINE, gone))).to.deep.equal([]);
    const [event] = await turn(NINE + 42 * DAY, call('missed', 'new', NINE + 42 * DAY, { callerKey: '+32479123456' }));
    const [row] = await db.query('SELECT MAX(entry_id) AS last FROM smart_missed_calls_audit WHERE client = ?', [CLIENT]);
    expect(event?.entryId).to.equal(Number(row?.last) + 1);
    expect((await verifyAudit(CLIENT, other)).faults).to.deep.equal([]);
  });

  it('holds nothing of another client, no place in the tables of this PBX, and nothing that is still to be told', async () => {
    const text = (await exported(db)).join('\n');
    expect(text).to.not.contain('of another');
    const other = await shop.migrated();
    await importClient(CLIENT, other, 'UTC', opening(await exported(db)));
    for (const table of Object.keys(NOT_EXPORTED).filter((one) => ['smc_schema', 'smc_clients', 'smc_marks'].indexOf(one) < 0))
      expect(await other.query(`SELECT * FROM ${table}`), table).to.deep.equal([]);
    const marks = (from: Database) => from.query('SELECT * FROM smc_marks WHERE client = ?', [CLIENT]);
    expect(await marks(other)).to.deep.equal(await marks(db));
  });

  it('knows every table of ours: a new one is exported, or it is said why not', () => {
    const said = EXPORTED.map(({ table }) => table).concat(Object.keys(NOT_EXPORTED));
    expect(said.sort(), 'give the new table a line in service/store/export-tables.ts').to.deep.equal(ourTables().sort());
  });

  it('walks every table by a key that is unique within the client', async () => {
    for (const { table, key } of EXPORTED) {
      const rows = await db.query(`SHOW KEYS FROM ${table} WHERE Key_name = 'PRIMARY'`);
      expect(
        rows.map((row) => row.Column_name),
        table,
      ).to.deep.equal(['client', ...key]);
    }
  });

  it('keeps the hours of the PBX it comes from, so that what was after hours there is so here', async () => {
    const store = createEntryStore(db);
    const at = (now: number) => ({ now, zone: 'Asia/Tokyo' });
    const monday = [['09:00', '18:00']];
    await store.inTurn('branch', at(NINE - DAY), (turn) => turn.set({ business_hours: { monday }, response_target_minutes: 30 }, 'root'));
    await store.inTurn('branch', at(NINE + HOUR), (turn) => turn.calls([judged(call('missed', 'tokyo', NINE, { callerKey: '+81' }))]));
    const other = await shop.migrated();
    await importClient('branch', other, 'UTC', opening(await exported(db, 'branch', 'Asia/Tokyo')));
    expect((await listEntries('branch', other, { status: 'open', afterHours: true })).total).to.equal(1);
    expect(await checkList('branch', other, await readRuleBook('branch', other, 'UTC'))).to.deep.equal([]);
    expect((await readSettings('branch', other)).time_zone).to.equal('Asia/Tokyo');
  });

  it('is as of one moment, whatever happens meanwhile', async () => {
    const disturb = () =>
      createEntryStore(db).inTurn(CLIENT, { now: NINE + 50 * DAY, zone: 'UTC' }, (turn) =>
        turn.calls([judged(call('missed', 'meanwhile', NINE + 50 * DAY))]),
      );
    let disturbed = false;
    const busy: Database = {
      ...db,
      connection: (work) =>
        db.connection((one) =>
          work({
            ...one,
            query: async (sql, values) => {
              if (!disturbed && /FROM smc_attempts/.test(sql)) {
                disturbed = true;
                await disturb();
              }
              return one.query(sql, values);
            },
          }),
        ),
    };
    const lines = await exported(busy);
    expect(disturbed).to.equal(true);
    expect(lines.join('')).to.not.contain('meanwhile');
    const other = await shop.migrated();
    await importClient(CLIENT, other, 'UTC', opening(lines));
    expect(await checkList(CLIENT, other, await readRuleBook(CLIENT, other, 'UTC'))).to.deep.equal([]);
  });
});
