import type { Page } from 'playwright-core';
import { SILENT } from '../../service/log';
import { createEntryStore } from '../../service/store/entry-store';
import { readEntry } from '../../service/store/list';
import { startWeb, type Web } from '../../service/web/start';
import type { CallFact, Entry } from '../../shared/entry';
import type { Identity } from '../../shared/identity';
import { person } from '../support/people';
import { useMariadb } from '../support/shared-mariadb';
import { missOf, type Seeded, seed } from '../web/seeded';
import { type Look, useBrowser } from './browsing';

const PEOPLE: Readonly<Record<string, Partial<Identity>>> = {
  maria: { name: 'Maria', extension: '105' },
  david: { name: 'David', permissions: ['view', 'work', 'numbers'] },
  eve: { name: 'Eve', permissions: ['view'] },
};

/** People before browsers of their own, with one list of which every test has a part of its own. */
export interface Team {
  readonly seeded: Seeded;
  readonly client: string;
  /** A page of this colleague's browser, at the list. */
  sits(who: string, look: Look, options?: { readonly javaScriptEnabled?: boolean }): Promise<Page>;
  /** Somebody nobody served; the number of the entry. */
  miss(said?: Partial<CallFact>): Promise<number>;
  entry(id: number): Promise<Entry>;
  readonly home: string;
}

/** Opens the pages for the tests of one `describe`; each test begins with an empty list. */
export function useTeam(): () => Team {
  const mariadb = useMariadb();
  const browser = useBrowser();
  let seeded: Seeded;
  let web: Web;
  let client = '';
  let misses = 0;

  before(async function () {
    this.timeout(60000);
    seeded = await seed(mariadb(), ['01-direct-answered']);
    web = await startWeb({
      db: seeded.db,
      store: createEntryStore(seeded.db),
      clientOf: () => ({ directory: seeded.directory, zone: 'Europe/Brussels' }),
      health: () => ({ version: '1', lastTurnAt: seeded.nowAt - 2, everySeconds: 30 }),
      identify: ({ headers }) => {
        const who = String(headers['x-who'] || 'maria');
        return Promise.resolve(person({ client, userId: who, ...PEOPLE[who] }));
      },
      clock: { nowAt: () => seeded.nowAt },
      log: SILENT,
      socketPath: null,
      loopbackPort: 0,
    });
  });
  beforeEach(() => {
    misses = 0;
    client = `team ${Math.random()}`;
  });
  after(async () => {
    await web.stop();
    await seeded.db.close();
  });

  return () => ({
    seeded,
    client,
    home: web.addresses[0] as string,
    sits: async (who, look, options = {}) => {
      const { page } = await browser.look(look, options);
      await page.setExtraHTTPHeaders({ 'x-who': who });
      await page.goto(web.addresses[0] as string);
      return page;
    },
    miss: async (said = {}) => {
      misses += 1;
      const at = seeded.nowAt - 900 + misses;
      const number = `04709801${10 + misses}`;
      const fact = missOf({ callId: `${at}.1`, at, callerKey: `+32${number.slice(1)}`, callerNumber: number, ...said });
      await seeded.add(client, [fact]);
      const [row] = await seeded.db.query('SELECT MAX(id) AS id FROM smart_missed_calls WHERE client = ?', [client]);
      return Number(row?.id);
    },
    entry: async (id) => (await readEntry(client, seeded.db, id)) as Entry,
  });
}
