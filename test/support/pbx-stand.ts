import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { PbxRuns } from '../../service/calls/pbx-runs';
import { FREEPBX_DIALECT } from '../../service/host/freepbx-dialect';
import { type Office, officeOf } from '../../service/judging';
import { openPbx, type Pbx } from '../../service/sources/pbx';
import { type Database, type DatabaseAddress, openDatabase, openReader, type Reader } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { listEntries } from '../../service/store/list';
import { migrate } from '../../service/store/migrate';
import { ourTables } from '../../service/store/our-tables';
import { type Parts, type TurnReport, turn } from '../../service/turn';
import type { Directory } from '../../shared/directory';
import type { Entry } from '../../shared/entry';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings';
import { createAsteriskTables, insertRows } from './asteriskcdrdb';
import type { WrittenCapture } from './capture-rows';
import type { Login, Mariadb } from './mariadb';
import { ownName } from './own-name';
import { createPbxAccounts } from './pbx-accounts';

/** How the PBX's tables were made. */
export interface Shape {
  readonly linkedidIndex: boolean;
  readonly appdataLength: 80 | 1024;
}

export const FREEPBX_17: Shape = { linkedidIndex: true, appdataLength: 1024 };
export const FREEPBX_14: Shape = { linkedidIndex: false, appdataLength: 80 };

/** A PBX with its database, its queue_log and our daemon's parts, all real; time is told, never looked up. */
export interface PbxStand {
  readonly client: string;
  readonly pbx: Pbx;
  readonly parts: Parts;
  readonly db: Database;
  readonly reader: Reader;
  readonly pbxDatabase: string;
  readonly queueLogFile: string;
  /** Where its accounts log in, as the configuration file has it. */
  readonly addresses: { readonly reader: DatabaseAddress; readonly owner: DatabaseAddress };
  /** Writes rows as Asterisk would. */
  write(capture: Partial<WrittenCapture>): Promise<void>;
  /** One turn at an instant. */
  turnAt(now: number): Promise<TurnReport>;
  /** Turns at an instant until nothing more is left to read. */
  catchUpAt(now: number): Promise<void>;
  entries(): Promise<readonly Entry[]>;
  close(): Promise<void>;
}

/** Sets up a PBX in a database of its own on the run's server, with the accounts a PBX has. */
export async function standUp(
  mariadb: Mariadb,
  directory: Directory,
  shape: Shape,
  settings: Settings = DEFAULT_SETTINGS,
): Promise<PbxStand> {
  const pbxDatabase = ownName('cdrdb');
  const database = ownName('list');
  await createAsteriskTables(mariadb, { database: pbxDatabase, ...shape });
  const accounts = await createPbxAccounts(mariadb, { tables: ourTables(), pbxDatabase, database, suffix: `_${database.slice(-6)}` });
  const addressOf = ({ socketPath, user, password }: Login, name: string) => ({ socketPath, user, password, database: name });
  const addresses = { owner: addressOf(accounts.owner, database), reader: addressOf(accounts.reader, pbxDatabase) };
  const db = openDatabase(addresses.owner);
  const reader = openReader(addresses.reader);
  await migrate(db);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-stand-'));
  const queueLogFile = path.join(folder, 'queue_log');
  fs.writeFileSync(queueLogFile, '');
  const client = 'default';
  const pbx = openPbx(reader, { cdr: 'cdr', cel: 'cel', queueLog: queueLogFile, cdrOverlapSeconds: 600, zone: directory.timeZone });
  const parts: Parts = {
    client,
    pbx,
    db,
    store: createEntryStore(db),
    patience: { quietSeconds: 60, lostEndSeconds: 7200, runs: new PbxRuns() },
    firstBackfillSeconds: 86400,
  };
  const office: Office = officeOf(directory, [{ since: 0, settings }], FREEPBX_DIALECT);
  const turnAt = (now: number) => turn(parts, office, now);
  return {
    client,
    pbx,
    parts,
    db,
    reader,
    pbxDatabase,
    queueLogFile,
    addresses,
    write: async ({ cdr = [], cel = [], queueLog = [] }) => {
      await insertRows(mariadb, 'cdr', cdr, pbxDatabase);
      // A shorter column cuts what Asterisk writes, as MariaDB outside strict mode does on a PBX.
      const cut = cel.map((row) => ({ ...row, appdata: String(row.appdata || '').slice(0, shape.appdataLength) }));
      await insertRows(mariadb, 'cel', cut, pbxDatabase);
      fs.appendFileSync(queueLogFile, queueLog.map((line) => `${line}\n`).join(''));
    },
    turnAt,
    catchUpAt: async (now) => {
      for (let report = await turnAt(now); report.more; report = await turnAt(now));
    },
    entries: async () => {
      const open = await listEntries(client, db, { status: 'open', limit: 500 });
      const cleared = await listEntries(client, db, { status: 'cleared', limit: 500 });
      return open.entries.concat(cleared.entries).sort((one, other) => one.firstMissedAt - other.firstMissedAt || one.id - other.id);
    },
    close: async () => {
      await Promise.all([db.close(), reader.close()]);
      fs.unlinkSync(queueLogFile);
      fs.rmdirSync(folder);
    },
  };
}
