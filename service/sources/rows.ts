import { type Row, textOf } from './decode';
import { inPieces, marks, type Queryable } from './source';

/** ER_NO_SUCH_TABLE. */
const NO_SUCH_TABLE = 1146;

/** Another channel that CEL names: who was picked up, who was transferred, the other half of a Local channel. */
const NAMED_CHANNEL = /"\w*_uniqueid":"([^"]+)"/g;

/** Rows whose column holds one of the values, in statements that keep to the index; a table that is not there has none. */
export async function rowsWhere(db: Queryable, table: string, column: 'linkedid' | 'uniqueid', values: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const piece of inPieces(values)) {
    const found = await ofMaybeTable(db.query(`SELECT * FROM ${table} WHERE ${column} IN (${marks(piece)})`, piece));
    for (const row of found) rows.push(row);
  }
  return rows;
}

/** Rows whose linkedid or uniqueid is one of these: two statements, because one with OR may use neither index. */
export async function byEitherId(db: Queryable, table: string, ids: readonly string[]): Promise<Row[]> {
  return (await rowsWhere(db, table, 'linkedid', ids)).concat(await rowsWhere(db, table, 'uniqueid', ids));
}

/** Whether an error of the database says that there is no such table. */
export function isNoTable(error: unknown): boolean {
  return (error as { errno?: unknown }).errno === NO_SUCH_TABLE;
}

/** The rows, or none where there is no such table: CEL can be off altogether. */
export async function ofMaybeTable(rows: Promise<readonly Row[]>): Promise<readonly Row[]> {
  try {
    return await rows;
  } catch (error) {
    if (isNoTable(error)) return [];
    throw error;
  }
}

/** Every linkedid and uniqueid a row speaks of, those in CEL's extra too. */
export function idsIn(row: Row): string[] {
  const ids = [textOf(row['uniqueid']), textOf(row['linkedid'])];
  const extra = textOf(row['extra']);
  for (let named = NAMED_CHANNEL.exec(extra); named !== null; named = NAMED_CHANNEL.exec(extra)) ids.push(named[1] as string);
  return ids.filter((id) => id !== '');
}

/** A call joins few others; a deeper chain is damage and is cut. */
const MOST_ROUNDS = 6;

/** Fetches rows of some ids, then of the ids those speak of, until nothing new turns up; adds every id to `known`. */
export async function inRounds(
  ids: readonly string[],
  known: Set<string>,
  fetch: (ids: readonly string[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  // The same row comes by its linkedid, by its uniqueid and in later rounds; a row that is the same in every column tells nothing twice.
  const rows = new Map<string, Row>();
  for (const id of ids) known.add(id);
  let next = ids.slice();
  for (let round = 0; round < MOST_ROUNDS && next.length > 0; round += 1) {
    const more = new Set<string>();
    for (const row of await fetch(next)) {
      rows.set(JSON.stringify(row), row);
      for (const id of idsIn(row)) if (!known.has(id)) more.add(id);
    }
    more.forEach((id) => {
      known.add(id);
    });
    next = Array.from(more);
  }
  return Array.from(rows.values());
}
