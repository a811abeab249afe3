import type { UnreadableRow } from '../../shared/records';
import { epochOf, type Row, textOf, wallOf } from './decode';
import { ofMaybeTable } from './rows';
import type { Feed, Look, Queryable, Touched } from './source';
import { ToldRows } from './told-rows';
import { offsetOf } from './wall-time';

/** How CEL is fed: rows in order of `id`, a batch at a time. */
export interface CelOptions {
  readonly table: string;
  /** Rows of one batch. */
  readonly batchRows?: number;
  /** Ids before the cursor that are read again: transactions may commit ids out of order. */
  readonly overlapIds?: number;
}

interface CelCursor {
  readonly id: number;
  /** What the row of that id says: a table that was emptied or restored gives the id to another one. */
  readonly mark: string;
  readonly look: number;
}

function cursorOf(cursor: unknown): CelCursor | null {
  const { id, mark, look } = (typeof cursor === 'object' && cursor !== null ? cursor : {}) as Partial<CelCursor>;
  return typeof id === 'number' && typeof mark === 'string' ? { id, mark, look: look || 0 } : null;
}

function markOf(row: Row): string {
  return [row['eventtype'], row['eventtime'], row['uniqueid']].map(textOf).join(' ');
}

/** 0 for an empty table, and for none: CEL can be off altogether. */
export async function largestId(db: Queryable, table: string): Promise<number> {
  const [row] = await ofMaybeTable(db.query(`SELECT MAX(id) AS id FROM ${table}`));
  return row === undefined ? 0 : Number(row['id']) || 0;
}

/** UTC second of the first row at or after an id; null past the end. Rows near it tell the table's offset from UTC. */
async function timeAt(db: Queryable, table: string, id: number): Promise<number | null> {
  const rows = await db.query(`SELECT eventtime, uniqueid FROM ${table} WHERE id >= ? ORDER BY id LIMIT 20`, [id]);
  const hints = rows.map((row) => ({ wall: wallOf(row['eventtime']), epoch: epochOf(textOf(row['uniqueid'])) }));
  const wall = hints[0] === undefined ? null : hints[0].wall;
  return wall === null ? null : wall - (offsetOf(hints) || 0);
}

/** The id from which rows are younger than `since`: eventtime has no index, so the primary key is searched by halves. */
export async function idSince(db: Queryable, table: string, since: number, largest: number): Promise<number> {
  let low = 0;
  let high = largest;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const at = await timeAt(db, table, middle + 1);
    if (at !== null && at < since) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** CEL as the feed of what moved. Reads by primary key only, so the cost of a look grows with what is new. */
export function celFeed(db: Queryable, options: CelOptions): Feed {
  const { table } = options;
  const batchRows = options.batchRows || 5000;
  const overlapIds = options.overlapIds || 500;
  const told = new ToldRows<number>();
  const batch = (after: number) =>
    db.query(`SELECT id, eventtype, eventtime, linkedid, uniqueid FROM ${table} WHERE id > ? ORDER BY id LIMIT ?`, [
      after,
      batchRows + overlapIds,
    ]);
  return {
    name: 'cel',
    touchedSince: async (cursor: unknown, look: Look): Promise<Touched> => {
      const known = cursorOf(cursor);
      told.begin(known ? known.look : null);
      const largest = await largestId(db, table);
      let start = known === null ? 0 : known.id;
      let rows = largest < start || start === 0 ? [] : await batch(Math.max(0, start - overlapIds));
      // A table without the row we came to was emptied, restored from a backup or just made: its last day is read afresh.
      if (!rows.some((row) => Number(row['id']) === start && markOf(row) === (known as CelCursor).mark)) {
        told.clear();
        start = await idSince(db, table, look.firstSince, largest);
        rows = largest === 0 ? [] : await batch(start);
      }
      const ids = new Set<string>();
      const unreadable: UnreadableRow[] = [];
      let fresh = 0;
      let last = start;
      let mark = known === null ? '' : known.mark;
      for (const row of rows) {
        const id = Number(row['id']);
        if (id >= last) [last, mark] = [id, markOf(row)];
        if (!told.isNew(id, id)) continue;
        fresh += 1;
        const call = textOf(row['linkedid']) || textOf(row['uniqueid']);
        if (call !== '') ids.add(call);
        else unreadable.push({ source: 'cel', where: String(id), why: 'It has neither linkedid nor uniqueid, so it belongs to no call.' });
      }
      told.forgetBefore(last - overlapIds);
      const next: CelCursor = { id: last, mark, look: told.look };
      return { ids: Array.from(ids), cursor: next, more: rows.length >= batchRows + overlapIds, rows: fresh, unreadable };
    },
  };
}
