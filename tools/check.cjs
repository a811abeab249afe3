'use strict';
// What can be said of the code without running it. Each check counts as one test.
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { Tally } = require('./counts.cjs');

const ROOT = path.join(__dirname, '..');

const CHECKS = [
  {
    name: 'lint and format (biome)',
    run: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--diagnostic-level=warn', '--colors=off', '.'],
  },
  { name: 'types (tsc)', run: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  { name: 'types of the browser scripts (tsc)', run: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'views/browser'] },
];

const tally = new Tally();
for (const check of CHECKS) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, check.run, { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) tally.pass(check.name);
  else tally.fail(check.name, error ?? `${stdout}${stderr}`);
}
tally.report();
