import { expect } from 'chai';
import { spawn } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { directoryIn, sayingsOf, writeDirectory } from '../backfill/past';
import { type Mariadb, startMariadb } from '../support/mariadb';
import { FREEPBX_17, type PbxStand, standUp } from '../support/pbx-stand';
import { dayOf, type Piece } from './day';
import { Random } from './random';
import { contradictionsOf } from './run';

const SEED = 9;
const KILLS = 4;
/** Calls of the last hours: the daemon of a process of its own lives by the true clock. */
const HOURS = 5;

describe('A daemon process that is killed', function () {
  this.timeout(90000);
  let mariadb: Mariadb;
  let folder: string;
  const stands: PbxStand[] = [];

  before(async () => {
    mariadb = await startMariadb({ name: 'kill' });
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-kill-'));
    writeDirectory(path.join(folder, 'directory.json'), 'UTC');
  });

  after(async () => {
    for (const stand of stands) await stand.close();
    await mariadb.stop();
    for (const name of fs.readdirSync(folder)) fs.unlinkSync(path.join(folder, name));
    fs.rmdirSync(folder);
  });

  const visit = async () => {
    const stand = await standUp(mariadb, directoryIn('UTC'), FREEPBX_17);
    stands.push(stand);
    return stand;
  };

  const write = (stand: PbxStand, pieces: readonly Piece[]) => {
    const of = (source: Piece['source']) => pieces.filter((piece) => piece.source === source);
    return stand.write({
      cdr: of('cdr').map(({ row }) => row),
      cel: of('cel').map(({ row }) => row),
      queueLog: of('queue_log').map(({ line }) => line),
    });
  };

  /** Starts a daemon and kills it so many milliseconds after it has come to the database. */
  async function liveAndDie(stand: PbxStand, configFile: string, afterMs: number): Promise<void> {
    const root = path.join(__dirname, '..', '..');
    const args = [
      '-r',
      path.join(root, 'test', 'support', 'register.cjs'),
      path.join(root, 'service', 'main.ts'),
      'run',
      '--config',
      configFile,
    ];
    const { user } = stand.addresses.owner;
    const connections = async () => (await mariadb.query('SELECT id FROM information_schema.processlist WHERE user = ?', [user])).length;
    const ours = await connections();
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    while ((await connections()) <= ours && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    child.kill('SIGKILL');
    await gone;
  }

  it('at any statement leaves a list that the next one completes, with nothing lost and nothing twice', async () => {
    const random = new Random(SEED);
    const now = Math.floor(Date.now() / 1000);
    const day = dayOf(now - HOURS * 3600, 1, 'UTC', (stories) =>
      stories.filter(({ name }) => name !== '130-pbx-crash-mid-ring').slice(0, 60),
    );
    const pieces = day.pieces.filter(({ at }) => at < now - 600);
    const quiet = await visit();
    await write(quiet, pieces);
    await quiet.catchUpAt(now);

    const stand = await visit();
    const configFile = path.join(folder, 'config.json');
    const config = {
      pbx: { database: stand.addresses.reader, queue_log: stand.queueLogFile, directory: path.join(folder, 'directory.json') },
      store: stand.addresses.owner,
      scan_every_seconds: 1,
    };
    fs.writeFileSync(configFile, JSON.stringify(config), { mode: 0o600 });
    for (let kill = 0; kill < KILLS; kill += 1) {
      await write(stand, pieces.slice((pieces.length * kill) / KILLS, (pieces.length * (kill + 1)) / KILLS));
      await liveAndDie(stand, configFile, random.between(5, 250));
    }
    await stand.catchUpAt(now);
    expect(sayingsOf(await stand.entries())).to.deep.equal(sayingsOf(await quiet.entries()));
    expect(await contradictionsOf(stand, 'UTC')).to.deep.equal([]);
  });
});
