import type { Entry } from '../../shared/entry';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { fromRow, inPieces } from './columns';
import { readCursor, saveCursor } from './cursors';
import type { Queryable, SqlRow, SqlValue, Writable } from './database';
import { ENTRY_COLUMNS } from './entry-columns';
import { type Mark, marksOf, SHELVES_VERSION } from './shelves';

/** Entries, and rows of a statement, at a time. */
const PIECE = 100;
const ROWS = 1000;
/** The name under which is kept how the marks were written. */
const SHELVES = 'shelves';

/** What is to be done so that entries have the marks they should. */
interface Difference {
  readonly missing: readonly Mark[];
  readonly surplus: readonly Mark[];
  /** Entries none of whose marks stays. */
  readonly gone: readonly number[];
}

/** Lets entries be found as they stand now; in the transaction that writes them. */
export async function saveMarks(client: ClientId, tx: Writable, entries: readonly Entry[]): Promise<void> {
  for (const piece of inPieces(entries, PIECE)) {
    const { missing, surplus, gone } = await difference(client, tx, piece);
    if (gone.length) await tx.change('DELETE FROM smc_marks WHERE client = ? AND id IN (?)', [client, gone]);
    for (const some of inPieces(surplus, PIECE)) {
      const each = some.map(() => '(id = ? AND shelf = ? AND mark = ? AND sort = ?)').join(' OR ');
      const values: SqlValue[] = [];
      for (const { id, shelf, mark, sort } of some) values.push(id, shelf, mark, sort);
      await tx.change(`DELETE FROM smc_marks WHERE client = ? AND (${each})`, [client, ...values]);
    }
    for (const some of inPieces(missing, ROWS)) {
      const rows = some.map(({ id, shelf, mark, sort }) => [client, shelf, mark, sort, id]);
      await tx.change('INSERT INTO smc_marks (client, shelf, mark, sort, id) VALUES ?', [rows]);
    }
  }
}

/** Those of some entries whose marks are not what they should be. */
export async function wrongMarks(client: ClientId, db: Queryable, entries: readonly Entry[]): Promise<readonly number[]> {
  const { missing, surplus, gone } = await difference(client, db, entries);
  return Array.from(
    new Set(
      missing
        .concat(surplus)
        .map(({ id }) => id)
        .concat(gone),
    ),
  ).sort((a, b) => a - b);
}

/** The ids of all entries that can be found. */
export async function markedEntries(client: ClientId, db: Queryable): Promise<readonly number[]> {
  return (await db.query('SELECT DISTINCT id FROM smc_marks WHERE client = ?', [client])).map((row) => Number(row.id));
}

/** Writes every mark of a client anew. */
export async function rebuildMarks(client: ClientId, tx: Writable): Promise<void> {
  await tx.change('DELETE FROM smc_marks WHERE client = ?', [client]);
  await eachPiece(client, tx, (entries) => saveMarks(client, tx, entries));
}

/** Writes the marks anew where another version wrote them, or none yet; under the client's lock. */
export async function bringMarksUpToDate(client: ClientId, tx: Writable, now: UtcSeconds): Promise<void> {
  if ((await readCursor(client, tx, SHELVES)) === SHELVES_VERSION) return;
  await rebuildMarks(client, tx);
  await saveCursor(client, tx, SHELVES, SHELVES_VERSION, now);
}

async function difference(client: ClientId, db: Queryable, entries: readonly Entry[]): Promise<Difference> {
  if (!entries.length) return { missing: [], surplus: [], gone: [] };
  const ids = entries.map(({ id }) => id);
  const rows = await db.query('SELECT id, shelf, mark, sort FROM smc_marks WHERE client = ? AND id IN (?)', [client, ids]);
  const standing = new Map(rows.map(toMark).map((mark): [string, Mark] => [keyOf(mark), mark]));
  const missing: Mark[] = [];
  const kept = new Set<number>();
  for (const entry of entries) {
    for (const mark of marksOf(entry)) {
      if (standing.delete(keyOf(mark))) kept.add(mark.id);
      else missing.push(mark);
    }
  }
  const left = Array.from(standing.values());
  const gone = new Set(left.map(({ id }) => id).filter((id) => !kept.has(id)));
  return { missing, surplus: left.filter(({ id }) => !gone.has(id)), gone: Array.from(gone) };
}

async function eachPiece(client: ClientId, db: Queryable, take: (entries: readonly Entry[]) => Promise<void>): Promise<void> {
  for (let after = 0; ; ) {
    const sql = 'SELECT * FROM smart_missed_calls WHERE client = ? AND id > ? ORDER BY id LIMIT ?';
    const rows = await db.query(sql, [client, after, PIECE]);
    await take(rows.map((row) => fromRow(ENTRY_COLUMNS, row)));
    if (rows.length < PIECE) return;
    after = Number((rows[PIECE - 1] as SqlRow).id);
  }
}

function toMark({ id, shelf, mark, sort }: SqlRow): Mark {
  return { id: Number(id), shelf: Number(shelf), mark: String(mark), sort: Number(sort) };
}

function keyOf({ id, shelf, mark, sort }: Mark): string {
  return `${id} ${shelf} ${sort} ${mark}`;
}
