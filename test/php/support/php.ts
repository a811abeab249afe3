import { type SpawnSyncReturns, spawn, spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..', '..');
const OLD = path.join(ROOT, '.cache', 'php7.4');
const PACKAGES = ['php-cli', 'php-mbstring', 'php-mysql', 'php-xml', 'phpunit'];
const OLD_PACKAGES = ['php7.4-cli', 'php7.4-mbstring', 'php7.4-mysql', 'php7.4-xml'];
const OLD_EXTENSIONS = 'mbstring dom xml xmlwriter tokenizer json ctype posix phar gettext simplexml mysqlnd pdo pdo_mysql'.split(' ');
const KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** A PHP of a PBX, with everything it must be started with. */
export interface Php {
  readonly name: string;
  readonly command: readonly string[];
}

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Every notice is a failure. */
const STRICT = ['-d', 'error_reporting=-1', '-d', 'display_errors=stderr', '-d', 'date.timezone=UTC', '-d', 'zend.assertions=-1'];

/** Runs it to its end. */
export function runPhp(php: Php, args: readonly string[], input = '', env: Readonly<Record<string, string>> = {}): Ran {
  const [program, ...own] = php.command;
  const { status, stdout, stderr } = spawnSync(program as string, [...own, ...STRICT, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr };
}

/** The same without standing still: for a PHP that asks this very process. */
export function startPhp(php: Php, args: readonly string[], input: string, env: Readonly<Record<string, string>>): Promise<Ran> {
  const [program, ...own] = php.command;
  const child = spawn(program as string, [...own, ...STRICT, ...args], { env: { ...process.env, ...env } });
  let out = '';
  let err = '';
  child.stdout.on('data', (piece) => {
    out += piece;
  });
  child.stderr.on('data', (piece) => {
    err += piece;
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function aptGet(args: readonly string[]): SpawnSyncReturns<Buffer> {
  const command = ['apt-get', '-o', 'DPkg::Lock::Timeout=300', '-q', ...args];
  const [program, ...rest] = process.getuid() === 0 ? command : ['sudo', '-n', ...command];
  return spawnSync(program as string, rest, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

/** Debian's own PHP and PHPUnit, installed now where they are missing; null, said aloud, where they are not to be had. */
function ensureNewPhp(): Php | null {
  const isThere = () => fs.existsSync('/usr/bin/php') && fs.existsSync('/usr/bin/phpunit');
  if (!isThere() && fs.existsSync('/usr/bin/apt-get')) {
    say('Installing PHP and PHPUnit, which happens once …');
    const install = ['install', '-y', '--no-install-recommends', ...PACKAGES];
    if (aptGet(install).status !== 0 && aptGet(['update']).status === 0) aptGet(install);
  }
  if (!isThere()) {
    say(`The tests of PHP are SKIPPED: install ${PACKAGES.join(' ')}.`);
    return null;
  }
  return { name: `PHP ${versionOf(['/usr/bin/php'])}`, command: ['/usr/bin/php'] };
}

function versionOf(command: readonly string[]): string {
  const { stdout } = spawnSync(command[0] as string, [...command.slice(1), '-r', 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;'], {
    encoding: 'utf8',
  });
  return stdout;
}

/** What an apt of its own needs: nothing of this machine's Debian is asked or changed. */
function ownApt(folder: string, args: readonly string[]): boolean {
  const options = [
    `Dir::Etc::sourcelist=${folder}/sources.list`,
    'Dir::Etc::sourceparts=/dev/null',
    `Dir::State=${folder}/state`,
    `Dir::State::status=${folder}/status`,
    `Dir::Cache=${folder}/cache`,
    'APT::Install-Recommends=false',
    'APT::Architecture=amd64',
    `APT::Sandbox::User=`,
  ].reduce<string[]>((all, one) => all.concat('-o', one), []);
  return spawnSync('apt-get', ['-q', ...options, ...args], { stdio: ['ignore', 2, 2] }).status === 0;
}

function fetchOldPhp(): void {
  const draft = `${OLD}.${process.pid}`;
  for (const one of ['state/lists/partial', 'cache/archives/partial', 'root'])
    fs.mkdirSync(path.join(draft, one), { recursive: true } as never);
  fs.writeFileSync(path.join(draft, 'sources.list'), `deb [signed-by=${KEYS}] http://deb.debian.org/debian bullseye main\n`);
  fs.writeFileSync(path.join(draft, 'status'), '');
  const isDone = ownApt(draft, ['update']) && ownApt(draft, ['-y', '--download-only', 'install', ...OLD_PACKAGES]);
  if (isDone) {
    const archives = path.join(draft, 'cache', 'archives');
    for (const name of fs.readdirSync(archives).filter((one) => /\.deb$/.test(one)))
      spawnSync('dpkg-deb', ['-x', path.join(archives, name), path.join(draft, 'root')]);
    fs.renameSync(path.join(draft, 'root'), OLD);
  }
  spawnSync('rm', ['-rf', draft]);
}

/** PHP 7.4, as FreePBX 16 has it: Debian 11's, unpacked into .cache once and run from there. */
function ensureOldPhp(): Php | null {
  if (!fs.existsSync(OLD) && fs.existsSync('/usr/bin/apt-get') && fs.existsSync(KEYS)) {
    say('Fetching PHP 7.4 of Debian 11, which happens once …');
    fetchOldPhp();
  }
  if (!fs.existsSync(OLD)) {
    say('PHP 7.4 could not be fetched from Debian 11: its tests are SKIPPED.');
    return null;
  }
  const libraries = ['lib/x86_64-linux-gnu', 'usr/lib/x86_64-linux-gnu'].map((one) => path.join(OLD, one)).join(':');
  const extensions = OLD_EXTENSIONS.reduce<string[]>((all, one) => all.concat('-d', `extension=${one}`), []);
  const command = [
    path.join(OLD, 'lib/x86_64-linux-gnu/ld-2.31.so'),
    ...['--library-path', libraries, path.join(OLD, 'usr/bin/php7.4'), '-n', '-d', `extension_dir=${OLD}/usr/lib/php/20190902`],
    ...extensions,
    ...['-d', 'include_path=.:/usr/share/php'],
  ];
  return { name: `PHP ${versionOf(command)}`, command };
}

let phps: readonly Php[] | null = null;

/** The PHP versions to test with, the newest first. */
export function ensurePhps(): readonly Php[] {
  if (phps === null) {
    const newer = ensureNewPhp();
    phps = newer === null ? [] : [newer, ensureOldPhp()].filter((one): one is Php => one !== null);
  }
  return phps;
}
