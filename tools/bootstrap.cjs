'use strict';
// The door to every npm script: `node tools/bootstrap.cjs <script or file> [args…]`.
// On a fresh clone nothing is installed yet, so this file starts with nothing but Node, says clearly when that Node is
// too old (hence no new syntax before the check), installs what package-lock.json names, and only then hands over.
const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');

const ROOT = path.join(__dirname, '..');
const MINIMUM = [18, 18];
const STAMP = path.join('node_modules', '.smc-lock-hash');
const STILL_BUSY_MS = 15000;
const REGISTER = path.join('test', 'support', 'register.cjs');

/** What each npm script runs. Anything else is taken as a file to run; .ts files are loaded through esbuild. */
const SCRIPTS = {
  test: ['tools/run-tests.cjs'],
  'test:unit': ['node_modules/mocha/bin/mocha.js'],
  check: ['tools/check.cjs'],
  lint: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'],
  format: ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', '.'],
  build: ['tools/build.cjs'],
  smoke: ['tools/smoke.cjs'],
  package: ['tools/package.cjs'],
};

function say(text) {
  process.stderr.write(`${text}\n`);
}

function stop(text) {
  say(text);
  process.exit(1);
}

function checkNode(version) {
  const parts = version.split('.').map(Number);
  if (parts[0] > MINIMUM[0] || (parts[0] === MINIMUM[0] && parts[1] >= MINIMUM[1])) return;
  stop(
    `Working on this project needs Node ${MINIMUM.join('.')} or newer, and this is Node ${version}. ` +
      'Install a newer Node and run the command again. (Only development needs it: the built bundle runs on Node 8.11 and up.)',
  );
}

/** What an installation depends on: the lock file, and the platform, since some packages are native. */
function wantedHash() {
  const hash = require('crypto').createHash('sha256');
  hash.update(fs.readFileSync(path.join(ROOT, 'package-lock.json')));
  return hash.update(`${process.platform} ${process.arch}`).digest('hex');
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8'));
}

/** Whether somebody's own `npm install` has put there what the lock file names; npm keeps a list of what it installed. */
function isInstalledByHand() {
  const wanted = readJson('package-lock.json').packages;
  const found = readJson(path.join('node_modules', '.package-lock.json')).packages;
  return Object.keys(Object.assign({}, wanted, found)).every((folder) => {
    if (folder === '') return true;
    // Native packages are named for every platform and installed for one.
    if (found[folder] === undefined) return wanted[folder].optional === true;
    return wanted[folder] !== undefined && wanted[folder].version === found[folder].version;
  });
}

function isInstalled() {
  try {
    if (fs.readFileSync(path.join(ROOT, STAMP), 'utf8').trim() === wantedHash()) return true;
  } catch (_) {
    // No stamp: not necessarily nothing installed.
  }
  try {
    if (!isInstalledByHand()) return false;
  } catch (_) {
    return false;
  }
  writeStamp();
  return true;
}

function writeStamp() {
  fs.writeFileSync(path.join(ROOT, STAMP), `${wantedHash()}\n`);
}

/** Ends with the child's exit code; one that died of a signal gives 128 + its number, as a shell does. */
function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit' });
    const forward = (signal) => child.kill(signal);
    // On a terminal ctrl-C reaches the child by itself; we only have to outlive it.
    const onInterrupt = () => process.stdin.isTTY || child.kill('SIGINT');
    process.on('SIGINT', onInterrupt);
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, forward);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.removeListener('SIGINT', onInterrupt);
      for (const name of ['SIGTERM', 'SIGHUP']) process.removeListener(name, forward);
      resolve(signal ? 128 + require('os').constants.signals[signal] : code);
    });
  });
}

async function npmCi() {
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const startedAt = Date.now();
  say('Installing what package-lock.json names (npm ci); this happens once.');
  const busy = setInterval(() => say(`… still installing, ${Math.round((Date.now() - startedAt) / 1000)} s`), STILL_BUSY_MS);
  try {
    // Started by npm, we are told where it is; started by hand, it is on the PATH.
    const npmScript = process.env.npm_execpath;
    if (npmScript && /npm-cli\.c?js$/.test(npmScript)) return await run(process.execPath, [npmScript].concat(args));
    return await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
  } finally {
    clearInterval(busy);
  }
}

async function install() {
  if (isInstalled()) return;
  fs.mkdirSync(path.join(ROOT, '.cache'), { recursive: true });
  await require('./lock.cjs').withLock(
    path.join(ROOT, '.cache', 'install.lock'),
    async () => {
      if (isInstalled()) return;
      const code = await npmCi();
      if (code !== 0)
        stop(`npm ci failed (exit ${code}): see its lines above, usually the network or the registry. Then run the command again.`);
      writeStamp();
    },
    (holder) => say(`Another command (${holder}) is installing the packages; waiting for it.`),
  );
}

/** The Node arguments for a script name or a file. */
function nodeArguments(name, args) {
  const known = Object.prototype.hasOwnProperty.call(SCRIPTS, name) ? SCRIPTS[name] : [name];
  const file = path.join(ROOT, known[0]);
  if (!fs.existsSync(file)) {
    stop(`There is no script or file "${name}". Scripts: ${Object.keys(SCRIPTS).join(', ')}; files are given from the top of the project.`);
  }
  const loader = file.endsWith('.ts') ? ['-r', path.join(ROOT, REGISTER)] : [];
  return loader.concat(file, known.slice(1), args);
}

async function main() {
  checkNode(process.versions.node);
  const [name, ...args] = process.argv.slice(2);
  if (!name) stop('Usage: node tools/bootstrap.cjs <script or file> [arguments…]');
  await install();
  process.exitCode = await run(process.execPath, nodeArguments(name, args));
}

main().catch((error) => {
  say(String((error && error.stack) || error));
  process.exitCode = 1;
});
