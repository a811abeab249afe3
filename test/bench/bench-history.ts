import { createConnection } from 'mysql2';
import * as os from 'os';
import { CDR_JUDGED, CEL_JUDGED } from '../../service/sources/decode';
import type { Login, Mariadb } from '../support/mariadb';
import type { Generated } from './generate';
import { type Finding, interleaved, median, ratio, told } from './measure';
import { type SurveyRun, shippedSurvey } from './shipped-survey';

/** Missed calls as people count them in one statement: the caller's calls that nobody answered, with what a list of them shows. */
const statementOn = (table: string) => `SELECT linkedid, MIN(calldate), MAX(did), MIN(src), MAX(cnam), MAX(duration),
    SUM(disposition = 'ANSWERED' AND dstchannel <> '') AS answered, SUM(disposition = 'BUSY') AS busy,
    SUM(lastapp = 'Queue') AS queued, SUM(lastapp = 'VoiceMail') AS recorded
  FROM ${table} GROUP BY linkedid HAVING SUM(disposition = 'ANSWERED' AND dstchannel <> '') = 0 AND MAX(did) <> ''`;

/** What MariaDB gives itself when nobody says otherwise, and what PBXs run with. */
const USUAL_POOL_BYTES = 128 * 1048576;

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

/** Judging all there is as `survey` does, held against the driver's own time for the same rows and against one statement of the server. */
export async function benchHistory(db: Mariadb, generated: Generated, folder: string, rounds: number): Promise<Finding[]> {
  const login = db.login(undefined, generated.database);
  const survey = await shippedSurvey(db, generated, folder);
  await db.query(`SET GLOBAL innodb_buffer_pool_size = ${USUAL_POOL_BYTES}`);
  const hasCel = generated.celRows > 0;
  const rows = generated.cdrRows + generated.celRows;
  const cpu: { stream: number[]; survey: number[] } = { stream: [], survey: [] };
  const runs: SurveyRun[] = [];
  const stream = async () => {
    const before = process.cpuUsage();
    await dropped(login, `SELECT ${CDR_JUDGED} FROM cdr`);
    if (hasCel) await dropped(login, `SELECT ${CEL_JUDGED} FROM cel ORDER BY id`);
    const { user, system } = process.cpuUsage(before);
    cpu.stream.push((user + system) / rows);
  };
  const judging = async () => {
    const one = await survey.run();
    runs.push(one);
    cpu.survey.push((one.cpuSeconds * 1e6) / rows);
  };
  // FreePBX 17 has an index on linkedid, 14 to 16 have none.
  const statements = hasCel ? [] : [statementOn('cdr'), statementOn('cdr IGNORE INDEX (linkedid)')];
  const works = [stream, judging, ...statements.map((sql) => () => dropped(login, sql).then(() => undefined))];
  const [streamed = 0, judgedIn = 0, indexed = 0, unindexed = 0] = await interleaved(rounds, works);
  const name = hasCel ? 'all three sources' : 'CDR only';
  const each = (milliseconds: number) => `${((milliseconds * 1000) / rows).toFixed(2)} µs a row`;
  const peak = Math.max(...runs.map((one) => one.peakBytes)) / 1048576;
  const { said } = runs[0] as SurveyRun;
  const calls = Object.keys(said.months).reduce((sum, month) => {
    const tally = said.months[month] || {};
    return sum + Object.keys(tally).reduce((all, kind) => all + (tally[kind] as number), 0);
  }, 0);
  const findings = [
    ratio(`${name}: judging to streaming`, judgedIn / streamed, { atMost: 2.5 }),
    told(`${name}: rows`, `${rows} and ${generated.queueLogLines} lines written, ${said.rows} read, ${said.unreadable} unreadable`),
    told(`${name}: calls`, `${generated.calls} written, ${calls} of them came in`),
    told(`${name}: streaming and judging`, `${each(streamed)}, ${each(judgedIn)}`),
    told(`${name}: CPU of both processes`, `${median(cpu.stream).toFixed(2)} and ${median(cpu.survey).toFixed(2)} µs a row`),
    told(
      `${name}: load of the machine`,
      os
        .loadavg()
        .map((load) => load.toFixed(1))
        .join(' '),
    ),
    { what: `${name}: peak of judging`, value: `${peak.toFixed(0)} MB`, target: 'under 200 MB', isMet: peak < 200 },
  ];
  if (hasCel) return findings;
  const statement = 'GROUP BY … HAVING SUM(…) to judging';
  findings.push(ratio(`${name}: ${statement}, without an index on linkedid`, unindexed / judgedIn, { atLeast: 3 }));
  // The target comes from a table on which the statement takes six times as long as the stream.
  const streams = `the statement takes as long as ${(indexed / streamed).toFixed(1)} streams there, and ${(unindexed / streamed).toFixed(1)} without it`;
  findings.push(told(`${name}: ${statement}, with one`, `${(indexed / judgedIn).toFixed(2)} ×; ${streams}`));
  return findings;
}
