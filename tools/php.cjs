'use strict';
// The package, and its PHP on the PHP versions PBXs have, ending in the line of counts.
const { runMocha } = require('./mocha.cjs');

const wanted = process.argv.slice(2);
process.exitCode = runMocha(wanted.length > 0 ? wanted : ['test/php/*.test.ts'], { coverage: false });
