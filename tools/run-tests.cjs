'use strict';
// `npm test`: every suite in order, each in a process of its own. The last line of the whole output is the sum:
// "N passed, N failed" (and ", N skipped"). A suite that dies before it reports counts as one failure.
//
// `npm test -- unit smoke` runs only those suites.
const path = require('node:path');
const { spawn } = require('node:child_process');
const { formatCounts, readCounts } = require('./counts.cjs');

/** To add a suite, add a line: any Node script whose last line is its counts (see counts.cjs). */
const SUITES = [
  { name: 'check', script: 'tools/check.cjs' },
  { name: 'unit', script: 'tools/unit.cjs' },
  { name: 'browser', script: 'tools/browser.cjs' },
  { name: 'smoke', script: 'tools/smoke.cjs' },
  { name: 'php', script: 'tools/php.cjs' },
];

/** Runs one script, shows its output as it comes, and answers with its counts. */
function runSuite(script) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(process.execPath, [script], { cwd: path.join(__dirname, '..'), stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text) => {
      output += text;
      process.stdout.write(text);
    });
    child.on('close', (code, signal) => resolve(judgeSuite(output, signal ?? code)));
  });
}

/** What a suite's output and its exit (a code, or the name of a signal) amount to. */
function judgeSuite(output, exit) {
  const counts = readCounts(output);
  if (!counts) return { passed: 0, failed: 1, skipped: 0, crash: `ended with ${exit} before reporting any counts` };
  if (exit !== 0 && counts.failed === 0) return { ...counts, failed: 1, crash: `reported no failure but ended with ${exit}` };
  return counts;
}

async function main(wanted) {
  const unknown = wanted.filter((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(`There is no suite "${unknown.join('", "')}". Suites: ${SUITES.map((suite) => suite.name).join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const total = { passed: 0, failed: 0, skipped: 0 };
  const lines = [];
  for (const suite of SUITES) {
    if (wanted.length > 0 && !wanted.includes(suite.name)) continue;
    console.log(`\n━━ ${suite.name} ━━`);
    const result = await runSuite(suite.script);
    for (const key of Object.keys(total)) total[key] += result[key];
    lines.push(`  ${suite.name.padEnd(10)} ${formatCounts(result)}${result.crash ? ` (${result.crash})` : ''}`);
  }
  console.log(`\n━━ all suites ━━\n${lines.join('\n')}\n\n${formatCounts(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

module.exports = { judgeSuite, runSuite };

if (require.main === module) main(process.argv.slice(2));
