import type { Entry } from '../../shared/entry';
import type { ClientId } from '../../shared/words';
import { fromRow, inPieces } from './columns';
import type { Queryable, SqlRow, SqlValue, Writable } from './database';
import { ENTRY_COLUMNS } from './entry-columns';
import { type Mark, marksOf, type Says } from './shelves';

/** Entries, and rows of a statement, at a time. */
const PIECE = 100;
const ROWS = 1000;
/** The columns of what a mark says. */
const SAYS = ['signs', 'name_signs', 'began_at', 'due_at', 'snoozed_until'];
const SET = SAYS.map((column) => `${column} = ?`).join(', ');
/** The same in one text: there are many marks, and most say what they should. */
const SAID = `CONCAT_WS(' ', ${SAYS.map((column) => `COALESCE(${column}, '-')`).join(', ')})`;

/** A mark as it stands, and what it says in one text. */
interface Standing extends Pick<Mark, 'id' | 'shelf' | 'mark' | 'sort'> {
  readonly said: string;
}

/** What is to be done so that entries have the marks they should. */
interface Difference {
  readonly missing: readonly Mark[];
  readonly surplus: readonly Standing[];
  /** One mark of each entry whose marks that stay say something else of it. */
  readonly changed: readonly Mark[];
  /** Entries none of whose marks stays. */
  readonly gone: readonly number[];
}

/** Lets entries be found as they stand now; in the transaction that writes them. */
export async function saveMarks(client: ClientId, tx: Writable, entries: readonly Entry[]): Promise<void> {
  for (const piece of inPieces(entries, PIECE)) {
    const { missing, surplus, changed, gone } = await difference(client, tx, piece);
    if (gone.length) await tx.change('DELETE FROM smc_marks WHERE client = ? AND id IN (?)', [client, gone]);
    for (const some of inPieces(surplus, PIECE)) {
      const each = some.map(() => '(id = ? AND shelf = ? AND mark = ? AND sort = ?)').join(' OR ');
      const values: SqlValue[] = [];
      for (const { id, shelf, mark, sort } of some) values.push(id, shelf, mark, sort);
      await tx.change(`DELETE FROM smc_marks WHERE client = ? AND (${each})`, [client, ...values]);
    }
    for (const { id, says } of changed) {
      const sql = `UPDATE smc_marks SET ${SET} WHERE client = ? AND id = ?`;
      await tx.change(sql, [...saidBy(says), client, id]);
    }
    for (const some of inPieces(missing, ROWS)) {
      const rows = some.map(({ id, shelf, mark, sort, says }) => [client, shelf, mark, sort, id, ...saidBy(says)]);
      await tx.change(`INSERT INTO smc_marks (client, shelf, mark, sort, id, ${SAYS.join(', ')}) VALUES ?`, [rows]);
    }
  }
}

/** Those of some entries whose marks are not what they should be. */
export async function wrongMarks(client: ClientId, db: Queryable, entries: readonly Entry[]): Promise<readonly number[]> {
  const { missing, surplus, changed, gone } = await difference(client, db, entries);
  return Array.from(new Set([...missing, ...surplus, ...changed].map(({ id }) => id).concat(gone))).sort((a, b) => a - b);
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

async function difference(client: ClientId, db: Queryable, entries: readonly Entry[]): Promise<Difference> {
  if (!entries.length) return { missing: [], surplus: [], changed: [], gone: [] };
  const ids = entries.map(({ id }) => id);
  const rows = await db.query(`SELECT id, shelf, mark, sort, ${SAID} AS said FROM smc_marks WHERE client = ? AND id IN (?)`, [client, ids]);
  const standing = new Map(rows.map(toStanding).map((mark): [string, Standing] => [keyOf(mark), mark]));
  const missing: Mark[] = [];
  const kept = new Set<number>();
  const changed = new Map<number, Mark>();
  for (const entry of entries) {
    const marks = marksOf(entry);
    const [first] = marks;
    const said = first === undefined ? '' : textOf(first.says);
    for (const mark of marks) {
      const found = standing.get(keyOf(mark));
      if (found === undefined) missing.push(mark);
      else kept.add(mark.id);
      if (found !== undefined && found.said !== said) changed.set(mark.id, mark);
      standing.delete(keyOf(mark));
    }
  }
  const left = Array.from(standing.values());
  const gone = new Set(left.map(({ id }) => id).filter((id) => !kept.has(id)));
  const surplus = left.filter(({ id }) => !gone.has(id));
  return { missing, surplus, changed: Array.from(changed.values()), gone: Array.from(gone) };
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

function toStanding({ id, shelf, mark, sort, said }: SqlRow): Standing {
  return { id: Number(id), shelf: Number(shelf), mark: String(mark), sort: Number(sort), said: String(said) };
}

/** As SAID writes it. */
function textOf(says: Says): string {
  return saidBy(says)
    .map((value) => (value === null ? '-' : value))
    .join(' ');
}

/** In the order of SAYS. */
function saidBy({ signs, nameSigns, beganAt, dueAt, snoozedUntil }: Says): readonly SqlValue[] {
  return [signs, nameSigns, beganAt, dueAt, snoozedUntil];
}

function keyOf({ id, shelf, mark, sort }: Pick<Mark, 'id' | 'shelf' | 'mark' | 'sort'>): string {
  return `${id} ${shelf} ${sort} ${mark}`;
}
