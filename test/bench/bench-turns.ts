import type { Directory } from '../../shared/directory';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import type { Mariadb } from '../support/mariadb';
import { FREEPBX_17, type PbxStand, standUp } from '../support/pbx-stand';
import { generate } from './generate';
import { type Finding, median, millisecondsOf, ratio, told } from './measure';

const SMALL_ROWS = 100000;
const NOW = 1795000000;
const IDLE_TURNS = 60;

/** A PBX with so many CDR rows of history, caught up with. */
async function withHistory(db: Mariadb, directory: Directory, rows: number, progress: (rows: number) => void): Promise<PbxStand> {
  const stand = await standUp(db, directory, FREEPBX_17, DEFAULT_SETTINGS);
  await generate(
    db,
    { database: stand.pbxDatabase, cdrRows: rows, allSources: false, queueLogFile: stand.queueLogFile, hasTables: true },
    progress,
  );
  await stand.catchUpAt(NOW + 60);
  return stand;
}

async function handlerReads(db: Mariadb): Promise<number> {
  const rows = await db.query<{ Value: string }>("SHOW GLOBAL STATUS LIKE 'Handler_read%'");
  return rows.reduce((sum, row) => sum + Number(row.Value), 0);
}

/** Turns without news, and turns with more and more new calls. */
export async function benchTurns(db: Mariadb, directory: Directory, rows: number, progress: (rows: number) => void): Promise<Finding[]> {
  const small = await withHistory(db, directory, SMALL_ROWS, progress);
  const large = await withHistory(db, directory, Math.max(rows, SMALL_ROWS * 2), progress);
  const times: [number[], number[]] = [[], []];
  const reads: [number, number] = [0, 0];
  for (let n = 0; n < IDLE_TURNS; n += 1) {
    for (const [index, stand] of [small, large].entries()) {
      const before = await handlerReads(db);
      (times[index] as number[]).push(await millisecondsOf(() => stand.turnAt(NOW + 8000 + n * 3)));
      reads[index] = (await handlerReads(db)) - before;
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
    ratio(`idle turn at ${Math.max(rows, SMALL_ROWS * 2)} rows to ${SMALL_ROWS}`, median(times[1]) / median(times[0]), { atMost: 1.2 }),
    told('idle turn', `${median(times[0]).toFixed(1)} ms and ${median(times[1]).toFixed(1)} ms`),
    {
      what: 'handler reads of an idle turn',
      value: reads.join(' and '),
      target: 'the same',
      isMet: Math.abs(reads[0] - reads[1]) <= reads[0] * 0.02,
    },
    ratio('a call of 400 new ones to one of 100', (perCall[2] as number) / (perCall[0] as number), { atMost: 1.3 }),
    told('a new call of 100, 200, 400', `${each} ms`),
  ];
}
