import type { Entry } from '../../shared/entry';
import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Queryable } from './database';
import { toSqlTime } from './instants';

/** How long somebody who pressed Call is said to be calling, until the rows of his call tell more. */
export const CALLING_SECONDS = 60;

const CALLS = `
  SELECT DISTINCT entry_id FROM smart_missed_calls_audit
  WHERE client = ? AND entry_id IN (?) AND action = 'claimed' AND happened_at >= ? AND metadata LIKE '%"why":"calling"%'
`;

/** Of these entries those whose owner is calling back at this instant, by their ids. */
export async function callingNow(
  client: ClientId,
  db: Queryable,
  entries: readonly Entry[],
  now: UtcSeconds,
): Promise<ReadonlySet<number>> {
  const since = now - CALLING_SECONDS;
  const fresh = entries.filter(
    ({ status, claimedBy, claimedAt, lastAttemptedAt }) =>
      status === 'open' && claimedBy !== null && claimedAt !== null && claimedAt > since && (lastAttemptedAt || 0) < claimedAt,
  );
  if (!fresh.length) return new Set();
  const rows = await db.query(CALLS, [client, fresh.map(({ id }) => id), toSqlTime(since)]);
  return new Set(rows.map((row) => Number(row.entry_id)));
}
