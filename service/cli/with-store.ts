import * as os from 'os';
import type { Directory } from '../../shared/directory';
import { PlainError } from '../../shared/errors';
import type { ClientId } from '../../shared/words';
import { type Config, readConfig } from '../config';
import { directoryFile } from '../host/directory-file';
import { isClient } from '../store/clients';
import { type Database, numberOf, openDatabase } from '../store/database';
import { schemaNumber } from '../store/migrate';
import { MIGRATIONS } from '../store/migrations';

/** What a command about our own data works with. */
export interface StoreAtHand {
  readonly config: Config;
  readonly client: ClientId;
  readonly db: Database;
  readonly directory: Directory;
  /** Why the directory could not be read, or null. */
  readonly directoryProblem: string | null;
  /** The PBX's time zone, where the client's settings name none. */
  readonly zone: string;
}

/** Options every such command has. */
export interface StoreOptions {
  readonly config?: string;
  readonly client?: string;
}

/** What the drivers say when a database does not let us in. */
const UNREACHABLE = ['ECONNREFUSED', 'ENOENT', 'ER_ACCESS_DENIED_ERROR', 'ER_DBACCESS_DENIED_ERROR', 'PROTOCOL_CONNECTION_LOST'];
/** ER_BAD_DB_ERROR, ER_NO_SUCH_TABLE. */
const NOT_THERE = [1049, 1146];

/**
 * Opens our own database for one piece of work and closes it again. Throws PlainError when it cannot be reached or has another version's
 * tables, and, unless it `mayBeNew`, for a client nobody has heard of.
 */
export async function withStore<T>(
  options: StoreOptions,
  work: (at: StoreAtHand) => Promise<T>,
  client: { readonly mayBeNew: boolean } = { mayBeNew: false },
): Promise<T> {
  const config = readConfig(options.config);
  const name = options.client === undefined ? config.client : options.client;
  const names = directoryFile(config.pbx.directory);
  const directory = names.current();
  const db = openDatabase(config.store);
  try {
    await mustBeOurVersion(db);
    if (!client.mayBeNew && name !== config.client && !(await isClient(name, db)))
      throw new PlainError('unknown_client', `There is no client "${name}" here: check its name.`);
    return await work({ config, client: name, db, directory, directoryProblem: names.problem(), zone: directory.timeZone || 'UTC' });
  } catch (error) {
    throw plainly(error);
  } finally {
    await db.close();
  }
}

/** Who runs the command, as settings and audit remember him: `cli:root`. */
export function cliUser(): string {
  try {
    return `cli:${os.userInfo().username}`;
  } catch (_nameless) {
    return 'cli';
  }
}

async function mustBeOurVersion(db: Database): Promise<void> {
  const found = await schemaNumber(db);
  if (found < MIGRATIONS.length)
    throw new PlainError('schema_old', `The database has schema ${found}, this version needs ${MIGRATIONS.length}: run migrate first.`);
  if (found > MIGRATIONS.length)
    throw new PlainError('schema_new', `The database has schema ${found}, this version knows ${MIGRATIONS.length}: use the newer version.`);
}

/** A fault of the database as a sentence, where a person can mend it. */
function plainly(error: unknown): unknown {
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && UNREACHABLE.indexOf(code) >= 0)
    return new PlainError(
      'database_unreachable',
      `The database does not let us in (${code}): check that MariaDB runs and the accounts in the configuration file.`,
    );
  if (NOT_THERE.indexOf(numberOf(error)) < 0) return error;
  return new PlainError('no_database', 'Our tables are not there yet: run migrate first.');
}
