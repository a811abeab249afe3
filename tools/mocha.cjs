'use strict';
// Runs mocha over our TypeScript tests in a process of its own and ends with the line of counts.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { formatCounts } = require('./counts.cjs');

const ROOT = path.join(__dirname, '..');

/** Mocha with these arguments, prints the counts, answers the exit code; with coverage by c8 when asked. */
function runMocha(args, { coverage }) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-mocha-'));
  const countsFile = path.join(scratch, 'counts.json');
  const c8 = [path.join(ROOT, 'node_modules/c8/bin/c8.js'), '--temp-directory', path.join(scratch, 'v8'), process.execPath];
  const mocha = [
    path.join(ROOT, 'node_modules/mocha/bin/mocha.js'),
    ...['--reporter', path.join(__dirname, 'mocha-reporter.cjs'), '--reporter-option', `countsFile=${countsFile}`],
  ];
  try {
    const { status } = spawnSync(process.execPath, [...(coverage ? c8 : []), ...mocha, ...args], { cwd: ROOT, stdio: 'inherit' });
    // No file means mocha never came to its end: then there is no line of counts either, and the runner calls it a crash.
    const counts = fs.existsSync(countsFile) ? JSON.parse(fs.readFileSync(countsFile, 'utf8')) : undefined;
    if (counts) console.log(`\n${formatCounts(counts)}`);
    return status ?? 1;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

module.exports = { runMocha };
