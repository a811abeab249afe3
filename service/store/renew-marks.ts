import type { ClientId, UtcSeconds } from '../../shared/words';
import { addClient, lockClient } from './clients';
import { fromRow } from './columns';
import { readCursor, saveCursor } from './cursors';
import type { Database, Queryable, SqlRow, Writable } from './database';
import { ENTRY_COLUMNS } from './entry-columns';
import { saveMarks } from './save-marks';
import { SHELVES_VERSION } from './shelves';

/** Entries of one transaction: whoever waits for the client's lock waits for so many. */
const PIECE = 100;
/** The name under which is kept how the marks were written. */
const SHELVES = 'shelves';

/** How far the marks are written as this version writes them: those who wait first, in the order of their wait, then all by their ids. */
interface Position {
  readonly version: number;
  readonly waiting: { readonly at: string; readonly id: number } | null;
  readonly after: number;
}

/**
 * Writes a client's marks anew where another version wrote them: a few entries at a time, so that nobody waits for it, and going on where
 * it was broken off. Before each piece `goesOn` is told the percentage that is done, and may end it.
 */
export async function renewMarks(
  client: ClientId,
  db: Database,
  nowAt: () => UtcSeconds,
  goesOn: (percent: number) => boolean,
): Promise<void> {
  if ((await readCursor(client, db, SHELVES)) === SHELVES_VERSION) return;
  await addClient(client, db);
  for (let percent: number | null = 0; percent !== null && goesOn(percent); ) {
    percent = await db.transaction(async (tx) => {
      const { nextEntryId } = await lockClient(client, tx);
      const next = await renewPiece(client, tx, positionOf(await readCursor(client, tx, SHELVES)));
      await saveCursor(client, tx, SHELVES, next === null ? SHELVES_VERSION : next, nowAt());
      return next === null ? null : Math.floor((next.after * 100) / nextEntryId);
    });
  }
}

/** Where to go on; from the beginning where another version stopped. */
function positionOf(cursor: unknown): Position {
  const known = (typeof cursor === 'object' && cursor !== null ? cursor : {}) as Partial<Position>;
  if (known.version === SHELVES_VERSION && typeof known.after === 'number' && known.waiting !== undefined) return known as Position;
  return { version: SHELVES_VERSION, waiting: { at: '0000-00-00 00:00:00', id: 0 }, after: 0 };
}

/** Answers where to go on; null when all is done. */
async function renewPiece(client: ClientId, tx: Writable, position: Position): Promise<Position | null> {
  const { waiting, after } = position;
  const rows = waiting === null ? await byId(client, tx, after) : await byWait(client, tx, waiting);
  await saveMarks(
    client,
    tx,
    rows.map((row) => fromRow(ENTRY_COLUMNS, row)),
  );
  const last = rows[PIECE - 1];
  if (waiting !== null)
    return { ...position, waiting: last === undefined ? null : { at: String(last.first_missed_at), id: Number(last.id) } };
  return last === undefined ? null : { ...position, after: Number(last.id) };
}

function byId(client: ClientId, tx: Queryable, after: number): Promise<readonly SqlRow[]> {
  return tx.query('SELECT * FROM smart_missed_calls WHERE client = ? AND id > ? ORDER BY id LIMIT ?', [client, after, PIECE]);
}

function byWait(client: ClientId, tx: Queryable, { at, id }: { readonly at: string; readonly id: number }): Promise<readonly SqlRow[]> {
  const sql = `SELECT * FROM smart_missed_calls WHERE client = ? AND status = 'open' AND first_missed_at >= ? AND (first_missed_at > ? OR id > ?)
    ORDER BY first_missed_at, id LIMIT ?`;
  return tx.query(sql, [client, at, at, id, PIECE]);
}
