import { expect } from 'chai';
import { cdrFeed } from '../../service/sources/cdr';
import { celFeed } from '../../service/sources/cel';
import type { Feed } from '../../service/sources/source';
import { openReader, type Reader } from '../../service/store/database';
import { createAsteriskTables, insertRows } from '../support/asteriskcdrdb';
import { cdrRow, celRow, id } from '../support/feed-rows';
import { ownName, useMariadb } from '../support/shared-mariadb';

const NOW = 1795223227;
const DAY = 86400;

describe('a feed whose cursor is not its own alone', function () {
  this.timeout(30000);
  const mariadb = useMariadb();
  let database: string;
  let reader: Reader;

  beforeEach(async () => {
    database = ownName('feed');
    await createAsteriskTables(mariadb(), { database, linkedidIndex: false, appdataLength: 80 });
    reader = openReader({ socketPath: mariadb().socketPath, user: 'root', password: '', database });
  });
  afterEach(() => reader.close());

  for (const [table, row] of [
    ['cdr', cdrRow],
    ['cel', celRow],
  ] as const) {
    const feedOf = (): Feed => (table === 'cdr' ? cdrFeed(reader, { table, overlapSeconds: 600 }) : celFeed(reader, { table }));
    const add = (...instants: number[]) =>
      insertRows(
        mariadb(),
        table,
        instants.map((at) => row(at)),
        database,
      );
    /** One look from a cursor, which answers the next as the database gives it back. */
    const look = async (feed: Feed, cursor: unknown, now = NOW) => {
      const touched = await feed.touchedSince(cursor, { now, firstSince: NOW - DAY });
      return { ids: touched.ids, cursor: JSON.parse(JSON.stringify(touched.cursor)) };
    };

    it(`of ${table} tells what was written between its look and another daemon's, whose cursor was kept`, async () => {
      const [ours, theirs] = [feedOf(), feedOf()];
      await add(NOW - 50);
      const { cursor } = await look(theirs, undefined);
      await add(NOW - 20);
      const kept = await look(theirs, cursor);
      await add(NOW - 10);
      expect((await look(ours, cursor)).ids).to.include(id(NOW - 10));
      // Theirs is kept, ours is overtaken and looks again.
      expect((await look(ours, kept.cursor)).ids).to.include(id(NOW - 10));
    });

    it(`of ${table} tells again what came after a backup, when its cursor is the backup's`, async () => {
      const feed = feedOf();
      await add(NOW - 50);
      const backup = (await look(feed, undefined)).cursor;
      await add(NOW - 20);
      const kept = await look(feed, (await look(feed, backup)).cursor);
      expect(kept.ids).to.deep.equal([]);
      expect((await look(feed, backup)).ids).to.include(id(NOW - 20));
    });
  }
});
