import { spawn } from 'child_process';
import { existsSync, mkdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';

/** Options every run of the server on a data folder shares; the first run writes files of these sizes. */
export const STORAGE_ARGS: readonly string[] = [
  '--innodb-log-file-size=16M',
  '--innodb-data-file-path=ibdata1:4M:autoextend',
  '--innodb-autoextend-increment=1',
  '--innodb-temp-data-file-path=ibtmp1:4M:autoextend',
  '--aria-log-file-size=8M',
];

/** The account the server runs under: it refuses root unless told. */
export const USER_ARGS: readonly string[] = process.getuid() === 0 ? ['--user=root'] : [];

/**
 * Fills a new data folder with MariaDB's system tables and a root account without password on the socket.
 * This is what mariadb-install-db does; that script needs programs which the server's package alone does not bring.
 */
export async function createDataFolder(binary: string, folder: string): Promise<void> {
  const share = shareFolder(binary);
  const scripts = ['system_tables', 'performance_tables', 'system_tables_data'].map((name) => readScript(share, name));
  const sql = ['CREATE DATABASE mysql;', 'USE mysql;', 'SET @auth_root_socket=NULL;', ...scripts].join('\n');
  mkdirSync(folder);
  // A starting server sweeps `#sql…` files out of its temporary folder: in a shared one, those of a neighbour too.
  const args = [`--datadir=${folder}`, `--tmpdir=${dirname(folder)}`, `--lc-messages-dir=${share}`, ...STORAGE_ARGS, ...USER_ARGS];
  await bootstrap(binary, args, sql);
}

/** Where the server's package keeps its SQL and messages. */
export function shareFolder(binary: string): string {
  const prefix = dirname(dirname(binary));
  const folders = [join(prefix, 'share/mysql'), join(prefix, 'share/mariadb'), '/usr/share/mysql', '/usr/share/mariadb'];
  const found = folders.find((folder) => existsSync(join(folder, 'english/errmsg.sys')));
  if (!found) throw new Error(`The files of MariaDB are missing beside ${binary}: install mariadb-server-core again.`);
  return found;
}

/** MariaDB 11 renamed its scripts from mysql_… to mariadb_…. */
function readScript(share: string, name: string): string {
  const file = ['mysql', 'mariadb'].map((brand) => join(share, `${brand}_${name}.sql`)).find(existsSync);
  if (!file) throw new Error(`${share} lacks the script ${name}: install mariadb-server-core again.`);
  return readFileSync(file, 'utf8');
}

function bootstrap(binary: string, args: readonly string[], sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, ['--no-defaults', '--bootstrap', '--innodb-flush-log-at-trx-commit=0', ...args], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let log = '';
    child.stderr.on('data', (text) => {
      log = (log + text).slice(-4000);
    });
    // A server that dies early closes its input; the exit code below says so.
    child.stdin.on('error', () => undefined);
    child.stdin.end(sql);
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`MariaDB could not create its system tables:\n${log}`))));
  });
}
