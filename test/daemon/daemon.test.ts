import { expect } from 'chai';
import { spawn } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { systemClock } from '../../service/clock';
import { configFrom } from '../../service/config';
import { type Daemon, pauseAfter, startDaemon } from '../../service/daemon';
import { SILENT } from '../../service/log';
import { openDatabase } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { readJournal } from '../../service/store/journal';
import { listEntries } from '../../service/store/list';
import { ourTables } from '../../service/store/our-tables';
import type { TurnReport } from '../../service/turn';
import { startMailServer } from '../notify/mail-server';
import { createAsteriskTables, loadCapture } from '../support/asteriskcdrdb';
import { readCapture, startOfCapture } from '../support/capture-rows';
import { CAPTURES_DIR } from '../support/captures';
import { type Login, type Mariadb, startMariadb } from '../support/mariadb';
import { createPbxAccounts, type PbxAccounts } from '../support/pbx-accounts';

const MISSED = path.join(CAPTURES_DIR, 'freepbx17', '02-direct-no-answer');
const MISSED_BY_GROUP = path.join(CAPTURES_DIR, 'freepbx17', '10-rg-nobody');
const DIRECTORY = path.join(CAPTURES_DIR, 'freepbx17', 'directory.json');

describe('The daemon', function () {
  this.timeout(120000);
  let mariadb: Mariadb;
  let accounts: PbxAccounts;
  let folder: string;
  let configFile: string;

  const addressOf = ({ socketPath, user, password }: Login, database: string) => ({ socketPath, user, password, database });
  /** Some minutes ago, as if it had just happened. */
  const load = async (dir: string) => {
    const start = startOfCapture(readCapture(dir)) as number;
    await loadCapture(mariadb, dir, { shiftSeconds: systemClock.nowAt() - 300 - start });
  };
  const callers = async () => {
    const db = openDatabase(addressOf(accounts.owner, 'smartmissedcalls'));
    try {
      return (await listEntries('default', db, { status: 'open' })).entries.map((one) => one.callerNumber).sort();
    } finally {
      await db.close();
    }
  };

  before(async () => {
    mariadb = await startMariadb({ name: 'daemon' });
    await createAsteriskTables(mariadb, { linkedidIndex: true, appdataLength: 1024 });
    accounts = await createPbxAccounts(mariadb, { tables: ourTables() });
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-daemon-'));
    configFile = path.join(folder, 'config.json');
    const config = {
      pbx: { database: addressOf(accounts.reader, 'asteriskcdrdb'), queue_log: null, directory: DIRECTORY },
      store: addressOf(accounts.owner, 'smartmissedcalls'),
      socket: path.join(folder, 'web', 'smc.sock'),
      scan_every_seconds: 1,
    };
    fs.writeFileSync(configFile, JSON.stringify(config), { mode: 0o600 });
  });

  after(async () => {
    await mariadb.stop();
    fs.unlinkSync(configFile);
  });

  /** Starts it, and gives turns to wait for. */
  async function start(): Promise<{ readonly daemon: Daemon; nextTurn(): Promise<TurnReport> }> {
    let tell: (report: TurnReport) => void = () => undefined;
    const config = configFrom(JSON.parse(fs.readFileSync(configFile, 'utf8')), configFile);
    const daemon = await startDaemon({ config, clock: systemClock, log: SILENT, onTurn: (report) => tell(report) });
    return {
      daemon,
      nextTurn: () =>
        new Promise((resolve) => {
          tell = resolve;
        }),
    };
  }

  it('lists at its first start what was missed in the last day, and what is missed from then on', async () => {
    await load(MISSED);
    const { daemon, nextTurn } = await start();
    await nextTurn();
    expect(await callers()).to.deep.equal(['0470100222']);
    await load(MISSED_BY_GROUP);
    await nextTurn();
    await nextTurn();
    expect(await callers()).to.deep.equal(['0470100222', '0470101110']);
    await daemon.stop();
  });

  it('lives through a database that goes away, and reads on when it is back', async () => {
    const { daemon, nextTurn } = await start();
    await nextTurn();
    await mariadb.kill();
    await mariadb.restart();
    await load(path.join(CAPTURES_DIR, 'freepbx17', '93-rg-caller-hangs-up'));
    for (let tries = 0; tries < 5 && (await callers()).length < 3; tries += 1) await nextTurn();
    expect(await callers()).to.include('0470109393');
    await daemon.stop();
  });

  it('tells who wants to know at once, by mail, of a caller who was just missed, and marks the entry as told', async () => {
    const server = await startMailServer({ plain: true });
    const db = openDatabase(addressOf(accounts.owner, 'smartmissedcalls'));
    const channel = { id: 'email', kind: 'smtp' as const, host: '127.0.0.1', port: server.port, security: 'none' as const };
    const settings = { recipients: ['desk@shop.be'], notify_frequency: 'realtime' as const, notify_channels: [channel] };
    await createEntryStore(db).inTurn('default', { now: systemClock.nowAt() - 600, zone: 'UTC' }, (turn) => turn.set(settings, null));
    await load(path.join(CAPTURES_DIR, 'freepbx17', '06-caller-hangs-up-ringing'));
    const { daemon, nextTurn } = await start();
    const told = async () => {
      const { entries } = await listEntries('default', db, { status: 'open' });
      return entries.filter(({ notifiedAt }) => notifiedAt !== null).map(({ callerNumber }) => callerNumber);
    };
    try {
      for (let tries = 0; tries < 20 && (await told()).indexOf('0470100666') < 0; tries += 1) await nextTurn();
      expect(await told()).to.include('0470100666');
      expect(server.mails.map(({ to }) => to[0])).to.include('desk@shop.be');
      for (const { kind, state } of await readJournal('default', db)) expect([kind, state]).to.deep.equal(['missed', 'sent']);
    } finally {
      await daemon.stop();
      await db.close();
      await server.stop();
    }
  });

  it('waits longer after each failure, at most half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 20].map(pauseAfter)).to.deep.equal([1000, 2000, 4000, 8000, 16000, 30000, 30000]);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`stops within a second of ${signal}, leaving no socket behind`, async () => {
      const register = path.join(__dirname, '..', 'support', 'register.cjs');
      const main = path.join(__dirname, '..', '..', 'service', 'main.ts');
      const child = spawn(process.execPath, ['-r', register, main, 'run', '--config', configFile], { stdio: ['ignore', 'ignore', 'pipe'] });
      await new Promise((resolve) => {
        let text = '';
        (child.stderr as NodeJS.ReadableStream).on('data', (chunk) => {
          text += chunk;
          if (/pages on/.test(text)) resolve(text);
        });
        child.once('exit', resolve);
      });
      const asked = process.hrtime();
      child.kill(signal);
      const code = await new Promise((resolve) => child.once('exit', resolve));
      const [seconds, nanoseconds] = process.hrtime(asked);
      expect(code).to.equal(0);
      expect(seconds + nanoseconds / 1e9).to.be.below(1);
      expect(fs.existsSync(path.join(folder, 'web', 'smc.sock'))).to.equal(false);
    });
  }
});
