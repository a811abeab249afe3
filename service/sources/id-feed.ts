import type { UnreadableRow } from '../../shared/records';
import type { SourceName, UtcSeconds } from '../../shared/words';
import { type Row, textOf } from './decode';
import { withoutCall } from './no-call';
import { ofMaybeTable } from './rows';
import type { Feed, Look, Queryable, Touched } from './source';
import { lookOf, ToldRows } from './told-rows';

/** A table whose rows have an auto-increment `id`, in the order in which they were written. */
export interface IdTable {
  readonly table: string;
  readonly source: SourceName;
  /** The name its cursor is kept under. */
  readonly name: Feed['name'];
  /** What a feed reads of a row, `id` among it. */
  readonly columns: string;
  /** The call a row belongs to; '' when it says none, null when it is about no call at all. */
  callOf(row: Row): string | null;
  /** What a row says: a table that was emptied or restored gives its id to another one. */
  markOf(row: Row): string;
  /** UTC second of the first of some rows that follow one another; null when it tells none. */
  firstAt(rows: readonly Row[]): UtcSeconds | null;
}

/** How much is read at a time. */
export interface IdFeedOptions {
  /** Rows of one batch. */
  readonly batchRows?: number;
  /**
   * Ids before the cursor that are read again: transactions may commit ids out of order. A row that is committed after more than so many
   * younger ones is not told by itself; its call is told by its other rows, and by its CDR, and then read whole.
   */
  readonly overlapIds?: number;
}

interface IdCursor {
  readonly id: number;
  /** Where reading began: what lies before is older than anybody asked for, however far an overlap reaches back. */
  readonly from: number;
  /** When the last row that was read was written; before there was one, when reading was to begin. Older versions kept none. */
  readonly at: UtcSeconds | null;
  readonly mark: string;
  readonly look: string | null;
}

function cursorOf(cursor: unknown): IdCursor | null {
  const { id, from, at, mark, look } = (typeof cursor === 'object' && cursor !== null ? cursor : {}) as Partial<IdCursor>;
  if (typeof id !== 'number' || typeof mark !== 'string') return null;
  return { id, from: from || 0, at: typeof at === 'number' ? at : null, mark, look: lookOf(look) };
}

/** Rows near one another by which the time of one is told. */
const HINTS = 20;

/** 0 for an empty table, and for none. */
export async function largestId(db: Queryable, { table }: IdTable): Promise<number> {
  const [row] = await ofMaybeTable(db.query(`SELECT MAX(id) AS id FROM ${table}`));
  return row === undefined ? 0 : Number(row['id']) || 0;
}

/** The id from which rows are younger than `since`: times have no index, so the primary key is searched by halves. */
export async function idSince(db: Queryable, from: IdTable, since: UtcSeconds, largest: number): Promise<number> {
  let low = 0;
  let high = largest;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const rows = await db.query(`SELECT ${from.columns} FROM ${from.table} WHERE id >= ? ORDER BY id LIMIT ${HINTS}`, [middle + 1]);
    const at = from.firstAt(rows);
    if (at !== null && at < since) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Such a table as the feed of what moved. Reads by primary key only, so the cost of a look grows with what is new. */
export function idFeed(db: Queryable, from: IdTable, options: IdFeedOptions = {}): Feed {
  const batchRows = options.batchRows || 5000;
  const overlapIds = options.overlapIds || 500;
  const told = new ToldRows<number>();
  const batch = (after: number) =>
    db.query(`SELECT ${from.columns} FROM ${from.table} WHERE id > ? ORDER BY id LIMIT ?`, [after, batchRows + overlapIds]);
  return {
    name: from.name,
    touchedSince: async (cursor: unknown, look: Look): Promise<Touched> => {
      const known = cursorOf(cursor);
      told.begin(known ? known.look : null);
      const largest = await largestId(db, from);
      let start = known === null ? 0 : known.id;
      let began = known === null ? 0 : known.from;
      let rows = largest < start || start === 0 ? [] : await batch(Math.max(0, start - overlapIds));
      let at = known === null || known.at === null ? look.firstSince : known.at;
      // A table without the row we came to was emptied, restored from a backup or just made: its last day is read afresh, and what came since.
      if (!rows.some((row) => Number(row['id']) === start && from.markOf(row) === (known as IdCursor).mark)) {
        told.clear();
        start = await idSince(db, from, Math.min(look.firstSince, at), largest);
        began = start;
        rows = largest === 0 ? [] : await batch(start);
      }
      const ids = new Set<string>();
      const unreadable: UnreadableRow[] = [];
      let fresh = 0;
      let last = start;
      let mark = known === null ? '' : known.mark;
      for (const row of rows) {
        const id = Number(row['id']);
        if (id >= last) [last, mark] = [id, from.markOf(row)];
        if (id <= began || !told.isNew(id, id)) continue;
        fresh += 1;
        const call = from.callOf(row);
        if (call === '') unreadable.push(withoutCall(from.source, textOf(row['id'])));
        else if (call !== null) ids.add(call);
      }
      told.forgetBefore(last - overlapIds);
      const lastAt = from.firstAt(rows.slice(-HINTS).reverse());
      if (lastAt !== null) at = lastAt;
      const next: IdCursor = { id: last, from: began, at, mark, look: told.look };
      return { ids: Array.from(ids), cursor: next, more: rows.length >= batchRows + overlapIds, rows: fresh, unreadable };
    },
  };
}
