import { PlainError } from '../../shared/errors';
import { type Config, readConfig } from '../config';
import { directoryFile } from '../host/directory-file';
import { FREEPBX_DIALECT } from '../host/freepbx-dialect';
import { type Office, officeOf } from '../judging';
import { pbxTables } from '../pbx-tables';
import { openPbx, type Pbx } from '../sources/pbx';
import { type Database, openDatabase, openReader } from '../store/database';
import { readSettingsBook } from '../store/settings-store';

/** What a command about one call works with. */
export interface PbxAtHand {
  readonly config: Config;
  readonly pbx: Pbx;
  readonly office: Office;
  /** Our own database. */
  readonly db: Database;
}

/** Opens the PBX and our settings for one piece of work and closes them again. Throws PlainError when a database cannot be reached. */
export async function withPbx<T>(configFile: string | undefined, work: (at: PbxAtHand) => Promise<T>): Promise<T> {
  const config = readConfig(configFile);
  const reader = openReader(config.pbx.database);
  const db = openDatabase(config.store);
  try {
    const settings = await readSettingsBook(config.client, db);
    const office = officeOf(directoryFile(config.pbx.directory).current(), settings, FREEPBX_DIALECT);
    const pbx = openPbx(
      reader,
      pbxTables(config, () => office.directory.timeZone),
    );
    return await work({ config, pbx, office, db });
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    const unreachable = ['ECONNREFUSED', 'ENOENT', 'ER_ACCESS_DENIED_ERROR', 'ER_DBACCESS_DENIED_ERROR', 'PROTOCOL_CONNECTION_LOST'];
    if (typeof code !== 'string' || unreachable.indexOf(code) < 0) throw error;
    throw new PlainError(
      'database_unreachable',
      `The database does not let us in (${code}): check that MariaDB runs and the accounts in the configuration file.`,
    );
  } finally {
    await Promise.all([reader.close(), db.close()]);
  }
}
