import type { UtcSeconds } from '../../shared/words';
import { type Row, secondsOf, textOf, wallOf } from './decode';
import { decodeQueueLog } from './decode-queue-log';
import { type NewestRow, newestRows } from './newest-rows';
import { queueLogTable } from './queue-log-table';
import type { Queryable } from './source';

/** One table of the PBX, seen from outside. */
export interface TableCondition {
  readonly table: string;
  readonly database: string;
  readonly state: 'ok' | 'missing' | 'denied' | 'damaged';
  /** Newest first, at most 50. */
  readonly newest: readonly NewestRow[];
  /** Seconds its clock is ahead of UTC now, as rows prove it that came since the zone last changed it; null where none does. */
  readonly offset: number | null;
  /** Of an auto-increment table; 0 for others. */
  readonly largestId: number;
}

/** What the PBX's database is like. */
export interface PbxCondition {
  readonly cdr: TableCondition;
  readonly cel: TableCondition;
  /** The realtime table of queue_log; null where none is looked for. */
  readonly queueLog: TableCondition | null;
  /** Null where the CDR cannot be read. */
  readonly linkedidIndexed: boolean | null;
  /** The server's own clock. */
  readonly utcAt: UtcSeconds;
  /** Seconds the server's zone is ahead of UTC; null where it does not say. */
  readonly serverOffset: number | null;
  readonly database: string;
  /** SHOW GRANTS of our account. They hold its password's hash: never kept, never shown. */
  readonly grants: readonly string[];
}

const NEWEST = 50;
/** ER_NO_SUCH_TABLE · the account may not SELECT (table, column, database) · crashed, wants repair, wrong file. */
const STATES: readonly (readonly [TableCondition['state'], readonly number[]])[] = [
  ['missing', [1146]],
  ['denied', [1142, 1143, 1044]],
  ['damaged', [126, 127, 144, 145, 1034, 1035, 1194, 1195]],
];

function stateOf(error: unknown): TableCondition['state'] {
  const number = Number((error as { errno?: unknown }).errno);
  const found = STATES.find(([, numbers]) => numbers.indexOf(number) >= 0);
  if (found === undefined) throw error;
  return found[0];
}

/** The tables to look at, each with its database before it where it lies in another one. */
export interface TablesToLookAt {
  readonly cdr: string;
  readonly cel: string;
  readonly queueLogTable: string | null;
}

/** Looks at the tables with a handful of statements that read a few rows by index, however large the tables are. Throws what the database throws. */
export async function conditionOf(db: Queryable, tables: TablesToLookAt, zone: string | null): Promise<PbxCondition> {
  const [clock] = await db.query(
    "SELECT UTC_TIMESTAMP() AS utc, CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', @@global.time_zone) AS local, DATABASE() AS name",
  );
  const [utc, local] = [wallOf(clock?.utc), wallOf(clock?.local)];
  const database = textOf(clock?.name);
  const cdr = await tableCondition(tables.cdr, database, 'calldate', zone, () =>
    db.query(`SELECT calldate, uniqueid, linkedid, duration, lastapp FROM ${tables.cdr} ORDER BY calldate DESC LIMIT ${NEWEST}`),
  );
  const cel = await tableCondition(tables.cel, database, 'eventtime', zone, () =>
    db.query(`SELECT id, eventtime, uniqueid, linkedid, appname AS lastapp FROM ${tables.cel} ORDER BY id DESC LIMIT ${NEWEST}`),
  );
  const keys = cdr.state === 'ok' ? await db.query(`SHOW INDEX FROM ${tables.cdr}`) : null;
  const grants = await db.query('SHOW GRANTS');
  return {
    cdr,
    cel,
    queueLog: tables.queueLogTable === null ? null : await queueLogCondition(db, tables.queueLogTable, database, zone),
    linkedidIndexed: keys === null ? null : keys.some((key) => textOf(key.Column_name) === 'linkedid' && Number(key.Seq_in_index) === 1),
    utcAt: utc || 0,
    serverOffset: utc === null || local === null ? null : local - utc,
    database,
    grants: grants.map((row) => textOf(row[Object.keys(row)[0] as string])),
  };
}

/** A name as the configuration has it, `table` or `database.table`. */
function nameOf(table: string, database: string): Pick<TableCondition, 'table' | 'database'> {
  const cut = table.indexOf('.');
  return cut < 0 ? { table, database } : { table: table.slice(cut + 1), database: table.slice(0, cut) };
}

async function queueLogCondition(db: Queryable, name: string, database: string, zone: string | null): Promise<TableCondition> {
  const nothing: TableCondition = { ...nameOf(name, database), state: 'missing', newest: [], offset: null, largestId: 0 };
  try {
    const table = await queueLogTable(db, name, () => zone);
    if (table === null) return nothing;
    const rows = await db.query(`SELECT ${table.columns} FROM ${name} ORDER BY id DESC LIMIT ${NEWEST}`);
    const newest = decodeQueueLog(table.linesOf(rows)).records.map(({ callid, at, event }) => ({
      linkedid: callid,
      at,
      endAt: at,
      app: event,
    }));
    return { ...nothing, state: 'ok', newest, largestId: rows[0] === undefined ? 0 : secondsOf(rows[0].id) };
  } catch (error) {
    return { ...nothing, state: stateOf(error) };
  }
}

async function tableCondition(
  name: string,
  database: string,
  column: string,
  zone: string | null,
  read: () => Promise<readonly Row[]>,
): Promise<TableCondition> {
  const named = nameOf(name, database);
  try {
    const rows = await read();
    return { ...named, ...newestRows(rows, column, zone), state: 'ok', largestId: rows[0] === undefined ? 0 : secondsOf(rows[0].id) };
  } catch (error) {
    return { ...named, state: stateOf(error), newest: [], offset: null, largestId: 0 };
  }
}
