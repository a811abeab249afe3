import { expect } from 'chai';
import { spawnSync } from 'child_process';
import { buildSync } from 'esbuild';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { allCaptures, replayCapture } from '../support/captures';

const ROOT = path.join(__dirname, '..', '..');
/** Where `npm run smoke` keeps the Node versions of old PBXs. */
const OLD_NODES = path.join(ROOT, '.cache', 'node');

function nodes(): [string, string][] {
  const old = fs.existsSync(OLD_NODES) ? fs.readdirSync(OLD_NODES) : [];
  const binaries = old.map((version): [string, string] => [version, path.join(OLD_NODES, version, 'node')]);
  return [[process.version, process.execPath] as [string, string]].concat(binaries.filter(([, file]) => fs.existsSync(file)));
}

// What the tests load through require, the bundle takes from other files of the same packages: both must work.
describe('the pages as the bundle has them', function () {
  this.timeout(60000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-bundle-'));
  const bundle = path.join(folder, 'pages.js');
  const judgedFile = path.join(folder, 'judged.json');

  before(() => {
    buildSync({
      entryPoints: [path.join(__dirname, 'bundled-pages.ts')],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node8',
      logLevel: 'error',
    });
    const capture = allCaptures().find((one) => one.name === '15-queue-abandon');
    const [judged] = capture === undefined ? [] : replayCapture(capture).judged;
    if (judged === undefined) throw new Error('the capture is gone');
    const { call, verdict, facts } = judged;
    fs.writeFileSync(judgedFile, JSON.stringify({ fact: facts[0], because: verdict.because, confidence: verdict.confidence, call }));
  });

  after(() => {
    for (const file of [bundle, judgedFile]) fs.unlinkSync(file);
    fs.rmdirSync(path.join(folder, 'run'));
    fs.rmdirSync(folder);
  });

  for (const [version, binary] of nodes()) {
    it(`are served by Node ${version}`, () => {
      const socket = path.join(folder, 'run', 'web.sock');
      const { stdout, stderr } = spawnSync(binary, [bundle, path.join(ROOT, 'views'), judgedFile, socket], { encoding: 'utf8' });
      expect(`${stdout}${stderr}`.trim().split('\n')).to.deep.equal([
        '/ 200 Andrew Pope',
        '/entries/7 200 Andrew Pope, smc-bar-rang',
        '/assets/base.css 200 ',
        '/health 200 ',
        '/none 404 Back to the list',
      ]);
    });
  }
});
