import { cdrFeed } from '../../service/sources/cdr';
import { celFeed } from '../../service/sources/cel';
import type { Feed, Touched } from '../../service/sources/source';
import { openReader, type Reader } from '../../service/store/database';
import { createAsteriskTables, insertRows } from './asteriskcdrdb';
import type { WrittenRow } from './capture-rows';
import { FREEPBX_14 } from './pbx-stand';
import { ownName, useMariadb } from './shared-mariadb';

const DAY = 86400;

/** The instant at which a feed looks, unless told another. */
export const NOW = 1795223227;

/** The tables of a PBX for each test of a suite, and looks at them one after the other. */
export interface FeedBed {
  /** Where the next look goes on; as the database gives it back. */
  cursor: unknown;
  feed(table: 'cdr' | 'cel', batchRows?: number): Feed;
  add(table: 'cdr' | 'cel', rows: readonly WrittenRow[]): Promise<void>;
  /** A statement as root, in which `$` is the database. */
  sql(statement: string): Promise<unknown>;
  /** One look whose outcome is kept, unless told that the turn failed. */
  look(feed: Feed, now?: number, isKept?: boolean): Promise<Touched>;
  /** What some looks told together. */
  told(feed: Feed, instants: readonly number[]): Promise<string[]>;
}

/** Sets one up before each test of the suite it is called in. */
export function useFeedBed(): FeedBed {
  const mariadb = useMariadb();
  let database = '';
  let reader: Reader;
  const bed: FeedBed = {
    cursor: undefined,
    feed: (table, batchRows = 1000) =>
      table === 'cdr' ? cdrFeed(reader, { table, overlapSeconds: 600, batchRows }) : celFeed(reader, { table, batchRows, overlapIds: 20 }),
    add: (table, rows) => insertRows(mariadb(), table, rows, database),
    sql: (statement) => mariadb().query(statement.replace(/\$/g, database)),
    look: async (feed, now = NOW, isKept = true) => {
      const touched = await feed.touchedSince(bed.cursor, { now, firstSince: now - DAY });
      const cursor: unknown = JSON.parse(JSON.stringify(touched.cursor));
      if (isKept) bed.cursor = cursor;
      return { ...touched, cursor };
    },
    told: async (feed, instants) => {
      const told: string[] = [];
      for (const now of instants) told.push(...(await bed.look(feed, now)).ids);
      return told;
    },
  };
  beforeEach(async () => {
    database = ownName('feed');
    bed.cursor = undefined;
    await createAsteriskTables(mariadb(), { database, ...FREEPBX_14 });
    reader = openReader({ socketPath: mariadb().socketPath, user: 'root', password: '', database });
  });
  afterEach(() => reader.close());
  return bed;
}
