'use strict';
// The pages in a real Chromium, ending in the line of counts.
const { runMocha } = require('./mocha.cjs');

process.exitCode = runMocha(['test/browser/*.test.ts', ...process.argv.slice(2)], { coverage: false });
