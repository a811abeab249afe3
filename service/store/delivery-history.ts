import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Queryable, Writable } from './database';
import { type Delivery, toDelivery } from './deliveries';
import { fromSqlTime, toSqlTime } from './instants';

/** When a reader was, or is to be, told at once since an instant, oldest first. */
export async function realtimeSince(client: ClientId, db: Queryable, reader: string, since: UtcSeconds): Promise<readonly UtcSeconds[]> {
  const rows = await db.query(
    "SELECT created_at FROM smc_deliveries WHERE client = ? AND reader = ? AND kind IN ('missed', 'more') AND created_at > ? ORDER BY created_at",
    [client, reader, toSqlTime(since)],
  );
  return rows.map((row) => fromSqlTime(row.created_at));
}

/** When a reader was last to be told at once of an entry; null: never. */
export async function lastToldAt(client: ClientId, db: Queryable, reader: string, entryId: number): Promise<UtcSeconds | null> {
  const [row] = await db.query(
    `SELECT MAX(d.due_at) AS at FROM smc_told t JOIN smc_deliveries d ON d.client = t.client AND d.id = t.delivery_id
      WHERE t.client = ? AND t.entry_id = ? AND d.reader = ? AND d.kind IN ('missed', 'more')`,
    [client, entryId, reader],
  );
  return row?.at ? fromSqlTime(row.at) : null;
}

/**
 * The number of a reader's folded message that nobody has begun to send, held until the transaction ends so that nobody begins before
 * the entries added to it are there; null when there is none.
 */
export async function holdFolded(client: ClientId, tx: Writable, reader: string): Promise<number | null> {
  const [row] = await tx.query(
    "SELECT id FROM smc_deliveries WHERE client = ? AND reader = ? AND kind = 'more' AND state = 'due' AND tries = 0 AND claimed_until IS NULL LIMIT 1",
    [client, reader],
  );
  if (!row) return null;
  const held = await tx.change(
    "UPDATE smc_deliveries SET tries = 0 WHERE client = ? AND id = ? AND state = 'due' AND tries = 0 AND claimed_until IS NULL",
    [client, row.id],
  );
  return held === 1 ? Number(row.id) : null;
}

/** The messages by which an entry was told to anybody since an instant, the newest of each reader; corrections are none. */
export async function toldSince(client: ClientId, db: Queryable, entryId: number, since: UtcSeconds): Promise<readonly Delivery[]> {
  const rows = await db.query(
    `SELECT d.* FROM smc_told t JOIN smc_deliveries d ON d.client = t.client AND d.id = t.delivery_id
      WHERE t.client = ? AND t.entry_id = ? AND d.state = 'sent' AND d.kind <> 'correction' AND d.done_at >= ? ORDER BY d.id`,
    [client, entryId, toSqlTime(since)],
  );
  const newest = new Map(rows.map(toDelivery).map((one): [string, Delivery] => [one.reader, one]));
  return Array.from(newest.values());
}

/** Which of the entries a message showed nobody had been told of in this wait, and which are on no list any more. */
export async function newlyTold(
  client: ClientId,
  db: Queryable,
  entryIds: readonly number[],
): Promise<{ readonly untold: readonly number[]; readonly withdrawn: readonly number[] }> {
  if (entryIds.length === 0) return { untold: [], withdrawn: [] };
  const sql = 'SELECT id, status, notified_at, withdrawn_at FROM smart_missed_calls WHERE client = ? AND id IN (?) ORDER BY id';
  const rows = await db.query(sql, [client, entryIds]);
  return {
    untold: rows.filter((row) => row.status === 'open' && row.notified_at === null).map((row) => Number(row.id)),
    withdrawn: rows.filter((row) => row.withdrawn_at !== null).map((row) => Number(row.id)),
  };
}

/** Messages at a time that are swept. */
const PIECE = 500;

/** Removes messages that were done with before an instant, and their journal; at most 500 at a time. Answers how many went. */
export async function sweepDeliveries(client: ClientId, tx: Writable, before: UtcSeconds): Promise<number> {
  const rows = await tx.query("SELECT id FROM smc_deliveries WHERE client = ? AND created_at < ? AND state <> 'due' ORDER BY id LIMIT ?", [
    client,
    toSqlTime(before),
    PIECE,
  ]);
  const ids = rows.map((row) => Number(row.id));
  if (ids.length === 0) return 0;
  await tx.change('DELETE FROM smc_told WHERE client = ? AND delivery_id IN (?)', [client, ids]);
  await tx.change('DELETE FROM smc_journal WHERE client = ? AND delivery_id IN (?)', [client, ids]);
  return tx.change('DELETE FROM smc_deliveries WHERE client = ? AND id IN (?)', [client, ids]);
}
