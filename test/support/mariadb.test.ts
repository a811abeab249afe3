import { expect } from 'chai';
import { spawn } from 'child_process';
import { existsSync, readdirSync } from 'fs';
import { dirname, join } from 'path';
import { type Mariadb, startMariadb } from './mariadb';

const FOLDER = join(__dirname, '../../.mariadb');

describe('a MariaDB server of our own', function () {
  this.timeout(60000);
  let db: Mariadb;

  before(async () => {
    db = await startMariadb({ name: 'own', timeZone: 'Europe/Brussels', settings: { 'max-connections': 17 } });
  });
  after(() => db.stop());

  it('speaks through its socket, lives in the zone it was given and takes settings', async () => {
    const [row] = await db.query('SELECT TIMESTAMPDIFF(HOUR, UTC_TIMESTAMP(), NOW()) AS ahead, @@max_connections AS most, @@port AS port');
    expect(row).to.include({ most: 17 });
    expect((row as { ahead: number }).ahead).to.be.within(1, 2);
    expect(db.version).to.contain('MariaDB');
  });

  it('shows times as the text they are, never as a Date', async () => {
    const [row] = await db.query("SELECT CAST('2026-10-25 02:30:00' AS DATETIME) AS at, CAST('0000-00-00' AS DATETIME) AS zero");
    expect(row).to.deep.equal({ at: '2026-10-25 02:30:00', zero: '0000-00-00 00:00:00' });
  });

  it('keeps what was committed through a power cut and a clean restart', async () => {
    await db.query('CREATE DATABASE cut');
    await db.query('CREATE TABLE cut.t (x INT) ENGINE=InnoDB');
    await db.query('INSERT INTO cut.t VALUES (?)', [7]);
    await db.kill();
    expect(db.pid()).to.equal(0);
    await db.restart();
    await db.restart();
    expect(await db.query('SELECT x FROM cut.t')).to.deep.equal([{ x: 7 }]);
  });

  it('runs beside others', async () => {
    const others = await Promise.all([startMariadb({ name: 'left' }), startMariadb({ name: 'right' })]);
    await Promise.all(others.map((other) => other.query('CREATE DATABASE mine')));
    expect(new Set(others.concat(db).map((server) => server.socketPath)).size).to.equal(3);
    await Promise.all(others.map((other) => other.stop()));
    expect(others.map((other) => existsSync(other.socketPath))).to.deep.equal([false, false]);
  });

  it('says what its log says when it cannot start, and leaves nothing behind', async () => {
    const failure = await startMariadb({ name: `unable-${process.pid}`, settings: { 'no-such-option': 1 } }).catch((error: Error) => error);
    expect(failure).to.be.instanceOf(Error);
    expect((failure as Error).message)
      .to.contain('did not start')
      .and.contain('no-such-option');
    expect(readdirSync(FOLDER).filter((name) => name.startsWith(`unable-${process.pid}`))).to.deep.equal([]);
  });

  for (const [title, ending] of [
    ['is killed', 'process.kill(process.pid, "SIGKILL")'],
    ['is interrupted (Ctrl-C)', 'process.kill(process.pid, "SIGINT")'],
    ['throws', 'setTimeout(() => { throw new Error("on purpose") }, 0)'],
    ['ends without a word', 'null'],
  ] as const) {
    it(`ends when its owner ${title}`, async () => {
      const owned = await ownedServer(ending);
      await until(() => !isRunning(owned.pid) && !existsSync(dirname(owned.socketPath)));
      expect(readdirSync(FOLDER).filter((name) => name.startsWith(`owned-${process.pid}`))).to.deep.equal([]);
    });
  }
});

/** Another process starts a server and then meets its end; answers what it said of the server. */
function ownedServer(ending: string): Promise<{ pid: number; socketPath: string }> {
  const script = `require('./mariadb.ts').startMariadb({ name: 'owned-${process.pid}' }).then((db) => {
    require('fs').writeSync(1, JSON.stringify({ pid: db.pid(), socketPath: db.socketPath }));
    ${ending};
  })`;
  const child = spawn(process.execPath, ['-r', './register.cjs', '-e', script], { cwd: __dirname, stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => (said ? resolve(JSON.parse(said)) : reject(new Error('It never had a server.'))));
  });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0) as unknown as boolean;
  } catch (_) {
    return false;
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not come to be within five seconds.');
}
