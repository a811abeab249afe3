import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { SILENT } from '../../service/log';
import { createEntryStore } from '../../service/store/entry-store';
import { startWeb, type Web } from '../../service/web/start';
import type { Identity } from '../../shared/identity';
import { person } from '../support/people';
import { useMariadb } from '../support/shared-mariadb';
import { type Answer, ask, askBytes, send } from './http';
import { CLIENT, type Seeded, seed } from './seeded';

/** The pages of a list with these stories, for the tests of one `describe`; whoever asks is Anna, who may do everything, until told otherwise. */
export interface Standing {
  seeded(): Seeded;
  /** Who asks from now on; a test begins with Anna. */
  as(own: Partial<Identity>): void;
  get(at: string): Promise<Answer>;
  /** The bytes of a file. */
  bytes(at: string): Promise<Uint8Array>;
  /** Sends a form as its page would, with the token of whoever asks. */
  post(at: string, fields: Readonly<Record<string, string>>, json?: boolean): Promise<Answer>;
  /** As post, with several values of a field. */
  postMany(at: string, fields: Readonly<Record<string, readonly string[]>>, json?: boolean): Promise<Answer>;
  /** End of the last turn. */
  lastTurnAt: number | null;
}

/** Stands the pages up before the tests and takes them down after. */
export function useStanding(stories: readonly string[]): Standing {
  const mariadb = useMariadb();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-stand-'));
  const socket = path.join(folder, 'web.sock');
  const anna = person({ client: CLIENT });
  let who: Identity = anna;
  let seeded: Seeded;
  let web: Web;
  const token = async () => {
    const found = /data-token="([0-9a-f]{64})"/.exec((await ask(socket, '/')).text);
    return found === null ? '' : (found[1] as string);
  };
  const standing: Standing = {
    seeded: () => seeded,
    as: (own) => {
      who = { ...anna, ...own };
    },
    get: (at) => ask(socket, at),
    bytes: (at) => askBytes(socket, at),
    post: async (at, fields, json) => send(socket, at, { token: await token(), ...fields }, json),
    postMany: async (at, fields, json) => send(socket, at, { token: await token(), ...fields }, json),
    lastTurnAt: null,
  };

  before(async function () {
    this.timeout(60000);
    seeded = await seed(mariadb(), stories);
    const { db, directory, nowAt } = seeded;
    standing.lastTurnAt = nowAt - 2;
    web = await startWeb({
      db,
      store: createEntryStore(db),
      clientOf: () => ({ directory, zone: 'Europe/Brussels' }),
      health: () => ({ version: '1.2.3', lastTurnAt: standing.lastTurnAt, everySeconds: 30 }),
      identify: () => Promise.resolve(who),
      clock: { nowAt: () => nowAt },
      log: SILENT,
      tryChannel: (_client, { channel, address }) =>
        Promise.resolve(channel === 'email' ? { ok: true, said: `250 taken for ${address}` } : { ok: false, said: 'no such channel' }),
      socketPath: socket,
      loopbackPort: null,
    });
  });

  beforeEach(() => {
    who = anna;
    standing.lastTurnAt = seeded.nowAt - 2;
  });

  after(async () => {
    await web.stop();
    await seeded.db.close();
    fs.rmdirSync(folder);
  });
  return standing;
}
