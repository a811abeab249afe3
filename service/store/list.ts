import type { CallFact, ClearedBy, Entry } from '../../shared/entry';
import type { Scope } from '../../shared/identity';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { ATTEMPT_COLUMNS, toFact } from './attempt-columns';
import { fromRow } from './columns';
import type { Queryable, SqlRow } from './database';
import { ENTRY_COLUMNS } from './entry-columns';
import { toSqlTime } from './instants';
import { type EntriesInOrder, readPage } from './list-page';
import type { Sql } from './list-pieces';
import { planOf } from './list-plan';
import type { ListQuery } from './list-query';
import { countSql, fromMarks, isEnough, oldestSql } from './list-sql';
import { startOf } from './list-start';
import { EVERY, isInScope, scopeMarks } from './shelves';

/** One page of the list. */
export interface ListPage extends EntriesInOrder {
  /** Entries that fit, on all pages: at most MOST_COUNTED. */
  readonly total: number;
  /** There are more than `total` says. */
  readonly isMore: boolean;
}

/** Entries are counted so far: a page says "1000+" rather than to make everybody wait. */
export const MOST_COUNTED = 1000;
/** The same where each of them has to be looked at, or many more than fit. */
const FEWER_COUNTED = 100;

/** A fact as an entry's page shows it: one call, counted or a callback. */
export interface ListedAttempt extends CallFact {
  readonly entryId: number | null;
  readonly afterHours: boolean;
}

/** The figures above the list. One that is greater than MOST_COUNTED means: more than so many. */
export interface ListCounts {
  readonly open: number;
  readonly overdue: number;
  readonly unclaimed: number;
  /** Claimed by the reader or given to him. */
  readonly mine: number;
  readonly snoozed: number;
  /** First miss of the caller who waits longest; null when nobody waits. */
  readonly oldestWaitSince: UtcSeconds | null;
  /** Cleared since an instant, by what cleared them. */
  readonly cleared: Readonly<Record<ClearedBy, number>>;
}

/** Whose figures they are. */
export interface Counting {
  readonly userId: string;
  readonly scope: Scope | null;
}

/** One page of the list. */
export async function listEntries(client: ClientId, db: Queryable, query: ListQuery): Promise<ListPage> {
  const plan = planOf(query);
  const start = await startOf(client, db, plan);
  if (start === null) return { entries: [], total: 0, isMore: false, before: null, after: null };
  const isRead = isEnough(plan, start);
  const isPlain = isRead && plan.anyOf === null && plan.marks.length < 2;
  const most = start.total !== null || isPlain ? MOST_COUNTED : FEWER_COUNTED;
  const count = countSql(client, plan, start, most + 1);
  const { counted, ...page } = await readPage(client, db, plan, start, query, isRead && start.total === null ? count : null);
  // A first page with nothing behind it has all there is.
  if (page.before === null && page.after === null) return { ...page, total: page.entries.length, isMore: false };
  const known = start.total === null ? counted : start.total;
  const total = known === null ? await countFitting(db, count) : known;
  return { ...page, total: Math.min(most, total), isMore: total > most };
}

const EVERYBODY: Counting = { userId: '', scope: null };

/** The figures above the list at an instant, in one statement; cleared entries are counted from `since`. */
export async function countEntries(
  client: ClientId,
  db: Queryable,
  now: UtcSeconds,
  since: UtcSeconds,
  { userId, scope }: Counting = EVERYBODY,
): Promise<ListCounts> {
  const cleared = (clearedBy: ClearedBy): ListQuery => ({ status: 'cleared', clearedBy, from: since });
  const queries: Readonly<Record<string, ListQuery>> = {
    open: { status: 'open' },
    overdue: { status: 'open', order: 'overdue', overdueAt: now },
    unclaimed: { status: 'open', unclaimed: true },
    mine: { status: 'open', owner: userId },
    snoozed: { status: 'open', asleepAt: now },
    ...{ returned: cleared('returned'), answered_later: cleared('answered_later'), manual: cleared('manual'), expired: cleared('expired') },
  };
  const marks = scope === null ? null : scopeMarks(scope);
  // Few are a user's own or asleep: each of those is held against the scope, not the other way round.
  const FEW = ['mine', 'snoozed'];
  const names = Object.keys(queries).filter((name) => name !== 'mine' || userId !== '');
  const each = names.map((name) => {
    const plan = planOf({ ...(queries[name] as ListQuery), scope });
    return countSql(client, plan, fromMarks(marks !== null && FEW.indexOf(name) < 0 ? marks : [plan.marks[0] || EVERY]), MOST_COUNTED + 1);
  });
  const oldest = oldestSql(client, marks || [EVERY]);
  const sql = `SELECT ${each.map((one, n) => `(${one.sql}) AS ${names[n]}`).join(', ')}, (${oldest.sql}) AS oldest`;
  const values = each.concat(oldest).reduce<readonly unknown[]>((all, one) => all.concat(one.values), []);
  const [row] = marks !== null && !marks.length ? [] : await db.query(sql, values);
  const figure = (name: string): number => Number(row?.[name] || 0);
  return {
    ...{
      open: figure('open'),
      overdue: figure('overdue'),
      unclaimed: figure('unclaimed'),
      mine: figure('mine'),
      snoozed: figure('snoozed'),
    },
    oldestWaitSince: row === undefined || row.oldest === null ? null : Number(row.oldest),
    cleared: {
      returned: figure('returned'),
      answered_later: figure('answered_later'),
      manual: figure('manual'),
      expired: figure('expired'),
    },
  };
}

/** One entry, withdrawn or not; null when the client has none of that number, or none the reader may know of. */
export async function readEntry(client: ClientId, db: Queryable, id: number, scope: Scope | null = null): Promise<Entry | null> {
  const [row] = await db.query('SELECT * FROM smart_missed_calls WHERE client = ? AND id = ?', [client, id]);
  const entry = row ? toEntry(row) : null;
  return entry !== null && isInScope(entry, scope) ? entry : null;
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

function toEntry(row: SqlRow): Entry {
  return fromRow(ENTRY_COLUMNS, row);
}

async function countFitting(db: Queryable, { sql, values }: Sql): Promise<number> {
  const [row] = await db.query(sql, values);
  return Number(row?.total);
}
