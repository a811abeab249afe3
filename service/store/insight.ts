import type { Entry } from '../../shared/entry';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { fromRow } from './columns';
import type { Queryable, SqlRow } from './database';
import { ENTRY_COLUMNS } from './entry-columns';
import { HAS_TARGET, IN_TARGET, type InsightQuery, insightWhere, OUTCOME, type OutcomeName, SHELF } from './insight-query';
import { toSqlTime } from './instants';

/** Callers whose wait began within the same quarter of an hour and ended alike. */
export interface Quarter {
  readonly at: UtcSeconds;
  readonly outcome: OutcomeName;
  readonly callers: number;
  /** Of those: who had a response target, and who was answered within it. */
  readonly withTarget: number;
  readonly inTarget: number;
}

/** Callers who have something in common: a reason, a number of ours, a phone. */
export interface Share {
  /** '' where there is none. */
  readonly value: string;
  readonly callers: number;
  readonly recovered: number;
}

/** Somebody who was often not served. */
export interface TopCaller {
  readonly callerKey: string;
  readonly callerNumber: string;
  readonly callerName: string;
  /** His newest entry of those that are counted. */
  readonly newestId: number;
  /** Calls nobody took. */
  readonly misses: number;
  readonly callers: number;
  readonly recovered: number;
}

/** No zone's hour begins but on a quarter of UTC's, so that quarters add up to anybody's hours, days and weeks. */
const QUARTER = 900;
const RECOVERED = "COALESCE(SUM(e.cleared_by IN ('returned', 'answered_later')), 0)";
/** A wait longer than this many minutes is told as this: nobody's median lies there. */
const LONGEST_WAIT = 100000;

/** Who was not served and what became of them, a quarter of an hour at a time. */
export async function readQuarters(client: ClientId, db: Queryable, query: InsightQuery, now: UtcSeconds): Promise<readonly Quarter[]> {
  const { sql, values } = insightWhere(client, query);
  const rows = await db.query(
    `SELECT TIMESTAMPDIFF(SECOND, '1970-01-01', e.first_missed_at) DIV ${QUARTER} AS quarter, ${OUTCOME} AS outcome, COUNT(*) AS callers,
      SUM(${HAS_TARGET}) AS with_target, COALESCE(SUM(e.due_at IS NOT NULL AND ${IN_TARGET}), 0) AS in_target
    FROM smart_missed_calls e FORCE INDEX (insight) WHERE e.client = ? AND ${sql} GROUP BY quarter, outcome ORDER BY NULL`,
    [toSqlTime(now), client, ...values],
  );
  return rows.map((row) => ({
    at: Number(row.quarter) * QUARTER,
    outcome: String(row.outcome) as OutcomeName,
    callers: Number(row.callers),
    withTarget: Number(row.with_target),
    inTarget: Number(row.in_target),
  }));
}

/** How long those who were called back had waited, in whole minutes: how many callers a minute, shortest first. */
export async function readWaits(
  client: ClientId,
  db: Queryable,
  query: InsightQuery,
): Promise<readonly { readonly minutes: number; readonly callers: number }[]> {
  const { sql, values } = insightWhere(client, { ...query, outcomes: ['returned'] });
  const wait = `LEAST(${LONGEST_WAIT}, TIMESTAMPDIFF(MINUTE, e.first_missed_at, e.cleared_at))`;
  const rows = await db.query(
    `SELECT ${wait} AS minutes, COUNT(*) AS callers FROM smart_missed_calls e FORCE INDEX (insight) WHERE e.client = ? AND ${sql} GROUP BY minutes`,
    [client, ...values],
  );
  return rows
    .map((row) => ({ minutes: Math.max(0, Number(row.minutes)), callers: Number(row.callers) }))
    .sort((one, other) => one.minutes - other.minutes);
}

function toShare(row: SqlRow): Share {
  return { value: String(row.value), callers: Number(row.callers), recovered: Number(row.recovered) };
}

/** How many callers for each reason, or for each number of ours, most first. */
export async function readShares(
  client: ClientId,
  db: Queryable,
  query: InsightQuery,
  by: 'reason' | 'did',
  limit: number,
): Promise<readonly Share[]> {
  const { sql, values } = insightWhere(client, query);
  const value = by === 'did' ? 'e.did' : "COALESCE(e.reason, 'message_left')";
  const rows = await db.query(
    `SELECT ${value} AS value, COUNT(*) AS callers, ${RECOVERED} AS recovered FROM smart_missed_calls e FORCE INDEX (insight) WHERE e.client = ? AND ${sql}
    GROUP BY value ORDER BY callers DESC, value LIMIT ?`,
    [client, ...values, limit],
  );
  return rows.map(toShare);
}

