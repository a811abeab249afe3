import type { UtcSeconds } from '../../shared/words';
import { isZone } from '../../shared/zone';
import { epochOf, type Row, textOf, wallOf } from './decode';
import { type IdTable, idFeed } from './id-feed';
import type { Feed, Queryable } from './source';
import { type TableClock, zoneClock } from './table-clock';
import { NEAR_SECONDS, offsetOf, type TimeHint, utcOf } from './wall-time';

/** The columns without which rows cannot be read; `data1` to `data5` are taken as far as there are any. */
const NEEDED = ['id', 'time', 'callid', 'queuename', 'agent', 'event'];
const DATA = ['data', 'data1', 'data2', 'data3', 'data4', 'data5'];
/** ER_NO_SUCH_TABLE · our account may not SELECT (database, table, column). */
const NOT_FOR_US = [1146, 1044, 1142, 1143];

/** The realtime table of queue_log as it was made on this PBX. */
export interface QueueLogTable extends IdTable {
  /** Whether rows of a call are found by an index. */
  readonly isCallidIndexed: boolean;
  /** Rows as the lines that the file has of them, in the order of the rows. */
  linesOf(rows: readonly Row[]): string[];
}

/** The table as it is now, for whoever asks again and again: it may be made later, and be made anew. */
export interface QueueLogTableAtHand {
  /** Null: there is none that we may read. Throws what the database throws else. */
  with<T>(work: (table: QueueLogTable) => Promise<T>): Promise<T | null>;
}

/** Looks for the table each time until there is one, and again after every failure. */
export function queueLogTableAtHand(db: Queryable, table: string, zone: () => string | null): QueueLogTableAtHand {
  let known: QueueLogTable | null = null;
  return {
    with: async (work) => {
      try {
        if (known === null) known = await queueLogTable(db, table, zone);
        return known === null ? null : await work(known);
      } catch (error) {
        known = null;
        throw error;
      }
    },
  };
}

/** The table as a feed of what moved; one that is not there tells nothing. */
export function queueLogTableFeed(db: Queryable, atHand: QueueLogTableAtHand): Feed {
  let feed: { readonly of: QueueLogTable; readonly feed: Feed } | null = null;
  return {
    name: 'queue_log_table',
    touchedSince: async (cursor, look) => {
      const touched = await atHand.with((table) => {
        if (feed === null || feed.of !== table) feed = { of: table, feed: idFeed(db, table) };
        return feed.feed.touchedSince(cursor, look);
      });
      return touched || { ids: [], cursor, more: false, rows: 0, unreadable: [] };
    },
  };
}

/** What the table is like; null where there is none that we may read, or one of another form. Throws what the database throws else. */
export async function queueLogTable(db: Queryable, table: string, zone: () => string | null): Promise<QueueLogTable | null> {
  let columns: readonly string[];
  try {
    columns = (await db.query(`SHOW COLUMNS FROM ${table}`)).map((row) => textOf(row['Field']).toLowerCase());
  } catch (error) {
    if (NOT_FOR_US.indexOf(Number((error as { errno?: unknown }).errno)) >= 0) return null;
    throw error;
  }
  const data = DATA.filter((name) => columns.indexOf(name) >= 0 && (name !== 'data' || columns.indexOf('data1') < 0));
  if (NEEDED.some((name) => columns.indexOf(name) < 0)) return null;
  const keys = await db.query(`SHOW INDEX FROM ${table}`);
  const isFirstOfKey = (name: string) => keys.some((key) => textOf(key['Column_name']) === name && Number(key['Seq_in_index']) === 1);
  if (!isFirstOfKey('id')) return null;
  return {
    table,
    source: 'queue_log',
    name: 'queue_log_table',
    columns: NEEDED.concat(data).join(', '),
    isCallidIndexed: isFirstOfKey('callid'),
    callOf: (row) => (epochOf(textOf(row['callid'])) === null ? null : textOf(row['callid'])),
    markOf: (row) => [row['time'], row['callid'], row['event'], row['agent']].map(textOf).join(' ').slice(0, 200),
    firstAt: (rows) => (rows[0] === undefined ? null : timesOf(rows, zone())[0] || null),
    linesOf: (rows) => {
      const times = timesOf(rows, zone());
      return rows.map((row, index) => lineOf(row, times[index] as UtcSeconds | null, data));
    },
  };
}

/** A line as the file has it. What no line can hold would shift its columns. */
function lineOf(row: Row, at: UtcSeconds | null, data: readonly string[]): string {
  const plain = (name: string) => textOf(row[name]).replace(/[|\r\n]/g, ' ');
  const values = data.map((name) => textOf(row[name]).replace(/[\r\n]/g, ' '));
  while (values.length > 0 && values[values.length - 1] === '') values.pop();
  const head = [at === null ? '' : String(at), plain('callid'), plain('queuename'), plain('agent'), plain('event')];
  return head.concat(values).join('|');
}

/** UTC seconds of rows; null where neither column nor id tells one. */
function timesOf(rows: readonly Row[], zone: string | null): (UtcSeconds | null)[] {
  const hints = rows.map((row): TimeHint => ({ wall: wallOf(row['time']), epoch: epochOf(textOf(row['callid'])) }));
  const clock = clockOf(hints, zone);
  return rows.map((row, index) => {
    const hint = hints[index] as TimeHint;
    // Old versions write seconds.
    const seconds = /^\d{9,10}(?:\.\d+)?$/.test(textOf(row['time'])) ? Math.floor(Number(row['time'])) : null;
    return seconds !== null ? seconds : clock(hint);
  });
}

/**
 * How the column is to be read: `queue_log_realtime_use_gmt` makes it UTC, otherwise it is local time. Nothing happens to a call before its
 * channel was born, which the callid tells; of the clocks that fit, the one by which least time had passed.
 */
function clockOf(hints: readonly TimeHint[], zone: string | null): TableClock {
  const known = hints.filter(({ wall, epoch }) => wall !== null && epoch !== null);
  const byOffset: TableClock = (hint) => utcOf(hint, offsetOf(known), zone);
  if (zone === null || !isZone(zone)) return byOffset;
  const utc: TableClock = ({ wall }) => wall;
  const local = zoneClock(zone);
  const lagOf = (clock: TableClock): number => {
    const lags = known.map((hint) => (clock(hint) as UtcSeconds) - (hint.epoch as UtcSeconds));
    return lags.some((lag) => lag < -NEAR_SECONDS) ? Number.MAX_SAFE_INTEGER : lags.reduce((sum, lag) => sum + lag, 0);
  };
  const [lagLocal, lagUtc] = [lagOf(local), lagOf(utc)];
  if (lagLocal === Number.MAX_SAFE_INTEGER && lagUtc === lagLocal) return byOffset;
  return lagUtc < lagLocal ? utc : local;
}
