import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { type Config, configFrom } from '../../service/config';
import { ourTables } from '../../service/store/our-tables';
import { isZone } from '../../shared/zone';
import { createAsteriskTables, insertRows } from '../support/asteriskcdrdb';
import type { WrittenCapture } from '../support/capture-rows';
import { type Login, type Mariadb, startMariadb } from '../support/mariadb';
import { createPbxAccounts } from '../support/pbx-accounts';
import { renamed } from './people';
import { STORIES_DIR } from './yesterday';

const OUR_DATABASE = 'smartmissedcalls';

/** A PBX without telephones: its database, its queue_log and its names, and a configuration for our daemon. */
export interface DemoOffice {
  readonly mariadb: Mariadb;
  readonly config: Config;
  readonly zone: string;
  /** Writes rows and lines as Asterisk does. */
  write(written: Pick<WrittenCapture, 'cdr' | 'cel' | 'queueLog'>): Promise<void>;
  /** Stops the database and removes everything. */
  close(): Promise<void>;
}

/** The zone of this machine, as the PBX's; UTC where the machine does not say. */
function zoneHere(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  return isZone(zone) ? zone : 'UTC';
}

function addressOf({ socketPath, user, password }: Login, database: string) {
  return { socketPath, user, password, database };
}

function directoryText(zone: string): string {
  const directory = JSON.parse(renamed(fs.readFileSync(path.join(STORIES_DIR, 'directory.json'), 'utf8')));
  return JSON.stringify({ ...directory, time_zone: zone });
}

/** Sets the office up. Throws, leaving nothing behind, when the database cannot be had. */
export async function openOffice(): Promise<DemoOffice> {
  const zone = zoneHere();
  const mariadb = await startMariadb({ name: 'demo', timeZone: zone });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-demo-'));
  const queueLog = path.join(folder, 'queue_log');
  const directory = path.join(folder, 'directory.json');
  const run = path.join(folder, 'run');
  const close = async () => {
    await mariadb.stop();
    for (const file of [queueLog, directory]) if (fs.existsSync(file)) fs.unlinkSync(file);
    for (const empty of [run, folder]) if (fs.existsSync(empty)) fs.rmdirSync(empty);
  };
  try {
    await createAsteriskTables(mariadb, { linkedidIndex: true, appdataLength: 1024 });
    const accounts = await createPbxAccounts(mariadb, { tables: ourTables(), database: OUR_DATABASE });
    fs.writeFileSync(queueLog, '');
    fs.writeFileSync(directory, directoryText(zone));
    const config = configFrom(
      {
        client: 'default',
        pbx: {
          kind: 'freepbx',
          database: addressOf(accounts.reader, 'asteriskcdrdb'),
          cdr_table: 'cdr',
          cel_table: 'cel',
          cel_database: null,
          queue_log: queueLog,
          queue_log_table: null,
          directory,
        },
        store: addressOf(accounts.owner, OUR_DATABASE),
        socket: path.join(run, 'web.sock'),
        scan_every_seconds: 1,
        // A little more than the day that is kept, so that the oldest caller is seen to expire.
        first_backfill_hours: 30,
      },
      'the demo',
    );
    const write: DemoOffice['write'] = async ({ cdr, cel, queueLog: lines }) => {
      if (cel.length > 0) await insertRows(mariadb, 'cel', cel);
      if (cdr.length > 0) await insertRows(mariadb, 'cdr', cdr);
      if (lines.length > 0) fs.appendFileSync(queueLog, lines.map((line) => `${line}\n`).join(''));
    };
    return { mariadb, config, zone, write, close };
  } catch (error) {
    await close();
    throw error;
  }
}
