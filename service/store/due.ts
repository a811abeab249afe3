import type { ClientId, UtcSeconds } from '../../shared/words';
import type { RuleBook } from '../entries/rules';
import type { Queryable } from './database';
import { toSqlTime } from './instants';

const DUE = `
  SELECT DISTINCT caller_key FROM smart_missed_calls
  WHERE client = ? AND status = 'open'
    AND (claimed_until <= ? OR (escalated_at IS NULL AND due_at <= ? AND (snoozed_until IS NULL OR snoozed_until <= ?)) OR last_missed_at <= ?)
  ORDER BY caller_key
`;

const EXPIRING =
  "SELECT DISTINCT caller_key FROM smart_missed_calls WHERE client = ? AND status = 'open' AND last_missed_at <= ? ORDER BY caller_key";

/** Callers with an open entry that may have expired before an instant. */
export async function callersExpiring(client: ClientId, db: Queryable, before: UtcSeconds, book: RuleBook): Promise<readonly string[]> {
  const rows = await db.query(EXPIRING, [client, toSqlTime(expiredBy(before, book))]);
  return rows.map((row) => String(row.caller_key));
}

/** Callers with an open entry to which the passing of time may do something now. */
export async function callersDue(client: ClientId, db: Queryable, now: UtcSeconds, book: RuleBook): Promise<readonly string[]> {
  const at = toSqlTime(now);
  const rows = await db.query(DUE, [client, at, at, at, toSqlTime(expiredBy(now, book))]);
  return rows.map((row) => String(row.caller_key));
}

/** The latest last miss that is too long ago by then, by the rules of some time up to then; 0 for none. */
function expiredBy(now: UtcSeconds, book: RuleBook): UtcSeconds {
  return book.reduce((latest, { since, rules }, page) => {
    if (rules.expireAfterSeconds === null || (page > 0 && since > now)) return latest;
    const next = book[page + 1];
    const end = next === undefined ? now : Math.min(now, next.since - 1);
    return Math.max(latest, end - rules.expireAfterSeconds);
  }, 0);
}
