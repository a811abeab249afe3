import { expect } from 'chai';
import { openDatabase, openReader } from '../../service/store/database';
import { grantsFor } from '../../service/store/grants';
import { migrate } from '../../service/store/migrate';
import { MIGRATIONS } from '../../service/store/migrations';
import { ourTables } from '../../service/store/our-tables';
import { queryOnce } from '../support/mariadb';
import { createPbxAccounts, type PbxAccounts } from '../support/pbx-accounts';
import { ownName, useMariadb } from '../support/shared-mariadb';

const AUDIT = 'smart_missed_calls_audit';

describe('the rights of our accounts', () => {
  const mariadb = useMariadb();
  const [pbxDatabase, database, suffix] = [ownName('cdr'), ownName('own'), ownName('')];
  let accounts: PbxAccounts;
  let tables: string[];

  const asOwner = (sql: string) => queryOnce<Record<string, unknown>>(accounts.owner, sql);
  const asReader = (sql: string) => queryOnce<Record<string, unknown>>(accounts.reader, sql);

  before(async () => {
    tables = ourTables();
    accounts = await createPbxAccounts(mariadb(), { pbxDatabase, database, suffix, tables });
    await mariadb().query(`CREATE TABLE ${pbxDatabase}.cdr (uniqueid VARCHAR(32))`);
  });

  it('let the owner migrate an empty database, twice', async () => {
    const db = openDatabase(accounts.owner as never);
    try {
      expect(await migrate(db)).to.have.length(MIGRATIONS.length);
      expect(await migrate(db)).to.have.length(0);
    } finally {
      await db.close();
    }
  });

  it('let the owner add to the audit and read it', async () => {
    const [column] = await asOwner(`SHOW COLUMNS FROM ${AUDIT} LIKE 'client'`);
    expect(column).to.not.equal(undefined);
    await asOwner(`INSERT INTO ${AUDIT} SELECT * FROM ${AUDIT} WHERE 1 = 0`);
  });

  for (const [title, sql] of [
    ['UPDATE', `UPDATE ${AUDIT} SET client = 'x'`],
    ['DELETE', `DELETE FROM ${AUDIT}`],
    ['TRUNCATE', `TRUNCATE ${AUDIT}`],
    ['DROP', `DROP TABLE ${AUDIT}`],
    ['ALTER', `ALTER TABLE ${AUDIT} DROP COLUMN client`],
    ['RENAME', `RENAME TABLE ${AUDIT} TO smc_gone`],
    ['an index', `CREATE UNIQUE INDEX one_only ON ${AUDIT} (client)`],
    ['a trigger', `CREATE TRIGGER smc_t BEFORE INSERT ON ${AUDIT} FOR EACH ROW SET NEW.client = 'x'`],
    ['CREATE OR REPLACE', `CREATE OR REPLACE TABLE ${AUDIT} (x INT)`],
    ['REPLACE', `REPLACE INTO ${AUDIT} SELECT * FROM ${AUDIT} WHERE 1 = 0`],
    ['ON DUPLICATE KEY', `INSERT INTO ${AUDIT} SELECT * FROM ${AUDIT} AS a WHERE 1 = 0 ON DUPLICATE KEY UPDATE client = 'x'`],
    ['another table in its place', `ALTER TABLE smc_notes RENAME TO ${AUDIT}`],
    ['the end of the database', `DROP DATABASE ${database}`],
    ['more rights', `GRANT DELETE ON ${database}.* TO CURRENT_USER()`],
  ] as const) {
    it(`refuse the owner ${title} on the audit`, async () => {
      const failure = await asOwner(sql).catch((error: Error) => error);
      expect(failure).to.be.instanceOf(Error);
      expect((failure as Error & { code: string }).code).to.match(/ACCESS_?DENIED|TABLE_EXISTS/i);
    });
  }

  it('let the owner do everything with every other table', async () => {
    for (const table of tables.filter((one) => one !== AUDIT)) {
      const [first] = await asOwner(`SHOW COLUMNS FROM ${table}`);
      const column = `\`${(first as { Field: string }).Field}\``;
      await asOwner(`ALTER TABLE ${table} ADD COLUMN smc_new INT NULL`);
      await asOwner(`CREATE INDEX smc_new ON ${table} (smc_new)`);
      await asOwner(`UPDATE ${table} SET smc_new = 1 WHERE ${column} IS NULL`);
      await asOwner(`DELETE FROM ${table}`);
      await asOwner(`TRUNCATE ${table}`);
    }
    await asOwner('DROP TABLE smc_notes');
  });

  it("let the reader read the PBX's database and nothing else", async () => {
    const reader = openReader(accounts.reader as never);
    expect(await reader.query('SELECT * FROM cdr WHERE uniqueid = ?', ['1.2'])).to.deep.equal([]);
    await reader.close();
    const refused = ['DELETE FROM cdr', "INSERT INTO cdr VALUES ('1.2')", 'CREATE TABLE x (y INT)', `SELECT * FROM ${database}.${AUDIT}`];
    for (const sql of refused.concat('CREATE INDEX a ON cdr (uniqueid)', 'DROP TABLE cdr')) {
      const failure = await asReader(sql).catch((error: Error) => error);
      expect((failure as Error & { code: string }).code, sql).to.match(/ACCESS_?DENIED/i);
    }
    const neighbour = pbxDatabase.replace(/_/g, 'x');
    await mariadb().query(`CREATE DATABASE ${neighbour}`);
    await mariadb().query(`CREATE TABLE ${neighbour}.t (x INT)`);
    const failure = await asReader(`SELECT * FROM ${neighbour}.t`).catch((error: Error) => error);
    expect((failure as Error & { code: string }).code).to.match(/ACCESS_?DENIED/i);
  });

  it('may be given again', async () => {
    await createPbxAccounts(mariadb(), { pbxDatabase, database, suffix, tables });
  });

  it('are no place for a quote', () => {
    const account = { user: 'smc', host: 'localhost', password: "x' OR '1" };
    const grants = { database: 'a', pbxDatabase: 'b', owner: account, reader: account, tables: [], appendOnly: [] };
    expect(() => grantsFor(grants)).to.throw(RangeError);
    const [create, , everywhere] = grantsFor({
      ...grants,
      database: 'a_`b',
      owner: { ...account, password: 'p' },
      reader: { ...account, password: 'p' },
    });
    expect(create).to.contain('`a_``b`');
    expect(everywhere).to.contain('`a\\_``b`.*');
  });
});
