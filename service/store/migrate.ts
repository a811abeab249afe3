import { type Database, numberOf, type Queryable, type Writable } from './database';
import { MIGRATIONS, type Migration } from './migrations';

const JOURNAL = `
CREATE TABLE IF NOT EXISTS smc_schema (
  number INT UNSIGNED NOT NULL,
  name VARCHAR(100) NOT NULL,
  applied_at DATETIME NOT NULL,
  PRIMARY KEY (number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
const LOCK_SECONDS = 60;
/** ER_DUP_FIELDNAME, ER_DUP_KEYNAME and ER_CANT_DROP_FIELD_OR_KEY. */
const DONE_BEFORE = [1060, 1061, 1091];

/** The database was made by a newer version than this one, which therefore keeps its hands off it. */
export class SchemaTooNew extends Error {
  readonly code = 'schema_too_new';

  constructor(found: number, known: number) {
    super(`the database has schema ${found}, this version knows ${known}: install the version that was here before, or a newer one`);
    this.name = 'SchemaTooNew';
  }
}

/** Another process held the migration lock too long. */
export class MigrationBusy extends Error {
  readonly code = 'migration_busy';

  constructor() {
    super(`another process has been migrating the database for ${LOCK_SECONDS} s: wait for it to finish, then try again`);
    this.name = 'MigrationBusy';
  }
}

/**
 * Brings the schema up to date and returns the names of the steps it took; safe to run again and by several at once.
 * Throws SchemaTooNew, MigrationBusy, or the database's own error.
 */
export function migrate(db: Database, migrations: readonly Migration[] = MIGRATIONS): Promise<readonly string[]> {
  return db.connection(async (one) => {
    const lock = await lockName(one);
    const [locked] = await one.query('SELECT GET_LOCK(?, ?) AS got', [lock, LOCK_SECONDS]);
    if (locked?.got !== 1) throw new MigrationBusy();
    try {
      return await applyMissing(one, migrations);
    } finally {
      await one.query('SELECT RELEASE_LOCK(?)', [lock]);
    }
  });
}

/** The number of the newest step the database has; 0 before the first. */
export async function schemaNumber(db: Queryable): Promise<number> {
  const [row] = await db.query('SELECT MAX(number) AS number FROM smc_schema');
  return Number(row?.number || 0);
}

async function applyMissing(one: Writable, migrations: readonly Migration[]): Promise<readonly string[]> {
  await one.change(JOURNAL);
  const found = await schemaNumber(one);
  if (found > migrations.length) throw new SchemaTooNew(found, migrations.length);
  const missing = migrations.slice(found);
  for (const migration of missing) {
    await applied(one, migration.sql);
    // IGNORE: a run that was cut off between the statement and this line repeats both.
    await one.change('INSERT IGNORE INTO smc_schema (number, name, applied_at) VALUES (?, ?, UTC_TIMESTAMP())', [
      migrations.indexOf(migration) + 1,
      migration.name,
    ]);
  }
  return missing.map((migration) => migration.name);
}

/** Old servers know no ADD COLUMN IF NOT EXISTS: what a run added or dropped before it was cut off is so already, all of it. */
async function applied(one: Writable, sql: string): Promise<void> {
  try {
    await one.change(sql);
  } catch (error) {
    if (!/^\s*ALTER TABLE/.test(sql) || DONE_BEFORE.indexOf(numberOf(error)) < 0) throw error;
  }
}

/** Locks are named for the whole server: ours carries the database's name. */
async function lockName(one: Writable): Promise<string> {
  const [row] = await one.query('SELECT DATABASE() AS name');
  return `smc_migrate_${row ? row.name : ''}`.slice(0, 64);
}
