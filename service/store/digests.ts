import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Queryable, Writable } from './database';
import { fromSqlTime, toSqlTime } from './instants';

/** When a reader's next digest is due, by which schedule, and up to when the last one told. */
export interface DigestDue {
  readonly reader: string;
  readonly schedule: string;
  readonly dueAt: UtcSeconds;
  readonly sinceAt: UtcSeconds;
}

/** Every reader's. */
export async function readDigests(client: ClientId, db: Queryable): Promise<readonly DigestDue[]> {
  const rows = await db.query('SELECT reader, schedule, due_at, since_at FROM smc_digests WHERE client = ? ORDER BY reader', [client]);
  return rows.map((row) => ({
    reader: String(row.reader),
    schedule: String(row.schedule),
    dueAt: fromSqlTime(row.due_at),
    sinceAt: fromSqlTime(row.since_at),
  }));
}

/** Keeps a reader's, over what was there. */
export async function saveDigest(client: ClientId, tx: Writable, due: DigestDue): Promise<void> {
  await tx.change('REPLACE INTO smc_digests (client, reader, schedule, due_at, since_at) VALUES (?, ?, ?, ?, ?)', [
    client,
    due.reader,
    due.schedule,
    toSqlTime(due.dueAt),
    toSqlTime(due.sinceAt),
  ]);
}

/** Takes a due time, setting the next; false when somebody else was quicker. */
export async function claimDigest(client: ClientId, tx: Writable, was: DigestDue, next: DigestDue): Promise<boolean> {
  const sql = 'UPDATE smc_digests SET due_at = ?, since_at = ? WHERE client = ? AND reader = ? AND due_at = ? AND schedule = ?';
  const taken = await tx.change(sql, [
    toSqlTime(next.dueAt),
    toSqlTime(next.sinceAt),
    client,
    was.reader,
    toSqlTime(was.dueAt),
    was.schedule,
  ]);
  return taken === 1;
}

/** Removes what is kept of readers who get no digest any more. */
export async function dropDigests(client: ClientId, tx: Writable, readers: readonly string[]): Promise<void> {
  if (readers.length > 0) await tx.change('DELETE FROM smc_digests WHERE client = ? AND reader IN (?)', [client, readers]);
}
