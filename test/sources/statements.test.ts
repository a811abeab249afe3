import { expect } from 'chai';
import { cdrFeed } from '../../service/sources/cdr';
import { openPbx } from '../../service/sources/pbx';
import { openPast } from '../../service/sources/range';
import type { Queryable } from '../../service/sources/source';
import { createAsteriskTables, insertRows } from '../support/asteriskcdrdb';
import { readCapture, startOfCapture } from '../support/capture-rows';
import { allCaptures } from '../support/captures';
import { type Login, queryOnce } from '../support/mariadb';
import { FREEPBX_14, FREEPBX_17 } from '../support/pbx-stand';
import { rowsRead } from '../support/rows-read';
import { ownName, useMariadb } from '../support/shared-mariadb';
import { addYearsOfCalls } from '../support/years-of-calls';

interface Plan {
  readonly type: string;
  readonly Extra: string;
}

const story = readCapture((allCaptures().find((one) => one.name === '16-queue-timeout-failover-answered') as { dir: string }).dir);
const START = startOfCapture(story) as number;
const CALLS = 4000;

interface Asked {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** A database that remembers what it was asked. */
const recorder = (login: Login, asked: Asked[]): Queryable => ({
  query: (sql, values = []) => {
    asked.push({ sql, values });
    return queryOnce<Record<string, unknown>>(login, sql, values);
  },
});

describe('what we ask of a PBX that has years of calls', function () {
  this.timeout(60000);
  const mariadb = useMariadb();

  for (const [title, shape, isCelElsewhere] of [
    ['FreePBX 17', FREEPBX_17, false],
    ['FreePBX 17 with CEL in a database of its own', FREEPBX_17, true],
    ['FreePBX 14', FREEPBX_14, false],
  ] as const) {
    for (const hasCel of [true, false]) {
      it(`never reads a whole table: ${title}, CEL ${hasCel ? 'on' : 'off'}`, async () => {
        const database = ownName('years');
        await createAsteriskTables(mariadb(), { database, ...shape });
        await addYearsOfCalls(mariadb(), database, CALLS, START - 86400 * 2);
        await insertRows(mariadb(), 'cdr', story.cdr, database);
        const cel = story.cel.map((row) => ({ ...row, appdata: String(row['appdata']).slice(0, 80) }));
        await insertRows(mariadb(), 'cel', cel, database);
        if (!hasCel) await mariadb().query(`TRUNCATE ${database}.cel`);
        const elsewhere = `${database}_events`;
        if (isCelElsewhere) {
          await mariadb().query(`CREATE DATABASE ${elsewhere}`);
          await mariadb().query(`RENAME TABLE ${database}.cel TO ${elsewhere}.cel`);
        }

        const asked: Asked[] = [];
        const login = mariadb().login(undefined, database);
        const tables = { cdr: 'cdr', cel: isCelElsewhere ? `${elsewhere}.cel` : 'cel', queueLog: null };
        const pbx = openPbx(recorder(login, asked), { ...tables, cdrOverlapSeconds: 600, zone: 'UTC' });
        const ids = new Set<string>();
        for (const feed of pbx.feeds) {
          const first = await feed.touchedSince(undefined, { now: START + 600, firstSince: START - 3600 });
          const second = await feed.touchedSince(first.cursor, { now: START + 630, firstSince: START - 3600 });
          expect(second.rows, `${feed.name} tells nothing twice`).to.equal(0);
          for (const id of first.ids) ids.add(id);
        }
        expect(Array.from(ids)).to.include(story.cdr[0]?.['linkedid']);
        const { records } = await pbx.recordsOf(Array.from(ids));
        expect(records.filter((record) => record.source === 'cdr')).to.have.length(story.cdr.length);
        expect(records.filter((record) => record.source === 'cel')).to.have.length(hasCel ? story.cel.length : 0);

        expect(asked.length).to.be.above(5);
        for (const { sql, values } of asked.filter((one) => one.sql.startsWith('SELECT'))) {
          for (const plan of await queryOnce<Plan>(login, `EXPLAIN ${sql}`, values)) {
            const told = `${sql} ${JSON.stringify(values)}: ${JSON.stringify(plan)}`;
            if (!/optimized away|no matching/i.test(plan.Extra)) expect(plan.type, told).to.be.oneOf(['range', 'ref', 'const', 'index']);
          }
          expect(await rowsRead(login, sql, values), sql).to.be.below(1000);
        }
      });
    }
  }

  for (const [title, shape] of [
    ['FreePBX 17', FREEPBX_17],
    ['FreePBX 14', FREEPBX_14],
  ] as const) {
    for (const share of [0.2, 1]) {
      it(`reads ${share * 100} % of a CDR by its index: ${title}`, async () => {
        const database = ownName('share');
        await createAsteriskTables(mariadb(), { database, ...shape });
        await addYearsOfCalls(mariadb(), database, CALLS, START);
        await mariadb().query(`ALTER TABLE ${database}.cdr DROP INDEX calldate, ADD INDEX \`by time\` (calldate)`);
        const login = mariadb().login(undefined, database);
        const asked: Asked[] = [];
        const feed = cdrFeed(recorder(login, asked), { table: 'cdr', overlapSeconds: 600 });
        const readAt = START - CALLS * 600 * share;
        expect((await feed.touchedSince({ readAt, behind: true }, { now: START, firstSince: readAt })).ids).to.have.length.above(
          CALLS * share - 9,
        );
        const { sql, values } = asked[asked.length - 1] as Asked;
        const [plan] = await queryOnce<Plan>(login, `EXPLAIN ${sql}`, values);
        expect(plan).to.include({ type: 'range', key: 'by time' });
        expect((plan as Plan).Extra).not.to.contain('filesort');
        expect(await rowsRead(login, sql, values)).to.be.below(CALLS * 3 * share + 99);

        const past: Asked[] = [];
        const { rows } = await openPast(recorder(login, past), { cdr: 'cdr', cel: 'cel' }).between(readAt, START);
        expect(rows).to.be.above(CALLS * share - 9);
        for (const one of past.filter((asking) => asking.sql.includes('FROM cdr') && asking.sql.startsWith('SELECT'))) {
          const [found] = await queryOnce<Plan>(login, `EXPLAIN ${one.sql}`, one.values);
          expect(found, one.sql).to.include({ key: 'by time' });
        }
      });
    }
  }

  it('keeps to 500 values a statement, however many calls moved', async () => {
    const lists: number[] = [];
    const counting: Queryable = {
      query: async (sql, values = []) => {
        if (sql.indexOf(' IN (') > 0) lists.push(values.length);
        return sql.startsWith('SHOW') ? [{ Column_name: 'linkedid', Seq_in_index: 1 }] : [];
      },
    };
    const pbx = openPbx(counting, { cdr: 'cdr', cel: 'cel', queueLog: null, cdrOverlapSeconds: 600, zone: 'UTC' });
    await pbx.recordsOf(Array.from({ length: 1201 }, (_, index) => `${START}.${index}`));
    expect(lists).to.deep.equal([500, 500, 201, 500, 500, 201, 500, 500, 201, 500, 500, 201]);
  });
});
