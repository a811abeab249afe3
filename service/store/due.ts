import type { ClientId, UtcSeconds } from '../../shared/words';
import type { RuleBook } from '../entries/rules';
import type { Queryable } from './database';
import { toSqlTime } from './instants';

const EXPIRING = 'last_missed_at <= ?';
const DUE = `claimed_until <= ? OR (escalated_at IS NULL AND due_at <= ? AND (snoozed_until IS NULL OR snoozed_until <= ?)) OR ${EXPIRING}`;

/** Callers with an open entry that may have expired before an instant. */
export async function callersExpiring(client: ClientId, db: Queryable, before: UtcSeconds, book: RuleBook): Promise<readonly string[]> {
  return callersWhere(client, db, EXPIRING, [toSqlTime(expiredBy(before, book))]);
}

/** Callers with an open entry to which the passing of time may do something now. */
export async function callersDue(client: ClientId, db: Queryable, now: UtcSeconds, book: RuleBook): Promise<readonly string[]> {
  const at = toSqlTime(now);
  return callersWhere(client, db, DUE, [at, at, at, toSqlTime(expiredBy(now, book))]);
}

/** Callers with an open entry of which one of our conditions holds. */
async function callersWhere(client: ClientId, db: Queryable, condition: string, values: readonly string[]): Promise<readonly string[]> {
  const sql = `SELECT DISTINCT caller_key FROM smart_missed_calls WHERE client = ? AND status = 'open' AND (${condition}) ORDER BY caller_key`;
  return (await db.query(sql, [client, ...values])).map((row) => String(row.caller_key));
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
