import type { EntryEvent } from '../../shared/entry';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { toEvent } from './audit-rows';
import type { Queryable } from './database';
import { toSqlTime } from './instants';

/** Events looked through: more than one form can make. */
const MOST = 600;

/** What a user did since an instant, the newest event of each entry, newest first; entries somebody else moved since are left out. */
export async function lastSteps(client: ClientId, db: Queryable, userId: string, since: UtcSeconds): Promise<readonly EntryEvent[]> {
  const [end] = await db.query('SELECT MAX(no) AS no FROM smart_missed_calls_audit WHERE client = ?', [client]);
  const rows = await db.query('SELECT * FROM smart_missed_calls_audit WHERE client = ? AND no > ? AND happened_at >= ? ORDER BY no DESC', [
    client,
    Number(end?.no || 0) - MOST,
    toSqlTime(since),
  ]);
  const newest = new Map<number, EntryEvent>();
  for (const row of rows) if (!newest.has(Number(row.entry_id))) newest.set(Number(row.entry_id), toEvent(row, null));
  return Array.from(newest.values()).filter((event) => event.actorUserId === userId);
}
