import { PlainError } from '../../shared/errors';
import { type DatabaseAddress, numberOf, openDatabase, type Queryable } from './database';

/** ER_ACCESS_DENIED_ERROR, ER_DBACCESS_DENIED_ERROR, ER_SPECIFIC_ACCESS_DENIED_ERROR, ER_TABLEACCESS_DENIED_ERROR, ER_CANNOT_USER … */
const TOO_FEW_RIGHTS = [1044, 1142, 1227, 1396, 1410];
const NOT_LET_IN = [1045, 1698];

/**
 * Runs an administrator's statements in order, as the account that is told. Throws PlainError when it is not let in or may not do it; the
 * sentence never holds a statement, since passwords stand in some.
 */
export async function administer(address: Omit<DatabaseAddress, 'database'>, statements: readonly string[]): Promise<void> {
  const db = openDatabase({ ...address, database: 'information_schema', connections: 1 });
  try {
    for (const sql of statements) await db.change(sql);
  } catch (error) {
    const number = numberOf(error);
    const code = String((error as { code?: unknown }).code || 'no answer');
    if (NOT_LET_IN.indexOf(number) >= 0)
      throw new PlainError('admin_refused', `MariaDB does not let the account ${address.user} in with this password: check both.`);
    if (TOO_FEW_RIGHTS.indexOf(number) >= 0)
      throw new PlainError(
        'admin_rights',
        `The account ${address.user} may not make databases and accounts (${code}): use an administrator's.`,
      );
    throw new PlainError('admin_failed', `MariaDB did not do it (${code}): check that it runs, then try again.`);
  } finally {
    await db.close();
  }
}

/** What the account we are may do, a line of SHOW GRANTS each. */
export async function ownGrants(db: Queryable): Promise<string[]> {
  const rows = await db.query('SHOW GRANTS');
  return rows.map((row) => String(row[Object.keys(row)[0] as string]));
}
