import type { ClearedBy } from '../../shared/entry';
import type { Scope } from '../../shared/identity';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { toSqlTime } from './instants';
import type { ListReason } from './list-query';
import { MARK, SHELVES, scopeMarks } from './shelves';

/** What became of a caller nobody had served; `open`: he still waits. */
export type OutcomeName = 'open' | ClearedBy;

/** From an instant until before another. */
export interface Interval {
  readonly from: UtcSeconds;
  readonly until: UtcSeconds;
}

/** Which callers are counted: whose wait began in one of these intervals. What is absent, null or '' narrows nothing. */
export interface InsightQuery {
  /** In order, and not overlapping; none at all counts nobody. */
  readonly intervals: readonly Interval[];
  readonly scope: Scope | null;
  readonly outcomes?: readonly OutcomeName[];
  readonly reason?: ListReason | '';
  readonly did?: string | null;
  readonly queue?: string;
  readonly ringGroup?: string;
  readonly extension?: string;
  readonly callerKey?: string;
  /** Only those whose response target was met, or was not by an instant. */
  readonly target?: { readonly isMet: boolean; readonly now: UtcSeconds } | null;
}

/** A condition on rows `e` of the list, with its values. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Whether there was a response target, and it is decided: somebody who waits may still be answered within it. */
export const HAS_TARGET = "(e.due_at IS NOT NULL AND (e.status <> 'open' OR e.due_at <= ?))";
/** Whether the caller was served within the target; null of who was not cleared, or without one. */
export const IN_TARGET = "(e.cleared_by IN ('returned', 'answered_later') AND e.cleared_at <= e.due_at)";
/** What became of an entry, as a column. */
export const OUTCOME = "IF(e.status = 'open', 'open', e.cleared_by)";
/** The shelf on which an entry's marks are looked up. */
export const SHELF = `IF(e.status = 'open', ${SHELVES.oldest}, ${SHELVES.cleared})`;

function marked(client: ClientId, marks: readonly string[]): Condition {
  // As a value: an EXISTS may be turned into a reading of all entries that have the mark.
  return {
    sql: `(SELECT s.id FROM smc_marks s WHERE s.client = ? AND s.id = e.id AND s.shelf = ${SHELF} AND s.mark IN (?) LIMIT 1) IS NOT NULL`,
    values: [client, marks.length ? marks : [null]],
  };
}

/** The conditions of a query beside the client's own, which the statement itself names. */
export function insightWhere(client: ClientId, query: InsightQuery): Condition {
  const { intervals, scope, outcomes, reason, did, queue, ringGroup, extension, callerKey, target } = query;
  const first = intervals[0];
  const last = intervals[intervals.length - 1];
  if (first === undefined || last === undefined) return { sql: 'FALSE', values: [] };
  const all: Condition[] = [
    {
      sql: 'e.first_missed_at >= ? AND e.first_missed_at < ? AND e.withdrawn_at IS NULL',
      values: [toSqlTime(first.from), toSqlTime(last.until)],
    },
  ];
  const add = (sql: string, ...values: readonly unknown[]) => all.push({ sql, values });
  if (intervals.length > 1) {
    const each = intervals.map(() => '(e.first_missed_at >= ? AND e.first_missed_at < ?)').join(' OR ');
    add(`(${each})`, ...intervals.reduce<string[]>((times, one) => times.concat(toSqlTime(one.from), toSqlTime(one.until)), []));
  }
  if (outcomes) add(`${OUTCOME} IN (?)`, outcomes.length ? outcomes : ['']);
  if (reason) add(reason === 'message_left' ? 'e.reason IS NULL' : 'e.reason = ?', ...(reason === 'message_left' ? [] : [reason]));
  if (did !== undefined && did !== null) add('e.did = ?', did);
  if (callerKey) add('e.caller_key = ?', callerKey);
  if (target) {
    add(`${HAS_TARGET} AND ${target.isMet ? '' : 'NOT '}COALESCE(${IN_TARGET}, FALSE)`, toSqlTime(target.now));
  }
  const marks = [queue && MARK.queue(queue), ringGroup && MARK.ringGroup(ringGroup), extension && MARK.extension(extension)];
  for (const mark of marks) if (mark) all.push(marked(client, [mark]));
  if (scope !== null) all.push(marked(client, scopeMarks(scope)));
  return {
    sql: all.map(({ sql }) => sql).join(' AND '),
    values: all.reduce<unknown[]>((values, one) => values.concat(one.values), []),
  };
}
