'use strict';
// Lets Node load our TypeScript as it stands: esbuild takes the types off, `npm run check` is what checks them.
// `node -r ./test/support/register.cjs file.ts`. The inline source maps keep stack traces and coverage on the .ts lines.
const fs = require('node:fs');
const { transformSync } = require('esbuild');
const { buildBrowserScripts } = require('../../tools/browser-script.cjs');

process.setSourceMapsEnabled(true);
// The pages' own scripts, where they are served from.
buildBrowserScripts();

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(fs.readFileSync(filename, 'utf8'), {
    loader: 'ts',
    format: 'cjs',
    target: 'node18',
    sourcefile: filename,
    sourcemap: 'inline',
  });
  module._compile(code, filename);
};
