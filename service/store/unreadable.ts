import type { UnreadableRow } from '../../shared/records';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { clip } from './columns';
import type { Queryable, SqlRow, Writable } from './database';
import { toSqlTime } from './instants';

const SAVE = `
  INSERT INTO smc_unreadable (client, source, found_where, why, seen_count, first_seen_at, last_seen_at) VALUES (?, ?, ?, ?, 1, ?, ?)
  ON DUPLICATE KEY UPDATE why = VALUES(why), seen_count = seen_count + 1, last_seen_at = VALUES(last_seen_at)
`;

/** Counts rows that could not be read; the same row again counts on the same line. */
export async function saveUnreadable(client: ClientId, tx: Writable, rows: readonly UnreadableRow[], now: UtcSeconds): Promise<void> {
  for (const { source, where, why } of rows) {
    await tx.change(SAVE, [client, source, clip(where, 191), clip(why, 255), toSqlTime(now), toSqlTime(now)]);
  }
}

/** The newest rows that could not be read, at most so many. */
export function readUnreadable(client: ClientId, db: Queryable, limit: number): Promise<readonly SqlRow[]> {
  return db.query('SELECT * FROM smc_unreadable WHERE client = ? ORDER BY last_seen_at DESC, found_where LIMIT ?', [client, limit]);
}
