import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import type { Directory } from '../../shared/directory';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import type { Mariadb } from '../support/mariadb';
import { ownName } from '../support/own-name';
import { FREEPBX_17, type PbxStand, standUp } from '../support/pbx-stand';
import { type Generated, generate } from './generate';
import { type Finding, median, millisecondsOf, ratio, told } from './measure';

const SMALL_ROWS = 100000;
const NOW = 1795000000;
const DAY = 86400;
const IDLE_TURNS = 100;
/** The last days hold the same rows on both PBXs, so that what a turn may look at is the same to the row. */
const RECENT_ROWS = 20000;
const RECENT_SECONDS = 4 * DAY;

/** The last days of a PBX: rows of all three sources in a database of their own, to be copied. */
function recentDays(db: Mariadb, folder: string): Promise<Generated> {
  const wanted = { database: ownName('recent'), cdrRows: RECENT_ROWS, allSources: true, queueLogFile: `${folder}.recent`, until: NOW };
  return generate(db, wanted, () => undefined);
}

/** A PBX with so many CDR rows of history and as many of CEL, then the last days, caught up with. */
async function withHistory(
  db: Mariadb,
  directory: Directory,
  rows: number,
  recent: Generated,
  progress: (rows: number) => void,
): Promise<PbxStand> {
  const stand = await standUp(db, directory, FREEPBX_17, DEFAULT_SETTINGS);
  const database = stand.pbxDatabase;
  await generate(
    db,
    { database, cdrRows: rows, allSources: false, queueLogFile: stand.queueLogFile, hasTables: true, until: NOW - RECENT_SECONDS },
    progress,
  );
  await oldEvents(db, database, rows);
  for (const table of ['cdr', 'cel']) {
    const columns = (await db.query<{ Field: string }>(`SHOW COLUMNS FROM ${recent.database}.${table}`))
      .map(({ Field }) => Field)
      .filter((name) => name !== 'id');
    const order = table === 'cdr' ? 'calldate, uniqueid, sequence' : 'id';
    await db.query(
      `INSERT INTO ${database}.${table} (${columns.join()}) SELECT ${columns.join()} FROM ${recent.database}.${table} ORDER BY ${order}`,
    );
  }
  fs.copyFileSync(recent.queueLogFile, stand.queueLogFile);
  await db.query(`ANALYZE TABLE ${database}.cdr, ${database}.cel`);
  await stand.catchUpAt(NOW + 60);
  await stand.catchUpAt(NOW + 8000);
  return stand;
}

/** Channel events of years ago, a second apart: no call of theirs is looked at, the table is as long as theirs would make it. */
async function oldEvents(db: Mariadb, database: string, rows: number): Promise<void> {
  const keys = ['uniqueid', 'linkedid', 'context'];
  await db.query(`ALTER TABLE ${database}.cel ${keys.map((key) => `DROP KEY ${key}_index`).join()}`);
  await db.query(
    `INSERT INTO ${database}.cel (eventtype, eventtime, cid_name, cid_num, cid_ani, cid_rdnis, cid_dnid, exten, context, channame, appname,
      appdata, amaflags, accountcode, uniqueid, linkedid, peer, userdeftype, extra)
    SELECT 'CHAN_END', FROM_UNIXTIME(${NOW - 2 * RECENT_SECONDS - rows} + seq), 'Andrew', '0470100222', '0470100222', '', '3225550101', 's',
      'from-pstn', CONCAT('PJSIP/carrier-', LPAD(HEX(seq), 8, '0')), '', '', 3, '', CONCAT(${NOW - 2 * RECENT_SECONDS - rows} + seq, '.', seq),
      CONCAT(${NOW - 2 * RECENT_SECONDS - rows} + seq, '.', seq), '', '', ''
    FROM ${database}.seq_1_to_${rows}`,
  );
  await db.query(`ALTER TABLE ${database}.cel ${keys.map((key) => `ADD KEY ${key}_index (${key})`).join()}`);
}

async function handlerReads(db: Mariadb): Promise<number> {
  const rows = await db.query<{ Value: string }>("SHOW GLOBAL STATUS LIKE 'Handler_read%'");
  return rows.reduce((sum, row) => sum + Number(row.Value), 0);
}

/** Turns without news, and turns with more and more new calls. */
export async function benchTurns(db: Mariadb, directory: Directory, rows: number, progress: (rows: number) => void): Promise<Finding[]> {
  const largeRows = Math.max(rows, SMALL_ROWS * 2);
  const recent = await recentDays(db, path.join(os.tmpdir(), `smc-turns-${process.pid}`));
  const small = await withHistory(db, directory, SMALL_ROWS, recent, progress);
  const large = await withHistory(db, directory, largeRows, recent, progress);
  fs.unlinkSync(recent.queueLogFile);
  const times: [number[], number[]] = [[], []];
  const reads: [number, number] = [0, 0];
  for (let n = 0; n < IDLE_TURNS; n += 1) {
    for (const [index, stand] of [small, large].entries()) {
      const before = await handlerReads(db);
      (times[index] as number[]).push(await millisecondsOf(() => stand.turnAt(NOW + 8003 + n * 3)));
      reads[index as 0 | 1] += (await handlerReads(db)) - before;
    }
  }
  const perCall: number[] = [];
  let serial = 1;
  for (const calls of [100, 200, 400]) {
    const lines = Array.from({ length: calls }, () => {
      serial += 1;
      const id = `${NOW + 9000}.${900000 + serial}`;
      const clock = new Date((NOW + 9000) * 1000).toISOString().slice(0, 19).replace('T', ' ');
      const phone = {
        dcontext: 'ext-group',
        channel: `PJSIP/carrier-${(serial + 0x9000000).toString(16).padStart(8, '0')}`,
        did: '3225550102',
      };
      const row = { calldate: clock, uniqueid: id, linkedid: id, src: `0470${100000 + serial}`, dst: '600', duration: 12, billsec: 0 };
      return {
        ...row,
        ...phone,
        dstchannel: `PJSIP/101-${(serial + 0xa000000).toString(16)}`,
        lastapp: 'Dial',
        lastdata: 'PJSIP/101',
        disposition: 'NO ANSWER',
      };
    });
    await large.write({ cdr: lines });
    perCall.push((await millisecondsOf(() => large.catchUpAt(NOW + 9200 + serial))) / calls);
  }
  await Promise.all([small.close(), large.close()]);
  const each = perCall.map((milliseconds) => milliseconds.toFixed(2)).join(', ');
  return [
    ratio(`idle turn at ${largeRows} rows to ${SMALL_ROWS}`, median(times[1]) / median(times[0]), { atMost: 1.2 }),
    told('idle turn', `${median(times[0]).toFixed(1)} ms and ${median(times[1]).toFixed(1)} ms`),
    {
      what: `handler reads of ${IDLE_TURNS} idle turns`,
      value: reads.join(' and '),
      target: 'the same',
      isMet: reads[0] === reads[1],
    },
    ratio('a call of 400 new ones to one of 100', (perCall[2] as number) / (perCall[0] as number), { atMost: 1.3 }),
    told('a new call of 100, 200, 400', `${each} ms`),
  ];
}
