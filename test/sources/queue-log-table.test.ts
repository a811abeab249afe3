import { expect } from 'chai';
import * as fs from 'fs';
import { FREEPBX_DIALECT } from '../../service/host/freepbx-dialect';
import { judgeRecords, officeOf } from '../../service/judging';
import { decodeQueueLog } from '../../service/sources/decode-queue-log';
import { openPbx, type Pbx } from '../../service/sources/pbx';
import { mergedLines, tableLines } from '../../service/sources/queue-log-rows';
import { queueLogTable, queueLogTableAtHand, queueLogTableFeed } from '../../service/sources/queue-log-table';
import type { Queryable } from '../../service/sources/source';
import { openReader, type Reader } from '../../service/store/database';
import type { AsteriskRecord, QueueLogRecord } from '../../shared/records';
import { createAsteriskTables, insertRows } from '../support/asteriskcdrdb';
import { readCapture, shiftCapture } from '../support/capture-rows';
import { allCaptures, storyOf } from '../support/captures';
import { queryOnce } from '../support/mariadb';
import { FREEPBX_17 } from '../support/pbx-stand';
import { createQueueLogTable, insertLines, type QueueLogShape, TEXT_IN_UTC } from '../support/queue-log-table';
import { rowsRead } from '../support/rows-read';
import { ownName, useMariadb } from '../support/shared-mariadb';

/** Every story in which a queue had something to say. */
const STORIES = allCaptures().filter(({ dir }) => readCapture(dir).queueLog.length > 0);
/** What all of them say, in the order of time, as one PBX would have written it. */
const LINES = STORIES.reduce<readonly string[]>((all, { dir }) => all.concat(readCapture(dir).queueLog), [])
  .slice()
  .sort((one, other) => Number(one.split('|')[0]) - Number(other.split('|')[0]));
const YEAR = 365 * 86400;

const SHAPES: readonly (readonly [string, QueueLogShape])[] = [
  ['text in UTC, with an index on callid', TEXT_IN_UTC],
  ['local text, without an index', { callidIndex: false, time: 'text', zone: 'Europe/Brussels' }],
  ['local DATETIME, without an index', { callidIndex: false, time: 'datetime', zone: 'America/New_York' }],
  ['seconds, as old versions write them', { callidIndex: false, time: 'seconds', zone: 'UTC' }],
];

/** Arguments at the end that say nothing are no difference. */
function plain(records: readonly AsteriskRecord[]): string[] {
  return records.map((record) => {
    const data = ((record as QueueLogRecord).data || []).slice();
    while (data.length > 0 && data[data.length - 1] === '') data.pop();
    return JSON.stringify({ ...record, data });
  });
}

