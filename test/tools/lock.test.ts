import { expect } from 'chai';
import { type ChildProcess, spawn } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const LOCK_MODULE = path.join(__dirname, '..', '..', 'tools', 'lock.cjs');

/** Takes the lock, and fails if somebody else is inside too. */
const CONTENDER = `
  const fs = require('fs');
  const { withLock } = require(${JSON.stringify(LOCK_MODULE)});
  const [lock, inside] = process.argv.slice(1);
  withLock(lock, async () => {
    fs.mkdirSync(inside);
    await new Promise((resolve) => setTimeout(resolve, 20));
    fs.rmdirSync(inside);
  }).catch((error) => { console.error(error); process.exit(1); });
`;

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => child.on('exit', (code) => resolve(code === null ? -1 : code)));
}

describe('The lock between two commands in one checkout', function () {
  this.timeout(30_000);
  let folder: string;
  let lock: string;

  const contend = (count: number): Promise<number[]> => {
    const args = ['-e', CONTENDER, lock, path.join(folder, 'inside')];
    return Promise.all(Array.from({ length: count }, () => ended(spawn(process.execPath, args, { stdio: 'inherit' }))));
  };

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-lock-'));
    lock = path.join(folder, 'lock');
  });

  it('lets one in at a time, and leaves nothing behind', async () => {
    expect(await contend(5)).to.deep.equal([0, 0, 0, 0, 0]);
    expect(fs.readdirSync(folder)).to.deep.equal([]);
  });

  it('is taken over from a dead holder, by one of the waiting only', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await ended(dead);
    fs.mkdirSync(lock);
    fs.writeFileSync(path.join(lock, `${dead.pid}@${os.hostname()}`), '');
    expect(await contend(5)).to.deep.equal([0, 0, 0, 0, 0]);
  });

  it('is taken over from a holder that has not stirred for long, whatever its pid', async () => {
    const holder = path.join(lock, '1@another-host');
    fs.mkdirSync(lock);
    fs.writeFileSync(holder, '');
    fs.utimesSync(holder, 1, 1);
    expect(await contend(2)).to.deep.equal([0, 0]);
  });

  it('is waited for while its holder is alive, and the wait is told', async () => {
    const { withLock } = require(LOCK_MODULE);
    const holder = path.join(lock, `${process.ppid}@${os.hostname()}`);
    fs.mkdirSync(lock);
    fs.writeFileSync(holder, '');
    let waitedFor = '';
    await withLock(
      lock,
      async () => undefined,
      (who: string) => {
        waitedFor = who;
        fs.unlinkSync(holder);
      },
    );
    expect(waitedFor).to.equal(path.basename(holder));
  });
});
