import type { UnreadableRow } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import { cdrByAtHand } from './cdr-keys';
import { tableOffset } from './cdr-rows';
import { celTable } from './cel';
import { epochOf, type Row, textOf, wallOf } from './decode';
import { type IdTable, idSince, largestId } from './id-feed';
import { CDR_KEY_COLUMNS, cdrKeyOf, withoutCall } from './no-call';
import { queueLogTableAtHand } from './queue-log-table';
import type { Queryable } from './source';
import { offsetOf, wallText } from './wall-time';

/** Rows read by one statement. */
const BATCH_ROWS = 5000;
/** Rows that tell a table's clock. */
const HINTS = 50;
const HOUR = 3600;

/** What the tables hold of a stretch of time that is past. */
export interface PastRows {
  /** Ids of the calls that have a row in it. */
  readonly ids: ReadonlySet<string>;
  readonly rows: number;
  /** Those that say no call. */
  readonly unreadable: readonly UnreadableRow[];
}

/** Reads which calls moved in the past, a stretch after the other: for a range of years as for one of hours. */
export interface PastReader {
  /** Stretches are asked for in the order of time. Throws what the database throws. */
  between(from: UtcSeconds, to: UtcSeconds): Promise<PastRows>;
}

/** Where the past is looked for. */
export interface PastTables {
  readonly cdr: string;
  readonly cel: string;
  /** The realtime table of queue_log, where there may be one. */
  readonly queueLogTable?: string | null;
  readonly zone?: string | null;
}

/** The CDR by its calldate, CEL and queue_log by their primary key: all indexed on every PBX, so that no statement scans a table. */
export function openPast(db: Queryable, tables: PastTables): PastReader {
  const cel = celTable(tables.cel);
  const inCdr = cdrByAtHand(db, tables.cdr);
  const inLogTable = tables.queueLogTable ? queueLogTableAtHand(db, tables.queueLogTable, () => tables.zone || null) : null;
  let clock: Clock | null = null;
  let reached: Reached | null = null;
  let logReached: Reached | null = null;
  return {
    between: async (from, to) => {
      const ids = new Set<string>();
      const unreadable: UnreadableRow[] = [];
      let rows = 0;
      const takeCdr = (row: Row) => {
        rows += 1;
        const id = textOf(row.linkedid) || textOf(row.uniqueid);
        if (id !== '') ids.add(id);
        else unreadable.push(withoutCall('cdr', cdrKeyOf(row)));
      };
      const takeOf = (table: IdTable) => (row: Row) => {
        rows += 1;
        const id = table.callOf(row);
        if (id === '') unreadable.push(withoutCall(table.source, textOf(row.id)));
        else if (id !== null) ids.add(id);
      };
      const told = clock;
      clock = await inCdr(async ({ calldate }) => {
        const before = told === null || told.at !== from ? await clockAt(db, calldate, from, told) : told;
        const after = await clockAt(db, calldate, to, before);
        await cdrBetween(db, calldate, windowOf(from, to, before.offset, after.offset), takeCdr);
        return after;
      });
      reached = await betweenIds(db, cel, from, to, reached, takeOf(cel));
      if (inLogTable !== null) logReached = await inLogTable.with((table) => betweenIds(db, table, from, to, logReached, takeOf(table)));
      return { ids, rows, unreadable };
    },
  };
}

/** How far a table's clock was from UTC at an instant. */
interface Clock {
  readonly at: UtcSeconds;
  readonly offset: number;
}

/** The id at which a stretch of CEL ended; the next one begins there. */
interface Reached {
  readonly at: UtcSeconds;
  readonly id: number;
}

/** By the rows written next: the clock of winter is not that of summer, nor is that of a PBX that moved. */
async function clockAt(db: Queryable, table: string, at: UtcSeconds, last: Clock | null): Promise<Clock> {
  const guess = last === null ? await tableOffset(db, table) : last.offset;
  const rows = await db.query(`SELECT calldate, uniqueid FROM ${table} WHERE calldate >= ? ORDER BY calldate LIMIT ${HINTS}`, [
    wallText(at + guess - HOUR),
  ]);
  const hints = rows.map((row) => ({ wall: wallOf(row.calldate), epoch: epochOf(textOf(row.uniqueid)) }));
  const offset = offsetOf(hints);
  return { at, offset: offset === null ? guess : offset };
}

/** The stretch on the wall. Where the clock was changed in it, wide enough for rows of both clocks. */
function windowOf(from: UtcSeconds, to: UtcSeconds, before: number, after: number): readonly [string, string] {
  const apart = Math.abs(before - after);
  return [wallText(from + Math.min(before, after) - apart), wallText(to + Math.max(before, after) + apart)];
}

async function cdrBetween(
  db: Queryable,
  table: string,
  [from, to]: readonly [string, string],
  take: (row: Readonly<Record<string, unknown>>) => void,
): Promise<void> {
  for (const row of await db.query(`SELECT ${CDR_KEY_COLUMNS} FROM ${table} WHERE calldate >= ? AND calldate < ?`, [from, to])) take(row);
}

async function betweenIds(
  db: Queryable,
  table: IdTable,
  from: UtcSeconds,
  to: UtcSeconds,
  reached: Reached | null,
  take: (row: Row) => void,
): Promise<Reached | null> {
  const largest = await largestId(db, table);
  if (largest === 0) return null;
  const last = await idSince(db, table, to, largest);
  let after = reached !== null && reached.at === from ? Math.min(reached.id, last) : await idSince(db, table, from, last);
  while (after < last) {
    const sql = `SELECT ${table.columns} FROM ${table.table} WHERE id > ? AND id <= ? ORDER BY id LIMIT ${BATCH_ROWS}`;
    const rows = await db.query(sql, [after, last]);
    rows.forEach(take);
    after = rows.length < BATCH_ROWS ? last : Number((rows[rows.length - 1] as Row).id);
  }
  return { at: to, id: last };
}
