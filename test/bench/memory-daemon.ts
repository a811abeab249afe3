import { type ChildProcess, spawn } from 'child_process';
import { randomBytes } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { IDENTITY_HEADER, signatureOf } from '../../service/web/signed-identity';
import { PERMISSIONS } from '../../shared/identity';
import { directoryIn } from '../backfill/past';
import type { Mariadb } from '../support/mariadb';
import { FREEPBX_17, standUp } from '../support/pbx-stand';
import { ask } from '../web/http';
import { generate } from './generate';

const { build } = require('../../tools/build.cjs') as { build(options: { dist: string }): Promise<string> };

/** Memory of a process as the kernel tells it, in megabytes. */
export interface Resident {
  readonly all: number;
  /** What is its own: the rest are pages of Node's own file, which any Node on the machine shares. */
  readonly own: number;
}

/** What the daemon took, and an empty Node process beside it. */
export interface IdleMemory {
  readonly empty: Resident;
  readonly afterFirstBatch: Resident;
  readonly withPages: Resident;
  readonly pages: number;
}

/** A day of calls, read in one go at the start. */
const ROWS = 5000;
/** V8 gives memory back once it has seen that little happens. */
const QUIET_MS = 70000;
const PAGES = ['/', '/?tab=cleared', '/entries/1', '/entries/2', '/findings', '/settings', '/insight', '/export'];

function residentOf(pid: number): Resident {
  const text = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const megabytes = (name: string) => Number((new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text) || [])[1]) / 1024;
  return { all: megabytes('Rss'), own: megabytes('Anonymous') };
}

function ended(child: ChildProcess): Promise<unknown> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  return gone;
}

/** What the module gives the daemon beside its configuration. */
function moduleEnvironment(): Record<string, string> {
  const php = fs.readFileSync(path.join(__dirname, '../../module/freepbx/lib/Pm2App.php'), 'utf8');
  const [, name, value] = /'(MALLOC_\w+)' => '(\d+)'/.exec(php) || [];
  if (name === undefined || value === undefined) throw new Error('The module starts the daemon in another way than this bench knows.');
  return { [name]: value };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function signed(secret: string, page: string): Record<string, string> {
  const now = Math.floor(Date.now() / 1000);
  const identity = {
    version: 1,
    client: 'default',
    userId: 'admin:bench',
    name: 'Bench',
    permissions: PERMISSIONS,
    scope: null,
    extension: null,
    language: 'en',
    zone: 'UTC',
    nonce: randomBytes(16).toString('hex'),
    issuedAt: now,
    expiresAt: now + 50,
  };
  const payload = Buffer.from(JSON.stringify(identity)).toString('base64').replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  return { [IDENTITY_HEADER]: `${payload}.${signatureOf(secret, 'GET', page, payload)}` };
}

/** The daemon as it is shipped, idle: after the first batch of calls, and after its pages were looked at. */
export async function idleMemory(db: Mariadb, folder: string): Promise<IdleMemory> {
  const bundle = await build({ dist: path.join(folder, 'dist') });
  const stand = await standUp(db, directoryIn('UTC'), FREEPBX_17);
  const wanted = { database: stand.pbxDatabase, cdrRows: ROWS, allSources: true, hasTables: true, queueLogFile: stand.queueLogFile };
  await generate(db, { ...wanted, until: Math.floor(Date.now() / 1000) - 600 }, () => undefined);
  const [config, secret, socket] = ['config.json', 'secret', 'pages.sock'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  fs.writeFileSync(secret, randomBytes(32).toString('hex'), { mode: 0o600 });
  const pbx = { database: stand.addresses.reader, queue_log: stand.queueLogFile };
  fs.writeFileSync(config, JSON.stringify({ pbx, store: stand.addresses.owner, socket, identity_secret: secret }), { mode: 0o600 });
  const children: ChildProcess[] = [];
  const start = (args: readonly string[], env: NodeJS.ProcessEnv = process.env): number => {
    const child = spawn(process.execPath, args.slice(), { stdio: 'ignore', env });
    children.push(child);
    return child.pid;
  };
  try {
    const empty = start(['-e', 'setInterval(() => undefined, 1000)']);
    const daemon = start([bundle, 'run', '--config', config], { ...process.env, ...moduleEnvironment() });
    while ((await stand.db.query('SELECT 1 FROM smc_cursors LIMIT 1')).length === 0) await pause(200);
    await pause(QUIET_MS);
    const afterFirstBatch = residentOf(daemon);
    let pages = 0;
    for (const page of PAGES) {
      const { status } = await ask(socket, page, { headers: signed(fs.readFileSync(secret, 'utf8'), page) });
      if (status === 200) pages += 1;
    }
    await pause(QUIET_MS);
    return { empty: residentOf(empty), afterFirstBatch, withPages: residentOf(daemon), pages };
  } finally {
    for (const child of children) await ended(child);
    await stand.close();
  }
}
