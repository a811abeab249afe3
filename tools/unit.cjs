'use strict';
// Mocha over our TypeScript tests, with coverage, ending in the line of counts. Arguments are handed to mocha.
const { runMocha } = require('./mocha.cjs');

process.exitCode = runMocha(process.argv.slice(2), { coverage: true });
