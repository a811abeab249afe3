'use strict';
// The spec reporter, which at the end also writes what it counted to the file named by --reporter-option countsFile=….
//
// A test that leaves a server or a timer behind would keep the process, and whoever waits for it, alive for ever: after
// a while we say what is still open and end with a failure.
const fs = require('node:fs');
const { reporters, Runner } = require('mocha');

const MERCY_MS = 15_000;

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      fs.writeFileSync(options.reporterOptions.countsFile, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
      setTimeout(endLeftOpen, MERCY_MS).unref();
    });
  }
};

function endLeftOpen() {
  console.error(`The tests are over, but something they began is not: ${process.getActiveResourcesInfo().join(', ')}. Ending it.`);
  process.exit(1);
}
