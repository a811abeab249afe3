import { spawnSync } from 'child_process';
import { existsSync } from 'fs';
import { delimiter, join } from 'path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function findChromium(): string | null {
  const folders = (process.env.PATH || '').split(delimiter).concat('/usr/bin', '/usr/local/bin');
  for (const name of NAMES) {
    const found = folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
    if (found !== undefined) return found;
  }
  return null;
}

function aptGet(...args: readonly string[]): boolean {
  const isRoot = process.getuid() === 0;
  const command = ['apt-get', '-o', 'DPkg::Lock::Timeout=300', '-q', ...args];
  const [program, ...rest] = isRoot ? command : ['sudo', '-n', ...command];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program as string, rest, { stdio: ['ignore', 2, 2], env }).status === 0;
}

/** The browser to test with: an installed Chromium, else Debian's, installed now; null, said aloud, where neither is to be had. */
export function ensureChromium(): string | null {
  const found = findChromium();
  if (found !== null) return found;
  if (existsSync('/usr/bin/apt-get')) {
    process.stderr.write('Installing Chromium, which happens once …\n');
    const install = ['install', '-y', '--no-install-recommends', 'chromium'];
    if (!aptGet(...install) && aptGet('update')) aptGet(...install);
  }
  const installed = findChromium();
  if (installed === null)
    process.stderr.write('The browser tests are SKIPPED: no Chromium here. Install it: sudo apt-get install chromium\n');
  return installed;
}
