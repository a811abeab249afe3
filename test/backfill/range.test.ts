import { expect } from 'chai';
import { createConnection } from 'mysql2/promise';
import { openPast } from '../../service/sources/range';
import type { Queryable } from '../../service/sources/source';
import { createAsteriskTables } from '../support/asteriskcdrdb';
import { FREEPBX_14, FREEPBX_17 } from '../support/pbx-stand';
import { ownName, useMariadb } from '../support/shared-mariadb';
import { addYearsOfCalls } from '../support/years-of-calls';

const UNTIL = Date.UTC(2026, 5, 1) / 1000;
const CALLS = 6000;
const HOUR = 3600;

describe('Which calls moved in the past', function () {
  this.timeout(30000);
  const mariadb = useMariadb();

  for (const [title, shape] of [
    ['FreePBX 17', FREEPBX_17],
    ['FreePBX 14', FREEPBX_14],
  ] as const) {
    it(`is asked by statements that read no more than the stretch, on ${title}`, async () => {
      const database = ownName('past');
      await createAsteriskTables(mariadb(), { database, ...shape });
      // A call every ten minutes, three rows of each table.
      await addYearsOfCalls(mariadb(), database, CALLS, UNTIL);
      const one = await createConnection(mariadb().login(undefined, database));
      try {
        const counter: Queryable = { query: async (sql, values = []) => (await one.query(sql, values as unknown[]))[0] as never };
        const read = async () => {
          const [rows] = await one.query("SHOW SESSION STATUS LIKE 'Handler_read%'");
          return (rows as { Value: string }[]).reduce((sum, row) => sum + Number(row.Value), 0);
        };
        const past = openPast(counter, { cdr: 'cdr', cel: 'cel' });
        const from = UNTIL - (CALLS / 2) * 600;
        const before = await read();
        const seen = new Set<string>();
        for (let at = from; at < from + 12 * HOUR; at += HOUR) {
          const { ids, rows } = await past.between(at, at + HOUR);
          expect(rows).to.be.within(30, 42);
          for (const id of Array.from(ids)) seen.add(id);
        }
        expect(seen.size).to.equal(72);
        expect((await read()) - before).to.be.below(12 * 1000);
      } finally {
        await one.end();
      }
    });
  }
});
