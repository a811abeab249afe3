import type { ClientId, UtcSeconds } from '../../shared/words';
import { type RuleBook, rulesAt } from '../entries/rules';
import type { Queryable } from './database';
import { toSqlTime } from './instants';

const DUE = `
  SELECT DISTINCT caller_key FROM smart_missed_calls
  WHERE client = ? AND status = 'open'
    AND (claimed_until <= ? OR (escalated_at IS NULL AND due_at <= ? AND (snoozed_until IS NULL OR snoozed_until <= ?)) OR last_missed_at <= ?)
  ORDER BY caller_key
`;

/** Callers with an open entry to which the passing of time may do something now. */
export async function callersDue(client: ClientId, db: Queryable, now: UtcSeconds, book: RuleBook): Promise<readonly string[]> {
  const { expireAfterSeconds } = rulesAt(book, now);
  const expired = expireAfterSeconds === null ? 0 : now - expireAfterSeconds;
  const at = toSqlTime(now);
  const rows = await db.query(DUE, [client, at, at, at, toSqlTime(expired)]);
  return rows.map((row) => String(row.caller_key));
}
