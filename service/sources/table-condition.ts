import type { UtcSeconds } from '../../shared/words';
import { type Row, secondsOf } from './decode';
import { decodeQueueLog } from './decode-queue-log';
import { indexedColumns } from './indexes';
import { type NewestRows, newestRows } from './newest-rows';
import { queueLogTable } from './queue-log-table';
import type { Queryable } from './source';
import { wallText } from './wall-time';

/** One table of the PBX, seen from outside. */
export interface TableCondition extends NewestRows {
  readonly table: string;
  readonly database: string;
  readonly state: 'ok' | 'missing' | 'denied' | 'damaged';
  /** Of an auto-increment table; 0 for others. */
  readonly largestId: number;
  /** The columns an index begins with; null where that was not asked. */
  readonly indexed: readonly string[] | null;
}

/** Which rows are a table's newest. */
export interface Kind {
  readonly columns: string;
  readonly time: 'calldate' | 'eventtime';
  /** By what they stand in order, which an index holds. */
  readonly order: 'calldate' | 'id';
}

export const CDR: Kind = { columns: 'calldate, uniqueid, linkedid, duration, lastapp', time: 'calldate', order: 'calldate' };
export const CEL: Kind = { columns: 'id, eventtime, uniqueid, linkedid, eventtype AS lastapp', time: 'eventtime', order: 'id' };

/** What is known before a table is looked at. */
export interface Known {
  /** The database we are in. */
  readonly database: string;
  readonly zone: string | null;
  /** Rows dated later are no news: a clock that was wrong once dated them. */
  readonly until: UtcSeconds;
}

const NEWEST = 50;
/** No zone is further from UTC. */
const MOST_OFFSET = 14 * 3600;
const NOTHING = { newest: [], offset: null, aheadAt: null, largestId: 0, indexed: null };
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

/** A name as the configuration has it, `table` or `database.table`. */
function nameOf(table: string, database: string): Pick<TableCondition, 'table' | 'database'> {
  const cut = table.indexOf('.');
  return cut < 0 ? { table, database } : { table: table.slice(cut + 1), database: table.slice(0, cut) };
}

/** Looks at the newest rows of `cdr` or `cel`. Throws what the database throws, but for a table that is missing, denied or damaged. */
export async function tableCondition(db: Queryable, kind: Kind, name: string, known: Known): Promise<TableCondition> {
  const named = nameOf(name, known.database);
  const read = (where: string, values: readonly unknown[]): Promise<readonly Row[]> =>
    db.query(`SELECT ${kind.columns} FROM ${name}${where} ORDER BY ${kind.order} DESC LIMIT ${NEWEST}`, values);
  try {
    const rows = await read('', []);
    const found = newestOf(rows, kind, known);
    const indexed = await indexedColumns(db, name);
    const largestId = rows[0] === undefined ? 0 : secondsOf(rows[0].id);
    if (kind.order === 'id' || found.aheadAt === null) return { ...named, ...found, state: 'ok', largestId, indexed };
    // They stand before all that was written since.
    const before = await read(` WHERE ${kind.order} <= ?`, [wallText(known.until + MOST_OFFSET)]);
    return { ...named, ...newestOf(before, kind, known), aheadAt: found.aheadAt, state: 'ok', largestId, indexed };
  } catch (error) {
    return { ...named, ...NOTHING, state: stateOf(error) };
  }
}

function newestOf(rows: readonly Row[], { time, order }: Kind, { zone, until }: Known): NewestRows {
  const [head] = order === 'id' ? newestRows(rows, time, zone, Number.MAX_SAFE_INTEGER).newest : [];
  // Where the row that was written last is ahead, the PBX's clock is, and all of them are news.
  return newestRows(rows, time, zone, head !== undefined && head.at > until ? Number.MAX_SAFE_INTEGER : until);
}

/** Looks at the newest rows of the realtime table of queue_log. Throws as `tableCondition` does. */
export async function queueLogCondition(db: Queryable, name: string, { database, zone }: Known): Promise<TableCondition> {
  const nothing: TableCondition = { ...nameOf(name, database), ...NOTHING, state: 'missing' };
  try {
    const table = await queueLogTable(db, name, () => zone);
    if (table === null) {
      // Whether we may not read it is said by a statement that does.
      await db.query(`SELECT 1 FROM ${name} LIMIT 1`);
      return nothing;
    }
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
