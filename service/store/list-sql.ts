import type { ClientId } from '../../shared/words';
import { between, beyond, both, found, fromEntries, joinedWord, MOST_JOINED, type Sql, signed, signedAny, standing } from './list-pieces';
import type { Place } from './list-place';
import { isAtHome, type ListPlan, type Stretch } from './list-plan';
import { EVERY, MARK, SHELVES } from './shelves';
import { isWhole } from './signs';

/** Where the reading starts. */
export interface Start {
  /** From the entries with any of these marks … */
  readonly marks: readonly string[];
  /** … or from these entries, which stand on every stretch of the plan; null: from the marks. */
  readonly gathered: readonly number[] | null;
  /** The same in the order that is read, where it is known and nothing else is asked of them. */
  readonly sorted: readonly Place[] | null;
  /** How many entries fit, where it is known without counting. */
  readonly total: number | null;
}

/** The start from marks. */
export function fromMarks(marks: readonly string[]): Start {
  return { marks, gathered: null, sorted: null, total: null };
}

/** Which part of the order: behind a place, or before it and backwards; null: from the beginning. */
export interface Part {
  readonly place: Place | null;
  readonly isBackwards: boolean;
  readonly limit: number;
}

/** The rows of a page, each with its place in the column `place_sort`, and what `count` says in `total_fits`. */
export function pageSql(client: ClientId, plan: ListPlan, start: Start, part: Part, count: Sql | null): Sql {
  const way = part.isBackwards ? ' DESC' : '';
  const places = start.sorted === null ? inOrder(client, plan, start, part) : listed(start.sorted);
  const status = plan.shelf === SHELVES.cleared ? 'cleared' : 'open';
  // Between two statements an entry may go.
  const still = start.sorted === null ? '' : ` AND e.status = '${status}' AND e.withdrawn_at IS NULL`;
  return {
    sql: `SELECT e.*, d.sort AS place_sort, ${count === null ? 'NULL' : `(${count.sql})`} AS total_fits
      FROM (${places.sql}) d STRAIGHT_JOIN smart_missed_calls e ON e.client = ? AND e.id = d.id${still}
      ORDER BY d.sort${way}, d.id${way}`,
    values: [...(count === null ? [] : count.values), ...places.values, client],
  };
}

/** How many entries fit, counted no further than so many. */
export function countSql(client: ClientId, plan: ListPlan, start: Start, most: number): Sql {
  const { sql, values } = branch(client, plan, start, null);
  const each = start.gathered === null && start.marks.length > 1 ? 'DISTINCT m.id' : 'm.id';
  return { sql: `SELECT COUNT(*) AS total FROM (SELECT ${each} ${sql} LIMIT ${most}) some`, values };
}

/**
 * The entries, with their places, that stand on a stretch and on all others of the plan, no more than so many; of its marks, what signs tell.
 * A name with two words that begin alike may come twice: to sift them out costs as much again, and numbers alone have many.
 */
export function stretchSql(client: ClientId, plan: ListPlan, first: Stretch, most: number): Sql {
  const others = plan.stretches.filter((one) => one !== first);
  const own = isAtHome(plan, first) ? between('m', plan) : [];
  const told = others.reduce<readonly Sql[]>((all, { onMark }) => (onMark === null ? all : all.concat(onMark)), []);
  const joined = others.filter(({ onMark }) => onMark === null).map((one, n) => joinedWord(`w${n}`, one));
  const scope = plan.anyOf === null ? [] : signedAny(plan.anyOf);
  const where = both([standing('m', first), ...own, ...signed(plan, EVERY), ...scope, ...plan.sleep, ...told]);
  const isOnce = !joined.length && !/^\d+%$/.test(first.mark);
  return {
    sql: `SELECT ${isOnce ? '' : 'DISTINCT '}m.id, m.sort FROM smc_marks m ${joined.map(({ sql }) => sql).join(' ')} WHERE m.client = ? AND ${where.sql} LIMIT ${most}`,
    values: [...both(joined).values, client, ...where.values],
  };
}

/** How many entries there are with each of some marks, counted no further than so many: columns `n0`, `n1` … */
export function weightSql(client: ClientId, { shelf }: ListPlan, marks: readonly string[], most: number): Sql {
  const each = marks.map(
    (_, n) =>
      `(SELECT COUNT(*) FROM (SELECT 1 FROM smc_marks m WHERE m.client = ? AND m.shelf = ? AND m.mark = ? LIMIT ${most}) w${n}) AS n${n}`,
  );
  return { sql: `SELECT ${each.join(', ')}`, values: marks.reduce<unknown[]>((all, mark) => all.concat(client, shelf, mark), []) };
}

/** The first place among open entries with any of these marks: when the oldest wait began. Each mark's is the first of its index. */
export function oldestSql(client: ClientId, marks: readonly string[]): Sql {
  const each = marks.map(() => 'SELECT MIN(m.sort) AS first FROM smc_marks m WHERE m.client = ? AND m.shelf = ? AND m.mark = ?');
  const values = marks.reduce<unknown[]>((all, mark) => all.concat(client, SHELVES.oldest, mark), []);
  return { sql: `SELECT MIN(first) FROM (${each.join(' UNION ALL ')}) firsts`, values };
}

