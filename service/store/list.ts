import type { CallFact, Entry } from '../../shared/entry';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { ATTEMPT_COLUMNS, toFact } from './attempt-columns';
import { fromRow } from './columns';
import type { Queryable, SqlRow } from './database';
import { ENTRY_COLUMNS } from './entry-columns';
import { fromSqlTime, toSqlTime } from './instants';
import { writePlace } from './list-place';
import type { ListQuery } from './list-query';
import { toSql } from './list-sql';

/** The figures above the list. */
export interface ListCounts {
  readonly open: number;
  readonly snoozed: number;
  readonly overdue: number;
  /** First miss of the caller who waits longest; null when nobody waits. */
  readonly oldestWaitSince: UtcSeconds | null;
  /** Cleared since an instant, by what cleared them. */
  readonly cleared: Readonly<Record<'returned' | 'answered_later' | 'manual' | 'expired', number>>;
}

/** One page of the list. */
export interface ListPage {
  readonly entries: readonly Entry[];
  /** Entries that fit, on all pages: at most MOST_COUNTED. */
  readonly total: number;
  /** There are more than `total` says. */
  readonly isMore: boolean;
  /** What to ask for the page before and the page after; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Entries are counted so far: a page says "1000+" rather than to make everybody wait. */
export const MOST_COUNTED = 1000;

/** A fact as an entry's page shows it: one call, counted or a callback. */
export interface ListedAttempt extends CallFact {
  readonly entryId: number | null;
  readonly afterHours: boolean;
}

/** One page of the list. */
export async function listEntries(client: ClientId, db: Queryable, query: ListQuery): Promise<ListPage> {
  const { sort, where, values, place, placeValues, isBackwards } = toSql(query);
  const limit = Math.min(500, Math.max(1, query.limit === undefined ? 100 : query.limit));
  const counted = `SELECT 1 FROM smart_missed_calls WHERE client = ? AND ${where} LIMIT ${MOST_COUNTED + 1}`;
  const [count] = await db.query(`SELECT COUNT(*) AS total FROM (${counted}) some`, [client, ...values]);
  const total = Number(count?.total);
  const way = isBackwards ? 'DESC' : 'ASC';
  const rows = await db.query(
    `SELECT *, ${sort} AS sort FROM smart_missed_calls WHERE client = ? AND ${where} ${place} ORDER BY sort ${way}, id ${way} LIMIT ?`,
    [client, ...values, ...placeValues, limit + 1],
  );
  const shown = rows.slice(0, limit);
  if (isBackwards) shown.reverse();
  const goesOn = rows.length > limit;
  const places = shown.map((row) => writePlace({ sort: Number(row.sort), id: Number(row.id) }));
  const isFront = !query.after && !query.before;
  return {
    entries: shown.map(toEntry),
    total: Math.min(MOST_COUNTED, total),
    isMore: total > MOST_COUNTED,
    before: (isBackwards ? goesOn : !isFront) ? places[0] || null : null,
    after: (isBackwards ? true : goesOn) ? places[places.length - 1] || null : null,
  };
}

/** The figures above the list at an instant; cleared entries are counted from `since`. */
export async function countEntries(client: ClientId, db: Queryable, now: UtcSeconds, since: UtcSeconds): Promise<ListCounts> {
  const at = toSqlTime(now);
  const [open] = await db.query(COUNT_OPEN, [at, at, client]);
  const rows = await db.query(COUNT_CLEARED, [client, toSqlTime(since)]);
  const by = new Map(rows.map((row): [string, number] => [String(row.cleared_by), Number(row.total)]));
  const count = (name: string): number => by.get(name) || 0;
  return {
    open: Number(open?.total),
    snoozed: Number(open?.snoozed),
    overdue: Number(open?.overdue),
    oldestWaitSince: open?.oldest ? fromSqlTime(open.oldest) : null,
    cleared: { returned: count('returned'), answered_later: count('answered_later'), manual: count('manual'), expired: count('expired') },
  };
}

/** One entry, withdrawn or not; null when the client has none of that number. */
export async function readEntry(client: ClientId, db: Queryable, id: number): Promise<Entry | null> {
  const [row] = await db.query('SELECT * FROM smart_missed_calls WHERE client = ? AND id = ?', [client, id]);
  return row ? toEntry(row) : null;
}

/** The calls an entry counts, and our calls with its caller, newest first; at most so many. */
export async function readAttempts(client: ClientId, db: Queryable, entry: Entry, limit = 200): Promise<readonly ListedAttempt[]> {
  const sql = `SELECT * FROM smc_attempts WHERE client = ? AND (entry_id = ? OR (caller_key = ? AND kind IN ('returned', 'attempted', 'answered')
    AND started_at >= ?)) ORDER BY started_at DESC, call_id DESC LIMIT ?`;
  const rows = await db.query(sql, [client, entry.id, entry.callerKey, toSqlTime(entry.firstMissedAt), limit]);
  return rows.map((row) => {
    const attempt = fromRow(ATTEMPT_COLUMNS, row);
    return { ...toFact(attempt), entryId: attempt.entryId, afterHours: attempt.afterHours };
  });
}

const COUNT_OPEN = `
  SELECT COUNT(*) AS total, COALESCE(SUM(snoozed_until > ?), 0) AS snoozed, COALESCE(SUM(due_at <= ?), 0) AS overdue,
    MIN(first_missed_at) AS oldest
  FROM smart_missed_calls WHERE client = ? AND status = 'open'
`;
const COUNT_CLEARED = `
  SELECT cleared_by, COUNT(*) AS total FROM smart_missed_calls
  WHERE client = ? AND cleared_at >= ? AND withdrawn_at IS NULL GROUP BY cleared_by
`;

function toEntry(row: SqlRow): Entry {
  return fromRow(ENTRY_COLUMNS, row);
}
