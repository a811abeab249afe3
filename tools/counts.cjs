'use strict';
// The one line in which every suite reports: "12 passed, 0 failed" or "12 passed, 0 failed, 3 skipped".

/** The line for `{ passed, failed, skipped }`. */
function formatCounts(counts) {
  const line = `${counts.passed} passed, ${counts.failed} failed`;
  return counts.skipped > 0 ? `${line}, ${counts.skipped} skipped` : line;
}

/** The counts in a suite's output, or undefined when its last line is not a count: then it did not come to its end. */
function readCounts(output) {
  const lastLine = output.trimEnd().split('\n').pop() ?? '';
  const match = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(lastLine);
  if (!match) return undefined;
  return { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3] ?? 0) };
}

/** Keeps count of named pieces of work, says how each went, and reports at the end. */
class Tally {
  constructor() {
    this.counts = { passed: 0, failed: 0, skipped: 0 };
  }

  pass(name) {
    this.counts.passed += 1;
    console.log(`  ✔ ${name}`);
  }

  fail(name, why) {
    this.counts.failed += 1;
    console.log(`  ✘ ${name}\n${String(why).trimEnd().replace(/^/gm, '      ')}`);
  }

  skip(name, why) {
    this.counts.skipped += 1;
    console.log(`  - ${name}: SKIPPED, ${why}`);
  }

  /** Prints the count line and sets the exit code: call it last. */
  report() {
    console.log(`\n${formatCounts(this.counts)}`);
    process.exitCode = this.counts.failed > 0 ? 1 : 0;
  }
}

module.exports = { formatCounts, readCounts, Tally };