/** Places that are known. */
function listed(places: readonly Place[]): Sql {
  return {
    sql: places.map((_, n) => (n === 0 ? 'SELECT ? AS sort, ? AS id' : 'SELECT ?, ?')).join(' UNION ALL '),
    values: places.reduce<number[]>((all, { sort, id }) => all.concat(sort, id), []),
  };
}

/** The places of a page. Each mark is read in its own order, and the beginnings are put together. */
function inOrder(client: ClientId, plan: ListPlan, start: Start, part: Part): Sql {
  const way = part.isBackwards ? ' DESC' : '';
  const end = ` ORDER BY m.sort${way}, m.id${way} LIMIT ${part.limit}`;
  const starts = start.gathered === null ? start.marks.map((mark) => fromMarks([mark])) : [start];
  const branches = starts.map((one): Sql => {
    const { sql, values } = branch(client, plan, one, part);
    return { sql: `SELECT m.sort, m.id ${sql}${end}`, values };
  });
  if (branches.length === 1) return branches[0] as Sql;
  // Old servers take no bracket at the beginning of a derived table: every branch is wrapped.
  const union = branches.map(({ sql }, n) => `SELECT b${n}.sort, b${n}.id FROM (${sql}) b${n}`).join(' UNION ');
  return {
    sql: `SELECT u.sort, u.id FROM (${union}) u ORDER BY u.sort${way}, u.id${way} LIMIT ${part.limit}`,
    values: branches.reduce<unknown[]>((all, { values }) => all.concat(values), []),
  };
}

/** FROM and WHERE over the marks `m` that a start leads to. */
function branch(client: ClientId, plan: ListPlan, start: Start, part: Part | null): Sql {
  const { shelf, anyOf } = plan;
  const { marks, gathered } = start;
  const from: Sql[] = [gathered === null ? { sql: 'FROM smc_marks m', values: [] } : fromEntries(gathered)];
  joinedOf(plan, start).forEach((mark, n) => {
    const on = `f${n}.client = m.client AND f${n}.shelf = m.shelf AND f${n}.mark = ? AND f${n}.sort = m.sort AND f${n}.id = m.id`;
    from.push({ sql: `STRAIGHT_JOIN smc_marks f${n} ON ${on}`, values: [mark] });
  });
  const where: Sql[] = [{ sql: 'm.client = ? AND m.shelf = ?', values: [client, shelf] }];
  if (gathered !== null) where.push({ sql: 'm.mark = ?', values: [EVERY] });
  if (gathered !== null && gathered.length > MOST_JOINED) where.push({ sql: 'm.id IN (?)', values: [gathered] });
  if (gathered === null) where.push({ sql: 'm.mark IN (?)', values: [marks] });
  where.push(...between('m', plan));
  if (part !== null && part.place !== null) where.push(beyond(part.place, part.isBackwards ? '<' : '>'));
  if (gathered === null) {
    where.push(...signed(plan, begunWith(start)), ...plan.sleep);
    for (const { onMark } of plan.stretches) if (onMark !== null) where.push(onMark);
    for (const one of plan.stretches) if (one.onMark === null) where.push(found(client, standing('s', one)));
  }
  if (anyOf !== null && !isOfScope(plan, start)) {
    if (gathered === null) where.push(...signedAny(anyOf));
    where.push(found(client, { sql: 's.shelf = ? AND s.mark IN (?)', values: [shelf, anyOf] }));
  }
  return {
    sql: `${from.map(({ sql }) => sql).join(' ')} WHERE ${both(where).sql}`,
    values: from.concat(where).reduce<unknown[]>((all, { values }) => all.concat(values), []),
  };
}

/** Whether reading the marks a start leads to is enough: nothing is looked up beside them. */
export function isEnough(plan: ListPlan, start: Start): boolean {
  const isTold = start.gathered !== null || plan.stretches.every(({ onMark }) => onMark !== null);
  return isTold && !joinedOf(plan, start).length && (plan.anyOf === null || isOfScope(plan, start));
}

function isOfScope({ anyOf }: ListPlan, { marks, gathered }: Start): boolean {
  return anyOf !== null && gathered === null && marks.every((mark) => anyOf.indexOf(mark) >= 0);
}

/** The marks each entry is looked up under: those it was not found by, and no other mark tells. */
function joinedOf({ marks }: ListPlan, start: Start): readonly string[] {
  return marks.filter((mark) => mark !== begunWith(start) && !isWhole(mark) && mark !== MARK.snoozed);
}

/** The one mark a start leads to, or that of all. */
function begunWith({ marks, gathered }: Start): string {
  return gathered === null && marks.length === 1 ? marks[0] || EVERY : EVERY;
}
