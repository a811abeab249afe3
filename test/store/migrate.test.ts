import { expect } from 'chai';
import { migrate, SchemaTooNew, schemaNumber } from '../../service/store/migrate';
import { MIGRATIONS } from '../../service/store/migrations';
import { useShop } from './shop';

describe('Migrating the database', () => {
  const shop = useShop();

  it('makes every table of an empty one', async () => {
    const db = shop.open(await shop.empty());
    expect(await migrate(db)).to.deep.equal(MIGRATIONS.map((migration) => migration.name));
    expect(await schemaNumber(db)).to.equal(MIGRATIONS.length);
  });

  it('does nothing the second time', async () => {
    const db = await shop.migrated();
    expect(await migrate(db)).to.deep.equal([]);
  });

  it('goes on where an older version stopped', async () => {
    const db = shop.open(await shop.empty());
    await migrate(db, MIGRATIONS.slice(0, 4));
    expect(await migrate(db)).to.deep.equal(MIGRATIONS.slice(4).map((migration) => migration.name));
  });

  it('repeats a step that was cut off between the table and its mark', async () => {
    const db = await shop.migrated();
    await db.change('DELETE FROM smc_schema WHERE number > 3');
    await migrate(db);
    expect(await schemaNumber(db)).to.equal(MIGRATIONS.length);
  });

  it('drops what is no longer used, and keeps what stands in the other columns', async () => {
    const db = shop.open(await shop.empty());
    const before = MIGRATIONS.map(({ name }) => name).indexOf('outbox without claims');
    await migrate(db, MIGRATIONS.slice(0, before));
    await db.change("INSERT INTO smc_outbox (client, entry_id, kind, due_at) VALUES ('default', 7, 'missed', '2026-03-02 09:00:00')");
    await migrate(db);
    const [item] = await db.query("SELECT * FROM smc_outbox WHERE client = 'default'");
    expect(item).to.deep.equal({ client: 'default', id: 1, entry_id: 7, kind: 'missed', due_at: '2026-03-02 09:00:00', done_at: null });
  });

  it('is safe to start ten times at once', async () => {
    const name = await shop.empty();
    const done = await Promise.all(Array.from({ length: 10 }, () => migrate(shop.open(name, 1))));
    expect(done.reduce((sum, steps) => sum + steps.length, 0)).to.equal(MIGRATIONS.length);
  });

  it('refuses a database of a newer version and says what to do', async () => {
    const db = await shop.migrated();
    await db.change("INSERT INTO smc_schema (number, name, applied_at) VALUES (99, 'time travel', UTC_TIMESTAMP())");
    const refusal = await migrate(db).catch((error: Error) => error);
    expect(refusal).to.be.instanceOf(SchemaTooNew);
    expect((refusal as Error).message).to.match(/schema 99, this version knows \d+: install/);
  });

  it('names no column, key or table in a way MariaDB 5.5 cannot keep', () => {
    for (const { sql } of MIGRATIONS) {
      expect(sql).to.match(
        /^\s*(CREATE TABLE IF NOT EXISTS \w+ \(\n {2}client VARCHAR\(64\)|ALTER TABLE \w+\n( {2}ADD (?:COLUMN|KEY) \w+ .*\n| {2}DROP COLUMN \w+,?\n)+$)/,
      );
      expect(sql).not.to.match(/\bJSON\b|DATETIME\(\d|CHECK|GENERATED|CURRENT_TIMESTAMP/);
      const lengths = new Map(
        Array.from(matches(sql, /^ {2}(\w+) (?:VAR)?CHAR\((\d+)\)/gm)).map((m): [string, number] => [m[1] as string, Number(m[2])]),
      );
      const keyed = Array.from(matches(sql, /KEY (?:\w+ )?\(([^)]+)\)/g)).reduce<string[]>(
        (all, m) => all.concat((m[1] as string).split(', ')),
        [],
      );
      for (const column of keyed) expect(lengths.get(column) || 0, `${column} in ${sql.slice(0, 60)}`).to.be.at.most(191);
    }
  });
});

function matches(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) found.push(match);
  return found;
}
