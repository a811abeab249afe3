'use strict';
// `npm run package`: dist/smartmissedcalls-<version>.tgz, which an administrator uploads in Module Admin. The same sources give the same
// bytes. `--sign KEY` adds module.sig, made with that key of the gpg at hand.
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { build } = require('./build.cjs');
const { readPo, writeMo } = require('./gettext.cjs');
const { tarGz } = require('./tar.cjs');

const ROOT = path.join(__dirname, '..');
const NAME = 'smartmissedcalls';
/** FreePBX takes uploads of a few megabytes on PHP as it comes. */
const LARGEST_BYTES = 3e6;
/** Names FreePBX's web server refuses, in the path of anything a browser fetches. */
const UNSERVED = /node|libraries|helpers|i18n|\.git\//;
/** Top folders FreePBX links or copies into the system at every reload. */
const TAKEN = /^(?:bin|etc|images|sounds|agi-bin|hooks)\//;
/** 1 January 2026: when a file was written on somebody's disk says nothing. */
const MTIME = Date.UTC(2026, 0, 1) / 1000;

function filesBelow(folder, prefix = '') {
  return fs
    .readdirSync(path.join(folder, prefix), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(folder, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`]));
}

function read(...parts) {
  return fs.readFileSync(path.join(ROOT, ...parts));
}

/** Every file of the module: name inside its folder → content. */
function moduleFiles(dist) {
  const files = new Map();
  const { version } = require('../package.json');
  const xml = read('module.xml').toString();
  files.set('module.xml', Buffer.from(xml.replace(/<version>[^<]*<\/version>/, `<version>${version}</version>`)));
  for (const name of ['install.php', 'uninstall.php', 'LICENSE']) files.set(name, read(name));
  files.set('README.md', read('docs', 'FREEPBX.md'));
  const own = path.join(ROOT, 'module', 'freepbx');
  for (const name of filesBelow(own)) {
    files.set(name, fs.readFileSync(path.join(own, name)));
    if (name.endsWith('.po')) files.set(name.replace(/\.po$/, '.mo'), writeMo(readPo(files.get(name).toString())));
  }
  for (const name of ['smartmissedcalls.js', 'LICENSES.txt']) files.set(`node/${name}`, fs.readFileSync(path.join(dist, name)));
  for (const name of filesBelow(path.join(dist, 'views'))) {
    const content = fs.readFileSync(path.join(dist, 'views', name));
    files.set(`node/views/${name}`, content);
    // What a browser fetches lies where the web server serves it: for administrators, and for the user panel.
    const asset = /^assets\/(.+)$/.exec(name);
    if (asset) for (const place of ['assets', 'ucp/assets']) files.set(`${place}/pages/${asset[1]}`, content);
  }
  return files;
}

/** What would go wrong on a PBX, a sentence each. */
function faultsOf(names) {
  const faults = [];
  for (const name of names) {
    if (name.split('/').some((part) => part.startsWith('.'))) faults.push(`${name}: files with a dot are left behind by an upload.`);
    if (/^(?:ucp\/)?assets\//.test(name) && UNSERVED.test(name)) faults.push(`${name}: the web server refuses this name.`);
    if (TAKEN.test(name)) faults.push(`${name}: FreePBX takes this folder for its own.`);
  }
  return faults;
}

/** The text that is signed: the hash of every file. */
function signedText(files) {
  const hashes = [...files].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, content]) => `${name} = ${sha256(content)}`);
  const config = ['version=2', 'hash=sha256', 'signedwith=smartmissedcalls', 'type=public'];
  return `;################################################\n;#        FreePBX Module Signature File         #\n;################################################\n[config]\n${config.join('\n')}\n[hashes]\n${hashes.join('\n')}\n;# End\n`;
}

function sha256(content) {
  return crypto.createHash('sha256').update(content).digest('hex');
}

function sign(text, key) {
  const { status, stdout, stderr, error } = spawnSync('gpg', ['--batch', '--yes', '--local-user', key, '--clearsign', '--output', '-'], {
    input: text,
  });
  if (status !== 0) throw new Error(`gpg did not sign with the key ${key}: ${error ?? stderr.toString().trim()}`);
  return stdout;
}

/** Builds the archive; answers with its path. `dist` and `out` are for the tests. */
async function pack({ key, dist = path.join(ROOT, 'dist'), out = path.join(ROOT, 'dist') } = {}) {
  await build({ dist });
  const files = moduleFiles(dist);
  const faults = faultsOf([...files.keys()]);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  if (key !== undefined) files.set('module.sig', sign(signedText(files), key));
  const archive = tarGz(
    [...files].map(([name, content]) => ({ name: `${NAME}/${name}`, content })),
    MTIME,
  );
  if (archive.length > LARGEST_BYTES) throw new Error(`The package has ${archive.length} bytes, more than ${LARGEST_BYTES}.`);
  const file = path.join(out, `${NAME}-${require('../package.json').version}.tgz`);
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(`${file}.${process.pid}`, archive);
  fs.renameSync(`${file}.${process.pid}`, file);
  return file;
}

module.exports = { faultsOf, pack };

async function main(args) {
  const at = args.indexOf('--sign');
  if (args.length > 0 && (at !== 0 || args.length !== 2)) {
    console.error('Usage: npm run package [-- --sign KEY]');
    process.exitCode = 2;
    return;
  }
  try {
    const file = await pack({ key: at === 0 ? args[1] : undefined });
    console.log(`${path.relative(ROOT, file)}: ${(fs.statSync(file).size / 1e6).toFixed(2)} MB`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (require.main === module) main(process.argv.slice(2));
