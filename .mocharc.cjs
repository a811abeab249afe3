'use strict';
// `npx mocha` runs all tests but those of the suites with a runner of their own; `npx mocha test/x.test.ts` that file only.
const namesFiles = process.argv.slice(2).some((argument) => argument.endsWith('.test.ts'));

module.exports = {
  require: ['./test/support/register.cjs'],
  extension: ['ts'],
  spec: namesFiles ? [] : ['test/**/*.test.ts'],
  ignore: namesFiles ? [] : ['test/browser/**', 'test/php/**', 'test/bench/**'],
  timeout: 10_000,
  forbidOnly: true,
};
