import type { Config } from './config';
import type { Names, Places } from './doctor/look/gather';
import { type DirectoryFile, directoryFile } from './host/directory-file';
import { pbxTables } from './pbx-tables';
import type { Database, Reader } from './store/database';

/** What is on this machine is asked by a socket or by one of these names. */
const HERE = ['localhost', '127.0.0.1', '::1'];

/** Where the doctor looks, as the configuration says. */
export function placesOf(config: Config, reader: Reader, db: Database): Places {
  const { pbx, store } = config;
  const tables = pbxTables(config, () => null);
  return {
    client: config.client,
    reader,
    db,
    tables: { cdr: tables.cdr, cel: tables.cel, queueLogTable: pbx.queue_log_table },
    queueLog: pbx.queue_log,
    directoryFile: pbx.directory,
    asteriskConfig: pbx.asterisk_config,
    everySeconds: config.scan_every_seconds,
    quietSeconds: config.quiet_seconds,
    storeIsHere: store.host === undefined || HERE.indexOf(store.host) >= 0,
  };
}

/** The PBX's names as they are now, each time it is asked. */
export function namesOf(file: string | null): () => Names {
  const names: DirectoryFile = directoryFile(file);
  return () => {
    const directory = names.current();
    return { directory, problem: names.problem() };
  };
}
