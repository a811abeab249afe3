import { spawn } from 'child_process';
import { existsSync } from 'fs';
import { delimiter, join } from 'path';

/** Debian's server without its system service, which is what we want: nothing of ours may start at boot. */
const PACKAGE = 'mariadb-server-core';

/** What to do where we cannot do it ourselves. */
const ADVICE = `Install MariaDB: sudo apt-get install ${PACKAGE}, then run this again.`;

let running: Promise<string> | null = null;

/** The path of the MariaDB server, which is installed first where it is missing; throws one sentence that says what to do. */
export function ensureMariadbd(): Promise<string> {
  const found = findMariadbd();
  if (found) return Promise.resolve(found);
  if (!running) running = installMariadbd();
  return running;
}

/** The path of an installed MariaDB server, or null. */
export function findMariadbd(path: string = process.env.PATH || ''): string | null {
  const folders = path.split(delimiter).concat('/usr/sbin', '/usr/local/sbin', '/usr/libexec');
  const candidates = folders.filter((folder) => folder !== '').map((folder) => join(folder, 'mariadbd'));
  return candidates.find((candidate) => existsSync(candidate)) || null;
}

async function installMariadbd(): Promise<string> {
  if (!existsSync('/usr/bin/apt-get')) throw new Error(`MariaDB is not installed here. ${ADVICE}`);
  process.stderr.write(`Installing MariaDB (${PACKAGE}), which happens once …\n`);
  const install = ['install', '-y', '--no-install-recommends', PACKAGE];
  // A machine that never asked for package lists, or has old ones, needs them first.
  const done = (await aptGet(install)) || ((await aptGet(['update'])) && (await aptGet(install)));
  const found = findMariadbd();
  if (found) return found;
  throw new Error(`MariaDB ${done ? 'was installed but its server cannot be found' : 'could not be installed'}. ${ADVICE}`);
}

/** Runs apt-get with its output shown, as root or by sudo without a password; answers whether it went well. */
function aptGet(args: readonly string[]): Promise<boolean> {
  // Another apt-get may be at work (a second start of ours, an upgrade): wait for it.
  const command = ['apt-get', '-o', 'DPkg::Lock::Timeout=300', '-q', ...args];
  const isRoot = process.getuid() === 0;
  const [program, ...rest] = isRoot ? command : ['sudo', '-n', ...command];
  return new Promise((resolve) => {
    // Progress goes to stderr: stdout belongs to whoever started us.
    const child = spawn(program as string, rest, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}
