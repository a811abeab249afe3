'use strict';
// views/browser/*.ts → views/assets/*.js: each file there is a script of its own, what they share stands in views/browser/parts/.
// Also run before every test and the demo, so that what is looked at is what was written; a file is replaced only when it differs.
const fs = require('node:fs');
const path = require('node:path');
const { buildSync } = require('esbuild');

const VIEWS = path.join(__dirname, '..', 'views');

function replaceIfNew(file, content) {
  if (fs.existsSync(file) && fs.readFileSync(file).equals(content)) return;
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, content);
  fs.renameSync(draft, file);
}

/** Builds every script of the pages into their assets; answers with esbuild's account of what went in. */
function buildBrowserScripts({ from = path.join(VIEWS, 'browser'), to = path.join(VIEWS, 'assets') } = {}) {
  const entryPoints = fs
    .readdirSync(from)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(from, name));
  const { outputFiles, metafile } = buildSync({
    entryPoints,
    outdir: to,
    write: false,
    metafile: true,
    bundle: true,
    format: 'iife',
    target: 'es2017',
    charset: 'utf8',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  for (const { path: file, contents } of outputFiles) replaceIfNew(file, Buffer.from(contents));
  return metafile;
}

module.exports = { buildBrowserScripts };
