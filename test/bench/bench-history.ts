import { createConnection } from 'mysql2';
import * as os from 'os';
import { judgeHistory, readyForHistory } from '../../service/history';
import { FREEPBX_DIALECT } from '../../service/host/freepbx-dialect';
import { type Office, officeOf } from '../../service/judging';
import { CDR_COLUMNS, CEL_COLUMNS } from '../../service/sources/decode';
import type { PbxTables } from '../../service/sources/pbx';
import { wholeTables } from '../../service/sources/whole-tables';
import { openReader, type Reader } from '../../service/store/database';
import type { Directory } from '../../shared/directory';
import type { Login, Mariadb } from '../support/mariadb';
import type { Generated } from './generate';
import { type Finding, interleaved, median, ratio, told } from './measure';

/** Missed calls as people count them in one statement: the caller's calls that nobody answered, with what a list of them shows. */
const statementOn = (table: string) => `SELECT linkedid, MIN(calldate), MAX(did), MIN(src), MAX(cnam), MAX(duration),
    SUM(disposition = 'ANSWERED' AND dstchannel <> '') AS answered, SUM(disposition = 'BUSY') AS busy,
    SUM(lastapp = 'Queue') AS queued, SUM(lastapp = 'VoiceMail') AS recorded
  FROM ${table} GROUP BY linkedid HAVING SUM(disposition = 'ANSWERED' AND dstchannel <> '') = 0 AND MAX(did) <> ''`;

/** What MariaDB gives itself when nobody says otherwise, and what PBXs run with. */
const USUAL_POOL_BYTES = 128 * 1048576;

export function tablesOf(queueLog: string | null, zone: string | null): PbxTables {
  return { cdr: 'cdr', cel: 'cel', queueLog, cdrOverlapSeconds: 600, zone };
}

/** Streams a statement's rows as the driver does when nobody asks for anything, and drops them; answers how many there were. */
export function dropped(login: Login, sql: string): Promise<number> {
  const connection = createConnection(login);
  return new Promise((resolve, reject) => {
    let count = 0;
    const rows = connection.query(sql);
    rows.on('error', reject);
    rows.on('result', () => {
      count += 1;
    });
    rows.on('end', () => connection.end(() => resolve(count)));
  });
}

/** Judges everything; answers the calls of each verdict. */
export async function judged(reader: Reader, office: Office, tables: PbxTables, sources: number): Promise<Map<string, number>> {
  const kinds = new Map<string, number>();
  await judgeHistory(wholeTables(reader, tables).slice(0, sources), office, {
    take: (judgement) => {
      for (const { verdict } of judgement.judged) kinds.set(verdict.kind, (kinds.get(verdict.kind) || 0) + 1);
    },
    again: (ids) => {
      kinds.set('again', (kinds.get('again') || 0) + ids.length);
    },
    unreadable: (rows) => {
      kinds.set('unreadable', (kinds.get('unreadable') || 0) + rows.length);
    },
  });
  return kinds;
}

/** Judging all there is, held against the driver's own time for the same rows and against one statement of the server. */
export async function benchHistory(db: Mariadb, generated: Generated, directory: Directory, rounds: number): Promise<Finding[]> {
  readyForHistory();
  const login = db.login(undefined, generated.database);
  const reader = openReader({ socketPath: login.socketPath, user: login.user, password: login.password, database: generated.database });
  await db.query(`SET GLOBAL innodb_buffer_pool_size = ${USUAL_POOL_BYTES}`);
  const office = officeOf(directory, [], FREEPBX_DIALECT);
  const hasCel = generated.celRows > 0;
  const tables = tablesOf(hasCel ? generated.queueLogFile : null, directory.timeZone);
  const rows = generated.cdrRows + generated.celRows;
  let kinds = new Map<string, number>();
  const cpu: { stream: number[]; judging: number[] } = { stream: [], judging: [] };
  const counted = async (into: number[], work: () => Promise<void>) => {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    into.push((user + system) / rows);
  };
  const streamAll = async () => {
    await dropped(login, `SELECT ${CDR_COLUMNS} FROM cdr`);
    if (hasCel) await dropped(login, `SELECT ${CEL_COLUMNS} FROM cel ORDER BY id`);
  };
  const judgeAll = async () => {
    kinds = await judged(reader, office, tables, hasCel ? 3 : 1);
  };
  const stream = () => counted(cpu.stream, streamAll);
  const judging = () => counted(cpu.judging, judgeAll);
  const works = [stream, judging];
  // FreePBX 17 has an index on linkedid, 14 to 16 have none.
  const statements = hasCel ? [] : [statementOn('cdr'), statementOn('cdr IGNORE INDEX (linkedid)')];
  for (const sql of statements) works.push(() => dropped(login, sql).then(() => undefined));
  const [streamed = 0, judgedIn = 0, indexed = 0, unindexed = 0] = await interleaved(rounds, works);
  await reader.close();
  const name = hasCel ? 'all three sources' : 'CDR only';
  const each = (milliseconds: number) => `${((milliseconds * 1000) / rows).toFixed(2)} µs a row`;
  const loads = os.loadavg().map((load) => load.toFixed(1));
  const findings = [
    ratio(`${name}: judging to streaming`, judgedIn / streamed, { atMost: 2.5 }),
    told(`${name}: rows`, `${rows}, ${generated.calls} calls written; ${Array.from(kinds, (pair) => pair.join(' ')).join(', ')}`),
    told(`${name}: streaming and judging`, `${each(streamed)}, ${each(judgedIn)}`),
    told(`${name}: our own CPU`, `${median(cpu.stream).toFixed(2)} and ${median(cpu.judging).toFixed(2)} µs a row`),
    ratio(`${name}: our own CPU, judging to streaming`, median(cpu.judging) / median(cpu.stream), { atMost: 2.5 }),
    told(`${name}: load of the machine`, loads.join(' ')),
  ];
  if (hasCel) return findings;
  const statement = 'GROUP BY … HAVING SUM(…) to judging';
  findings.push(ratio(`${name}: ${statement}, with an index on linkedid`, indexed / judgedIn, { atLeast: 3 }));
  findings.push(ratio(`${name}: ${statement}, without`, unindexed / judgedIn, { atLeast: 3 }));
  return findings;
}
