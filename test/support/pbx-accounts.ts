import { type Account, grantsFor } from '../../service/store/grants';
import type { Login, Mariadb } from './mariadb';

/** The databases and accounts a PBX has for us. */
export interface PbxAccounts {
  /** Reads the PBX's database and can do nothing else. */
  readonly reader: Login;
  /** Owns our database; on the audit it can only add and read. */
  readonly owner: Login;
}

export interface PbxAccountsOptions {
  /** Every table of ours. */
  readonly tables: readonly string[];
  readonly appendOnly?: readonly string[];
  /** Names as on a FreePBX unless told, so tests that share a server give their own. */
  readonly pbxDatabase?: string;
  readonly database?: string;
  /** Of the channel events, if they lie elsewhere. */
  readonly celDatabase?: string | null;
  /** Put behind the names of the accounts, which are the server's and not a database's. */
  readonly suffix?: string;
}

/** Creates what the module's setup creates on a PBX, with the same statements. */
export async function createPbxAccounts(db: Mariadb, options: PbxAccountsOptions): Promise<PbxAccounts> {
  const { pbxDatabase = 'asteriskcdrdb', database = 'smartmissedcalls', celDatabase = null, suffix = '' } = options;
  const reader: Account = { user: `smc_reader${suffix}`, host: 'localhost', password: 'reader-of-tests' };
  const owner: Account = { user: `smc_owner${suffix}`, host: 'localhost', password: 'owner-of-tests' };
  if (celDatabase !== null) await db.query(`CREATE DATABASE IF NOT EXISTS \`${celDatabase}\` DEFAULT CHARACTER SET utf8mb4`);
  await db.query(`CREATE DATABASE IF NOT EXISTS \`${pbxDatabase}\` DEFAULT CHARACTER SET utf8mb4`);
  const appendOnly = options.appendOnly || ['smart_missed_calls_audit'];
  for (const sql of grantsFor({ database, pbxDatabase, celDatabase, owner, reader, tables: options.tables, appendOnly }))
    await db.query(sql);
  return { reader: db.login(reader, pbxDatabase), owner: db.login(owner, database) };
}
