import { expect } from 'chai';
import { type ChildProcess, spawn } from 'child_process';
import { join } from 'path';
import { tellDue } from '../../service/notify/notifier';
import { type Database, openDatabase } from '../../service/store/database';
import { migrate } from '../../service/store/migrate';
import { call, MINUTE, NINE } from '../entries/story';
import { ownName, useMariadb } from '../support/shared-mariadb';
import { type MailServer, startMailServer } from './mail-server';
import { officeOn } from './office';
import { worldOn } from './world';

/** So many callers are missed, each one mail. */
const MAILS = 6;

describe('A daemon that is killed while it tells people', function () {
  this.timeout(60000);
  const mariadb = useMariadb();
  let db: Database;
  let name: string;
  let server: MailServer;

  /** An office with mails to send, by a server that calls back at each step. */
  const open = async (onStep: (step: 'connected' | 'recipient' | 'data' | 'taken', nth: number) => void) => {
    name = ownName('crash');
    await mariadb().query(`CREATE DATABASE ${name}`);
    db = openDatabase({ socketPath: mariadb().socketPath, user: 'root', password: '', database: name });
    await migrate(db);
    const steps = { recipient: 0, taken: 0 };
    server = await startMailServer({
      manners: {
        rcpt: () => {
          steps.recipient += 1;
          onStep('recipient', steps.recipient);
          return null;
        },
        data: () => {
          steps.taken += 1;
          onStep('taken', steps.taken);
          return null;
        },
      },
    });
    const office = officeOn(db);
    const channel = { id: 'email', kind: 'smtp' as const, host: 'localhost', port: server.port };
    await office.set({ recipients: ['desk@shop.be'], notify_frequency: 'realtime', notify_channels: [channel] }, NINE);
    await office.calls(
      NINE + MINUTE,
      ...Array.from({ length: MAILS }, (_, n) =>
        call('missed', `m${n}`, NINE, { callerKey: `+3247000${1000 + n}`, callerName: `Caller ${n}` }),
      ),
    );
    return office;
  };
  afterEach(async () => {
    await server.stop();
    await db.close();
  });

  const start = (at: number): ChildProcess =>
    spawn(
      process.execPath,
      ['-r', join(__dirname, '../support/register.cjs'), join(__dirname, 'crash-child.ts'), mariadb().socketPath, name, String(at)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
  /** The same in this process: another daemon. */
  const tellAt = (at: number): Promise<number> => {
    const world = worldOn(db);
    world.setClock(at);
    return tellDue(world);
  };
  const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('exit', () => resolve()));

  /** Every mail's Message-ID, by its subject. */
  const idsBySubject = (): ReadonlyMap<string, readonly string[]> => {
    const ids = new Map<string, string[]>();
    for (const { headers } of server.mails) {
      const subject = headers.subject as string;
      ids.set(subject, (ids.get(subject) || []).concat(headers['message-id'] as string));
    }
    return ids;
  };

  for (const [what, step, nth, mayDouble] of [
    ['in the middle of the third mail', 'recipient', 3, false],
    ['when the server has the third mail and we have not heard it', 'taken', 3, true],
    ['when the server has the last mail and we have not heard it', 'taken', MAILS, true],
  ] as const) {
    it(`${what}: loses none, and doubles ${mayDouble ? 'that one alone, under the same Message-ID' : 'none'}`, async () => {
      let child: ChildProcess | null = null;
      let killed = false;
      const office = await open((found, n) => {
        if (killed || found !== step || n !== nth || child === null) return;
        killed = true;
        process.kill(child.pid as number, 'SIGKILL');
      });
      child = start(NINE + MINUTE);
      await ended(child);
      expect(killed).to.equal(true);
      // The next daemon starts at once; what the dead one had taken is free when its claim runs out.
      for (const at of [NINE + MINUTE + 1, NINE + 7 * MINUTE]) await tellAt(at);
      const ids = idsBySubject();
      expect(ids.size, 'none is lost').to.equal(MAILS);
      for (const [subject, own] of ids) expect(new Set(own).size, subject).to.equal(1);
      const doubled = Array.from(ids.values()).filter((own) => own.length > 1);
      expect(doubled).to.have.length(mayDouble ? 1 : 0);
      expect((await office.journal()).map(({ state }) => state)).to.deep.equal(Array(MAILS).fill('sent'));
    });
  }

  it('between planning and sending, and at any moment whatever: loses none, and doubles none', async () => {
    const office = await open(() => undefined);
    const planned = start(NINE + MINUTE);
    for (let tries = 0; tries < 2000 && (await office.journal()).length === 0; tries += 1)
      await new Promise((resolve) => setImmediate(resolve));
    process.kill(planned.pid as number, 'SIGKILL');
    await ended(planned);
    await tellAt(NINE + 10 * MINUTE);
    const ids = idsBySubject();
    expect(ids.size).to.equal(MAILS);
    for (const [subject, own] of ids) expect(new Set(own).size, subject).to.equal(1);
    expect((await office.journal()).map(({ state }) => state)).to.deep.equal(Array(MAILS).fill('sent'));
  });

  it('beside another: what one is sending the other leaves alone', async () => {
    const office = await open(() => undefined);
    await Promise.all([1, 2, 3].map(() => tellAt(NINE + MINUTE)));
    expect(server.mails).to.have.length(MAILS);
    expect((await office.journal()).map(({ state }) => state)).to.deep.equal(Array(MAILS).fill('sent'));
  });
});
