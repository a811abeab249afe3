import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { SILENT } from '../../service/log';
import { createEntryStore } from '../../service/store/entry-store';
import { readEntry } from '../../service/store/list';
import { startWeb, type Web } from '../../service/web/start';
import type { CallFact, Entry } from '../../shared/entry';
import type { Identity } from '../../shared/identity';
import { person } from '../support/people';
import { useMariadb } from '../support/shared-mariadb';
import { ask, type FormFields, send } from './http';
import { CLIENT, missOf, type Seeded, seed } from './seeded';

export const MARIA = person({ client: CLIENT, userId: 'maria', name: 'Maria' });
export const DAVID = person({ client: CLIENT, userId: 'david', name: 'David', permissions: ['view', 'work', 'numbers'] });

/** The pages with a fresh list for each test, a clock to turn, and whoever is to sit before them. */
export interface WebDesk {
  readonly seeded: Seeded;
  /** Who asks from now on. */
  sits(who: Identity): void;
  /** Lets seconds pass. */
  wait(seconds: number): void;
  /** Somebody else nobody served; the number of the entry. */
  miss(said?: Partial<CallFact>): Promise<number>;
  get(at: string): Promise<{ status: number; text: string }>;
  /** Sends a form as the browser's script does. */
  act(at: string, fields?: FormFields): Promise<{ status: number; said: string; undo: unknown }>;
  /** Sends a form as a browser without a script does: where it leads. */
  submit(at: string, fields: Readonly<Record<string, string>>): Promise<{ status: number; location: string | undefined }>;
  entry(id: number): Promise<Entry>;
}

/** Opens the pages for the tests of one `describe`. */
export function useWebDesk(stories: readonly string[] = []): () => WebDesk {
  const mariadb = useMariadb();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-desk-'));
  const socket = path.join(folder, 'web.sock');
  let who: Identity = MARIA;
  let later = 0;
  let misses = 0;
  let seeded: Seeded;
  let web: Web;
  const now = () => seeded.nowAt + later;

  before(async function () {
    this.timeout(60000);
    seeded = await seed(mariadb(), ['01-direct-answered', ...stories]);
    web = await startWeb({
      db: seeded.db,
      store: createEntryStore(seeded.db),
      clientOf: () => ({ directory: seeded.directory, zone: 'Europe/Brussels' }),
      health: () => ({ version: '1', lastTurnAt: now() - 2, everySeconds: 30 }),
      identify: () => Promise.resolve(who),
      clock: { nowAt: now },
      log: SILENT,
      rowsOf: (_client, [linkedid = '']) =>
        Promise.resolve({
          cdr: [{ calldate: '2026-03-02 09:00:00', linkedid, disposition: '<b>NO ANSWER</b>', peeraccount: '' }],
          cel: [],
          queueLog: [`1772442000|${linkedid}|400|NONE|ENTERQUEUE||0470|1`],
        }),
      socketPath: socket,
      loopbackPort: null,
    });
  });
  beforeEach(() => {
    who = MARIA;
  });
  after(async () => {
    await web.stop();
    await seeded.db.close();
    fs.rmdirSync(folder);
  });

  const token = async () => (/data-token="([0-9a-f]{64})"/.exec((await ask(socket, '/')).text) || [])[1] || '';
  return () => ({
    seeded,
    sits: (one) => {
      who = one;
    },
    wait: (seconds) => {
      later += seconds;
    },
    miss: async (said = {}) => {
      misses += 1;
      const at = now() - 600 + misses;
      const number = `0470${100000 + misses}`;
      await seeded.add(CLIENT, [
        missOf({ callId: `${at}.${misses}`, at, callerKey: `+32${number.slice(1)}`, callerNumber: number, callerName: '', ...said }),
      ]);
      const [row] = await seeded.db.query('SELECT MAX(id) AS id FROM smart_missed_calls WHERE client = ?', [CLIENT]);
      return Number(row?.id);
    },
    get: (at) => ask(socket, at),
    act: async (at, fields = {}) => {
      const answer = await send(socket, at, { ...fields, token: await token() }, true);
      const { text = '', undo = null } = JSON.parse(answer.text);
      return { status: answer.status as number, said: text, undo };
    },
    submit: async (at, fields) => {
      const answer = await send(socket, at, { ...fields, token: await token() });
      return { status: answer.status as number, location: answer.headers.location };
    },
    entry: async (id) => (await readEntry(CLIENT, seeded.db, id)) as Entry,
  });
}
