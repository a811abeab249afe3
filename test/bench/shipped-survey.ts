import { spawn } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { openDatabase } from '../../service/store/database';
import { migrate } from '../../service/store/migrate';
import { ourTables } from '../../service/store/our-tables';
import { CAPTURES_DIR } from '../support/captures';
import type { Mariadb } from '../support/mariadb';
import { createPbxAccounts } from '../support/pbx-accounts';
import type { Generated } from './generate';

const { build } = require('../../tools/build.cjs') as { build(options: { dist: string }): Promise<string> };

/** What one run of the command took, and what it said. */
export interface SurveyRun {
  readonly said: {
    readonly rows: number;
    readonly unreadable: number;
    readonly months: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

/** The command as it is shipped. */
export interface ShippedSurvey {
  run(): Promise<SurveyRun>;
}

const LOOK_MS = 100;
/** Of `/proc/PID/stat`, where `sysconf(_SC_CLK_TCK)` is 100 on every Linux we know. */
const TICKS_A_SECOND = 100;

/** The kernel's own counts of a living process; null when it is gone. */
function countsOf(pid: number): { readonly cpuSeconds: number; readonly peakBytes: number } | null {
  try {
    const [user, system] = fs
      .readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .slice(11, 13);
    const peak = /^VmHWM:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
    return peak === null ? null : { cpuSeconds: (Number(user) + Number(system)) / TICKS_A_SECOND, peakBytes: Number(peak[1]) * 1024 };
  } catch (_gone) {
    return null;
  }
}

function run(args: readonly string[]): Promise<SurveyRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args.slice(), { stdio: ['ignore', 'pipe', 'pipe'] });
    let counts = { cpuSeconds: 0, peakBytes: 0 };
    let [out, complaint] = ['', ''];
    const look = setInterval(() => {
      counts = countsOf(child.pid) || counts;
    }, LOOK_MS);
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      complaint += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(look);
      if (code === 0) resolve({ said: JSON.parse(out), ...counts });
      else reject(new Error(complaint));
    });
  });
}

/** Builds the product into a folder and sets it up beside a PBX's tables. */
export async function shippedSurvey(db: Mariadb, generated: Generated, folder: string): Promise<ShippedSurvey> {
  const bundle = await build({ dist: path.join(folder, 'dist') });
  const database = `${generated.database}_list`;
  const accounts = await createPbxAccounts(db, {
    tables: ourTables(),
    pbxDatabase: generated.database,
    database,
    suffix: `_${generated.database}`,
  });
  const address = ({ socketPath, user, password }: typeof accounts.owner, name: string) => ({ socketPath, user, password, database: name });
  const store = openDatabase(address(accounts.owner, database));
  await migrate(store);
  await store.close();
  const pbx = {
    database: address(accounts.reader, generated.database),
    queue_log: generated.queueLogLines > 0 ? generated.queueLogFile : null,
    directory: path.join(CAPTURES_DIR, 'freepbx17', 'directory.json'),
  };
  const config = path.join(folder, `${generated.database}.json`);
  fs.writeFileSync(config, JSON.stringify({ pbx, store: address(accounts.owner, database) }), { mode: 0o600 });
  return { run: () => run([bundle, 'survey', '--json', '--niceness', '0', '--config', config]) };
}
