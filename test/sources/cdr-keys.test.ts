import { expect } from 'chai';
import { cdrByAtHand } from '../../service/sources/cdr-keys';
import { openPbx } from '../../service/sources/pbx';
import { createAsteriskTables, insertRows } from '../support/asteriskcdrdb';
import { readCapture, startOfCapture } from '../support/capture-rows';
import { allCaptures, type Capture } from '../support/captures';
import { type Login, queryOnce } from '../support/mariadb';
import { FREEPBX_14, FREEPBX_17, type Shape } from '../support/pbx-stand';
import { rowsRead } from '../support/rows-read';
import { ownName, useMariadb } from '../support/shared-mariadb';
import { addYearsOfCalls } from '../support/years-of-calls';

const { dir } = allCaptures().find((one) => one.name === '16-queue-timeout-failover-answered') as Capture;
const { cdr } = readCapture(dir);
const START = startOfCapture(readCapture(dir)) as number;
const LINKEDID = String(cdr[0]?.linkedid);

describe('Indexes of a CDR that come and go', function () {
  this.timeout(60000);
  const mariadb = useMariadb();

  /** A PBX with years of calls and one that is asked for, and what was asked. */
  const visit = async (shape: Shape) => {
    const database = ownName('keys');
    await createAsteriskTables(mariadb(), { database, ...shape });
    await addYearsOfCalls(mariadb(), database, 4000, START - 600);
    await insertRows(mariadb(), 'cdr', cdr, database);
    const login: Login = mariadb().login(undefined, database);
    const asked: { readonly sql: string; readonly values: readonly unknown[] }[] = [];
    const query = <Row>(sql: string, values: readonly unknown[] = []) => {
      asked.push({ sql, values });
      return queryOnce<Row>(login, sql, values);
    };
    const pbx = openPbx({ query }, { cdr: 'cdr', cel: 'cel', queueLog: null, cdrOverlapSeconds: 600, zone: 'UTC' });
    return {
      alter: (change: string) => mariadb().query(`ALTER TABLE ${database}.cdr ${change}`),
      /** Rows found of the call; no statement that was answered may have read the table. */
      find: async () => {
        asked.length = 0;
        const found = (await pbx.rowsOf([LINKEDID])).cdr.length;
        for (const { sql, values } of asked) {
          const read = await rowsRead(login, sql, values).catch((error) => expect(error.errno, sql).to.equal(1176));
          if (typeof read === 'number') expect(read, sql).to.be.below(1000);
        }
        return found;
      },
      statements: () => asked.map(({ sql }) => sql),
    };
  };

  it('a table that lost the one on linkedid is read without it from then on, and no statement reads all of it', async () => {
    const { alter, find, statements } = await visit(FREEPBX_17);
    expect(await find()).to.equal(cdr.length);
    await alter('DROP INDEX linkedid');
    expect(await find()).to.equal(cdr.length);
    expect(await find()).to.equal(cdr.length);
    expect(statements().filter((sql) => sql.startsWith('SHOW'))).to.deep.equal([]);
  });

  it('a table that was made anew with indexes of other names is read by those', async () => {
    const { alter, find } = await visit(FREEPBX_14);
    expect(await find()).to.equal(cdr.length);
    await alter('DROP INDEX uniqueid, DROP INDEX calldate, ADD KEY `by``channel` (uniqueid), ADD KEY by_time (calldate)');
    expect(await find()).to.equal(cdr.length);
  });

  it('one on linkedid that an update made is used some time later', async () => {
    let hasKey = false;
    const asked: string[] = [];
    const query = async (sql: string) => {
      asked.push(sql);
      return sql.startsWith('SHOW') && hasKey ? [{ Column_name: 'linkedid', Seq_in_index: 1, Key_name: 'linkedid' }] : [];
    };
    const read = cdrByAtHand({ query }, 'cdr');
    for (let reads = 0; reads < 1000; reads += 1) await read(async () => undefined);
    expect(asked.length, 'what is not there is not asked for all the time').to.be.below(10);
    hasKey = true;
    for (let reads = 0; reads < 1000; reads += 1) await read(async () => undefined);
    expect(await read(async ({ linkedid }) => linkedid)).to.equal('cdr FORCE INDEX (`linkedid`)');
  });
});
