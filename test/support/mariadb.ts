import { mkdirSync, mkdtempSync, readFileSync } from 'fs';
import { createConnection } from 'mysql2/promise';
import { tmpdir } from 'os';
import { join } from 'path';
import { createDataFolder, STORAGE_ARGS, shareFolder, USER_ARGS } from './mariadb/data-folder';
import { ensureMariadbd } from './mariadb/install';
import { ServerProcess } from './mariadb/server-process';

const FOLDER = join(__dirname, '../../.mariadb');
const STARTS_WITHIN_MS = 60 * 1000;

/** What mysql2's createConnection and createPool take. */
export interface Login {
  readonly socketPath: string;
  readonly user: string;
  readonly password: string;
  readonly database?: string;
  readonly charset: string;
  readonly dateStrings: true;
}

export interface MariadbOptions {
  /** Label of the data folder, to be told apart by people. */
  readonly name?: string;
  /** Server options by their name in the manual: `{ 'innodb-flush-log-at-trx-commit': 1 }`; these win over ours. */
  readonly settings?: Readonly<Record<string, string | number>>;
  /** Zone the server lives in (IANA), as the machine's zone on a PBX; UTC unless told. */
  readonly timeZone?: string;
}

/** A MariaDB server of our own: no port, no system service, gone with the process that started it. */
export interface Mariadb {
  readonly socketPath: string;
  /** As the server says it, e.g. `10.11.19-MariaDB-0+deb12u1`. */
  readonly version: string;
  /** Process id of the server; 0 while it is down. */
  pid(): number;
  /** Settings for mysql2, as root unless an account is given. */
  login(account?: { readonly user: string; readonly password: string }, database?: string): Login;
  /** One statement as root on a connection of its own; answers its rows. */
  query<Row = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
  /** Ends the server as a power cut would; the data stays for restart(). */
  kill(): Promise<void>;
  /** Starts the server again on the same data; a running one is stopped cleanly first. */
  restart(): Promise<void>;
}

let started = 0;

/**
 * Starts a MariaDB server with an empty data folder under `.mariadb/`, on a unix socket only.
 * Any number may run at once. It ends with stop(), or by itself when this process ends in whatever way.
 */
export async function startMariadb(options: MariadbOptions = {}): Promise<Mariadb> {
  const binary = await ensureMariadbd();
  started += 1;
  mkdirSync(FOLDER, { recursive: true });
  const folder = mkdtempSync(join(FOLDER, `${options.name || 'server'}-${process.pid}-${started}-`));
  const socketFolder = shortFolder();
  const socketPath = join(socketFolder, 'db.sock');
  const command = [binary, ...serverArgs(binary, folder, socketPath, options)];
  const server = new ServerProcess([folder, socketFolder], command, { TZ: options.timeZone || 'UTC' });
  const root = loginFor(socketPath, { user: 'root', password: '' });
  const up = () => {
    server.start();
    return answers(root, server, folder);
  };
  let version = '';
  try {
    await createDataFolder(binary, join(folder, 'data'));
    version = await up();
  } catch (error) {
    await server.release();
    throw error;
  }
  return {
    socketPath,
    version,
    pid: () => server.pid,
    login: (account = root, database) => loginFor(socketPath, account, database),
    query: (sql, params) => queryOnce(root, sql, params),
    stop: () => server.release(),
    kill: () => server.end('kill'),
    restart: async () => {
      await server.end('term');
      await up();
    },
  };
}

/** A unix socket's path may have 107 bytes at most, and projects live in deep folders. */
function shortFolder(): string {
  const base = tmpdir().length > 80 ? '/tmp' : tmpdir();
  return mkdtempSync(join(base, 'smc-db-'));
}

/** Small, quick, and still safe against a killed server: commits reach the kernel, only a crash of the machine loses them. */
function serverArgs(binary: string, folder: string, socketPath: string, options: MariadbOptions): string[] {
  const ours: Record<string, string | number> = {
    datadir: join(folder, 'data'),
    socket: socketPath,
    'pid-file': join(folder, 'pid'),
    'log-error': join(folder, 'error.log'),
    'lc-messages-dir': shareFolder(binary),
    tmpdir: folder,
    'character-set-server': 'utf8mb4',
    'innodb-buffer-pool-size': '32M',
    'innodb-flush-log-at-trx-commit': 2,
    'performance-schema': 'OFF',
    'max-connections': 60,
  };
  const settings = Object.entries({ ...ours, ...options.settings }).map(([name, value]) => `--${name}=${value}`);
  return ['--no-defaults', '--skip-networking', '--skip-name-resolve', ...STORAGE_ARGS, ...settings, ...USER_ARGS];
}

function loginFor(socketPath: string, account: { readonly user: string; readonly password: string }, database?: string): Login {
  const login = { socketPath, user: account.user, password: account.password, charset: 'utf8mb4', dateStrings: true as const };
  return database === undefined ? login : { ...login, database };
}

/** A connection for one statement: none is left open to keep a test run from ending, none breaks when the server restarts. */
export async function queryOnce<Row>(login: Login, sql: string, params: readonly unknown[] = []): Promise<Row[]> {
  const connection = await createConnection(login);
  try {
    return (await connection.query(sql, params as unknown[]))[0] as unknown as Row[];
  } finally {
    await connection.end().catch(() => undefined);
  }
}

/** Waits until the server answers; throws with the end of its log when it never does. */
async function answers(root: Login, server: ServerProcess, folder: string): Promise<string> {
  const giveUpAt = Date.now() + STARTS_WITHIN_MS;
  for (;;) {
    try {
      const [row] = await queryOnce<{ version: string }>(root, 'SELECT VERSION() AS version');
      return row ? row.version : '';
    } catch (error) {
      if (server.downBecause === null && Date.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 20));
      else throw new Error(`MariaDB did not start (${server.downBecause || error}):\n${logOf(folder)}`);
    }
  }
}

function logOf(folder: string): string {
  try {
    return readFileSync(join(folder, 'error.log'), 'utf8').slice(-4000);
  } catch (_) {
    return 'It left no log.';
  }
}
