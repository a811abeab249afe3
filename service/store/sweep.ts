import type { ClientId, UtcSeconds } from '../../shared/words';
import { readCursor, saveCursor } from './cursors';
import type { Writable } from './database';
import { toSqlTime } from './instants';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** How long the proof of a call is kept that no entry could need: rows later than this come by a backfill, which judges the call anew. */
const KEPT_SECONDS = 72 * HOUR;
/** How long a row that could not be read is remembered after it was last seen; what it would have meant is not in it. */
const UNREADABLE_SECONDS = 90 * DAY;
/** Such rows at a time. */
const PIECE = 500;
/** The name under which is kept how far was swept. */
const SWEPT = 'sweep';

const SWEEP = `
  DELETE FROM smc_proofs WHERE client = ? AND judged_at >= ? AND judged_at < ? AND NOT EXISTS (
    SELECT 1 FROM smc_attempts a JOIN smart_missed_calls e ON e.client = a.client AND e.caller_key = a.caller_key
    WHERE a.client = smc_proofs.client AND a.call_id = smc_proofs.call_id
  )
`;

const SWEEP_UNREADABLE = 'DELETE FROM smc_unreadable WHERE client = ? AND last_seen_at < ? ORDER BY source, found_where LIMIT ?';

/**
 * Removes, once an hour, the proofs of calls with people who never were on the list, three days later: most calls are answered, and their
 * proofs would fill the disk; what the calls meant is kept. Removes also what could not be read and was not seen again for ninety days.
 * Answers how many proofs and rows went.
 */
export async function sweep(client: ClientId, tx: Writable, now: UtcSeconds): Promise<number> {
  const swept = Number((await readCursor(client, tx, SWEPT)) || 0);
  const until = now - KEPT_SECONDS;
  if (until - swept < HOUR) return 0;
  const proofs = await tx.change(SWEEP, [client, toSqlTime(swept), toSqlTime(until)]);
  const rows = await tx.change(SWEEP_UNREADABLE, [client, toSqlTime(now - UNREADABLE_SECONDS), PIECE]);
  await saveCursor(client, tx, SWEPT, until, now);
  return proofs + rows;
}