describe('queue_log as a realtime table', function () {
  this.timeout(60000);
  const mariadb = useMariadb();
  const readers: Reader[] = [];
  let database: string;

  beforeEach(async () => {
    database = ownName('queuelog');
    await createAsteriskTables(mariadb(), { database, ...FREEPBX_17 });
  });
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.close();
  });

  const read = (): Reader => {
    const reader = openReader({ socketPath: mariadb().socketPath, user: 'root', password: '', database });
    readers.push(reader);
    return reader;
  };
  const pbxOf = (zone: string | null, file: string | null = null, db: Queryable = read()): Pbx =>
    openPbx(db, { cdr: 'cdr', cel: 'cel', queueLog: file, queueLogTable: 'queuelog', cdrOverlapSeconds: 600, zone });

  for (const [title, shape] of SHAPES) {
    // Where the zone is not known, the callids tell it.
    for (const zone of ['Europe/Brussels', 'America/New_York', 'UTC', null]) {
      it(`gives the file's own records, and so the same verdicts: ${title}, in ${zone || 'a zone nobody told'}`, async () => {
        const written = shape.zone === 'UTC' ? shape : { ...shape, zone: zone || shape.zone };
        await createQueueLogTable(mariadb(), database, written);
        await insertLines(mariadb(), database, LINES, written);
        const reader = read();
        const table = await queueLogTable(reader, 'queuelog', () => zone);
        if (table === null) throw new Error('no table was found');
        for (const capture of STORIES) {
          const { records, directory } = storyOf(capture);
          const ofFile = records.filter((record) => record.source === 'queue_log') as QueueLogRecord[];
          const callids = new Set(ofFile.map(({ callid }) => callid));
          const ofTable = decodeQueueLog(await tableLines(reader, table, callids)).records;
          expect(plain(ofTable), capture.name).to.deep.equal(plain(ofFile));
          const judged = (some: readonly AsteriskRecord[]) => {
            const others = records.filter(({ source }) => source === 'cdr').concat(some);
            return judgeRecords(others, officeOf(directory, [], FREEPBX_DIALECT), () => true).judged.map(({ verdict }) => verdict);
          };
          expect(judged(ofTable), capture.name).to.deep.equal(judged(ofFile));
        }
      });
    }
  }

  for (const shape of [TEXT_IN_UTC, { ...TEXT_IN_UTC, callidIndex: false }]) {
    it(`is never read as a whole, ${shape.callidIndex ? 'with' : 'without'} an index on callid`, async () => {
      await createQueueLogTable(mariadb(), database, shape);
      const { queueLog } = readCapture(STORIES[0]?.dir as string);
      const at = Number((queueLog[0] as string).split('|')[0]);
      // A line every ten minutes for a year.
      const old = Array.from({ length: 50000 }, (_, n) => `${at - YEAR + n * 600}|${at - YEAR + n * 600}.7|400|NONE|ABANDON|1|1|9`);
      for (let from = 0; from < old.length; from += 10000) await insertLines(mariadb(), database, old.slice(from, from + 10000), shape);
      await insertLines(mariadb(), database, queueLog, shape);
      await mariadb().query(`ANALYZE TABLE ${database}.queuelog`);

      const login = mariadb().login(undefined, database);
      const asked: { sql: string; values: readonly unknown[] }[] = [];
      const recording: Queryable = {
        query: (sql, values = []) => {
          asked.push({ sql, values });
          return queryOnce<Record<string, unknown>>(login, sql, values);
        },
      };
      const pbx = pbxOf('UTC', null, recording);
      const feed = pbx.feeds.find(({ name }) => name === 'queue_log_table') as Pbx['feeds'][0];
      const first = await feed.touchedSince(undefined, { now: at + 600, firstSince: at - 3600 });
      const second = await feed.touchedSince(first.cursor, { now: at + 630, firstSince: at - 3600 });
      expect(first.ids).to.include(queueLog[0]?.split('|')[1]);
      expect([second.ids, second.rows]).to.deep.equal([[], 0]);
      const { records } = await pbx.recordsOf([queueLog[0]?.split('|')[1] as string]);
      expect(records.filter(({ source }) => source === 'queue_log')).to.have.length.above(0);
      await pbx.recordsOf([`${at - YEAR / 2}.7`]);

      const ours = asked.filter(({ sql }) => /^SELECT .*queuelog/.test(sql));
      expect(ours.length).to.be.above(5);
      for (const { sql, values } of ours) {
        for (const plan of await queryOnce<{ type: string; Extra: string }>(login, `EXPLAIN ${sql}`, values)) {
          const told = `${sql} ${JSON.stringify(values)}: ${JSON.stringify(plan)}`;
          if (!/optimized away|no matching/i.test(plan.Extra)) expect(plan.type, told).to.be.oneOf(['range', 'ref', 'const']);
        }
        expect(await rowsRead(login, sql, values), sql).to.be.below(1000);
      }
    });
  }

  it('is found when it is made while we run, and done without when it goes', async () => {
    const { queueLog, cdr } = readCapture(STORIES[0]?.dir as string);
    await insertRows(mariadb(), 'cdr', cdr, database);
    const id = (queueLog[0] as string).split('|')[1] as string;
    const at = Number(id.split('.')[0]);
    const pbx = pbxOf('UTC');
    const feed = pbx.feeds.find(({ name }) => name === 'queue_log_table') as Pbx['feeds'][0];
    const look = { now: at + 60, firstSince: at - 60 };
    const ofQueue = async () => (await pbx.recordsOf([id])).records.filter(({ source }) => source === 'queue_log').length;
    expect(await feed.touchedSince(undefined, look)).to.deep.include({ ids: [], cursor: undefined });
    expect(await ofQueue()).to.equal(0);
    await createQueueLogTable(mariadb(), database, TEXT_IN_UTC);
    await insertLines(mariadb(), database, queueLog, TEXT_IN_UTC);
    const { ids, cursor } = await feed.touchedSince(undefined, look);
    expect(ids).to.include(id);
    expect(await ofQueue()).to.be.above(0);
    await mariadb().query(`TRUNCATE ${database}.queuelog`);
    await insertLines(mariadb(), database, queueLog.slice().reverse(), TEXT_IN_UTC);
    expect((await feed.touchedSince(cursor, look)).ids, 'a table that was emptied is read afresh').to.include(id);
    await mariadb().query(`DROP TABLE ${database}.queuelog`);
    expect(await ofQueue()).to.equal(0);
    expect((await feed.touchedSince(cursor, look)).ids).to.deep.equal([]);
  });

  it('is left alone when it has another form', async () => {
    for (const columns of [
      'id INT PRIMARY KEY, name TEXT',
      'time DATETIME, callid TEXT, queuename TEXT, agent TEXT, event TEXT, data TEXT',
    ]) {
      await mariadb().query(`CREATE OR REPLACE TABLE ${database}.queuelog (${columns})`);
      const reader = read();
      expect(await queueLogTable(reader, 'queuelog', () => null)).to.equal(null);
      const feed = queueLogTableFeed(
        reader,
        queueLogTableAtHand(reader, 'queuelog', () => null),
      );
      expect((await feed.touchedSince(undefined, { now: 1, firstSince: 0 })).ids).to.deep.equal([]);
    }
  });

  it('makes one log with the file: a call of which each has a half is whole, and what both have counts once', async () => {
    const story = STORIES.find(({ name }) => name === '16-queue-timeout-failover-answered') || STORIES[0];
    const { queueLog, cdr } = shiftCapture(readCapture(story?.dir as string), {});
    await insertRows(mariadb(), 'cdr', cdr, database);
    await createQueueLogTable(mariadb(), database, TEXT_IN_UTC);
    const half = Math.ceil(queueLog.length / 2);
    // The table stamps a second later, and both have the middle.
    const later = queueLog.slice(half - 1).map((line) => line.replace(/^\d+/, (epoch) => String(Number(epoch) + 1)));
    await insertLines(mariadb(), database, later, TEXT_IN_UTC);
    const file = `/tmp/${database}`;
    fs.writeFileSync(
      file,
      queueLog
        .slice(0, half)
        .map((line) => `${line}\n`)
        .join(''),
    );
    const id = String(cdr[0]?.linkedid);
    const { records } = await pbxOf('UTC', file).recordsOf([id]);
    fs.unlinkSync(file);
    const events = records.filter((record): record is QueueLogRecord => record.source === 'queue_log').map(({ event }) => event);
    const whole = decodeQueueLog(queueLog).records.map(({ event }) => event);
    expect(events).to.deep.equal(whole);
  });

  it('keeps an event that came twice within a second', () => {
    const ring = '1795223227|1795223227.1|400|Anna|RINGNOANSWER|1000';
    expect(mergedLines([ring], [ring, ring])).to.deep.equal([ring, ring]);
    expect(mergedLines([ring, ring], [ring])).to.deep.equal([ring, ring]);
    expect(mergedLines([], [ring])).to.deep.equal([ring]);
  });

  it('cannot shift its columns by what agents are called', async () => {
    await createQueueLogTable(mariadb(), database, TEXT_IN_UTC);
    await mariadb().query(
      `INSERT INTO ${database}.queuelog (time, callid, queuename, agent, event, data1, data2) VALUES
        ('2026-11-21 10:00:00.5', '1795255199.1', '400|x', 'Anna|Bo\\n1795223227|1.1|', 'CONNECT', '3', 'a|b'),
        ('no time', '1795255199.1', '400', 'Anna', 'ABANDON', NULL, NULL),
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL), ('2026-11-21 10:00:00', 'NONE', 'NONE', 'NONE', 'QUEUESTART', '', '')`,
    );
    const reader = read();
    const table = await queueLogTable(reader, 'queuelog', () => 'UTC');
    const lines = await tableLines(reader, table as never, new Set(['1795255199.1']));
    const { records } = decodeQueueLog(lines);
    expect(records[0]).to.deep.include({ at: 1795255200, queue: '400 x', agent: 'Anna Bo 1795223227 1.1 ', event: 'CONNECT' });
    expect(records[1]).to.deep.include({ at: 1795255199, event: 'ABANDON' });
    const feed = pbxOf('UTC').feeds.find(({ name }) => name === 'queue_log_table') as Pbx['feeds'][0];
    const { ids } = await feed.touchedSince(undefined, { now: 1795255300, firstSince: 1795250000 });
    expect(ids).to.deep.equal(['1795255199.1']);
  });
});