/** What the first letter of a mark stands for. */
const PLACES = { queue: 'q', ringGroup: 'g', extension: 'x' } as const;
export type PlaceKind = keyof typeof PLACES;

/** How many callers for each queue, ring group or phone that was tried, most first. */
export async function readPlaces(
  client: ClientId,
  db: Queryable,
  query: InsightQuery,
  kind: PlaceKind,
  limit: number,
): Promise<readonly Share[]> {
  const { sql, values } = insightWhere(client, query);
  const rows = await db.query(
    `SELECT SUBSTRING(p.mark, 2) AS value, COUNT(*) AS callers, ${RECOVERED} AS recovered FROM smart_missed_calls e FORCE INDEX (insight)
    STRAIGHT_JOIN smc_marks p FORCE INDEX (by_entry) ON p.client = e.client AND p.id = e.id AND p.shelf = ${SHELF} AND p.mark LIKE ?
    WHERE e.client = ? AND ${sql} GROUP BY p.mark ORDER BY callers DESC, p.mark LIMIT ?`,
    [`${PLACES[kind]}%`, client, ...values, limit],
  );
  return rows.map(toShare);
}

/** Whose calls nobody took most often; those who withheld their number are nobody in particular and left out. */
export async function readTopCallers(client: ClientId, db: Queryable, query: InsightQuery, limit: number): Promise<readonly TopCaller[]> {
  const { sql, values } = insightWhere(client, query);
  const rows = await db.query(
    `SELECT e.caller_key, MAX(e.id) AS newest, SUM(e.missed_count) AS misses, COUNT(*) AS callers, ${RECOVERED} AS recovered FROM smart_missed_calls e FORCE INDEX (insight)
    WHERE e.client = ? AND ${sql} AND e.caller_key <> 'anonymous' AND e.caller_key NOT LIKE 'erased:%'
    GROUP BY e.caller_key ORDER BY misses DESC, e.caller_key LIMIT ?`,
    [client, ...values, limit],
  );
  if (rows.length === 0) return [];
  const named = await db.query('SELECT id, caller_number, caller_name FROM smart_missed_calls WHERE client = ? AND id IN (?)', [
    client,
    rows.map((row) => row.newest),
  ]);
  const newest = new Map(named.map((row): [number, SqlRow] => [Number(row.id), row]));
  return rows.map((row) => {
    const who = newest.get(Number(row.newest));
    return {
      callerKey: String(row.caller_key),
      callerNumber: String(who?.caller_number || ''),
      callerName: String(who?.caller_name || ''),
      newestId: Number(row.newest),
      misses: Number(row.misses),
      callers: Number(row.callers),
      recovered: Number(row.recovered),
    };
  });
}

/** Where a page of callers ended: the next one goes on behind it. */
export interface BehindPlace {
  readonly at: UtcSeconds;
  readonly id: number;
}

/** The callers a figure counts, newest first, at most so many. */
export async function readBehind(
  client: ClientId,
  db: Queryable,
  query: InsightQuery,
  after: BehindPlace | null,
  limit: number,
): Promise<readonly Entry[]> {
  const { sql, values } = insightWhere(client, query);
  const at = after === null ? '' : toSqlTime(after.at);
  const beyond = after === null ? '' : 'AND e.first_missed_at <= ? AND (e.first_missed_at < ? OR e.id < ?)';
  const places = await db.query(
    `SELECT e.id, e.first_missed_at FROM smart_missed_calls e FORCE INDEX (insight) WHERE e.client = ? AND ${sql} ${beyond} ORDER BY e.first_missed_at DESC, e.id DESC LIMIT ?`,
    [client, ...values, ...(after === null ? [] : [at, at, after.id]), limit],
  );
  if (places.length === 0) return [];
  const ids = places.map((row) => Number(row.id));
  const rows = await db.query('SELECT * FROM smart_missed_calls WHERE client = ? AND id IN (?)', [client, ids]);
  const found = new Map(rows.map((row): [number, Entry] => [Number(row.id), fromRow(ENTRY_COLUMNS, row)]));
  return ids.map((id) => found.get(id)).filter((entry): entry is Entry => entry !== undefined);
}
