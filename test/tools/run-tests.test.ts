import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const { formatCounts, readCounts } = require('../../tools/counts.cjs');
const { judgeSuite, runSuite } = require('../../tools/run-tests.cjs');

describe('The line of counts', () => {
  it('is what the suites say and the runner reads', () => {
    for (const counts of [
      { passed: 3, failed: 0, skipped: 0 },
      { passed: 0, failed: 12, skipped: 4 },
    ]) {
      expect(readCounts(`some output\n${formatCounts(counts)}\n`)).to.deep.equal(counts);
    }
  });

  it('names the skipped only when there are some', () => {
    expect(formatCounts({ passed: 3, failed: 1, skipped: 0 })).to.equal('3 passed, 1 failed');
    expect(formatCounts({ passed: 3, failed: 1, skipped: 2 })).to.equal('3 passed, 1 failed, 2 skipped');
  });

  it('counts only as the last thing a suite says', () => {
    expect(readCounts('3 passed, 0 failed\nSegmentation fault\n')).to.equal(undefined);
    expect(readCounts('')).to.equal(undefined);
    expect(readCounts('all 3 passed, 0 failed')).to.equal(undefined);
  });
});

describe('A suite', () => {
  it('is believed when its counts and its exit agree', () => {
    expect(judgeSuite('2 passed, 0 failed\n', 0)).to.deep.equal({ passed: 2, failed: 0, skipped: 0 });
    expect(judgeSuite('2 passed, 1 failed\n', 1)).to.deep.equal({ passed: 2, failed: 1, skipped: 0 });
  });

  it('that ends without counts is a failure, however it ended', () => {
    expect(judgeSuite('half a line', 0)).to.include({ passed: 0, failed: 1 });
    expect(judgeSuite('', 'SIGKILL').crash).to.contain('SIGKILL');
  });

  it('that reports success and then fails is a failure', () => {
    expect(judgeSuite('2 passed, 0 failed\n', 1)).to.include({ passed: 2, failed: 1 });
  });

  it('that crashes in its own process is a failure', async () => {
    const script = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'smc-suite-')), 'suite.cjs');
    fs.writeFileSync(script, 'process.kill(process.pid, "SIGKILL");');
    expect(await runSuite(script)).to.include({ passed: 0, failed: 1 });
  });
});
