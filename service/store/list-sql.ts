import type { ClientId } from '../../shared/words';
import type { Place } from './list-place';
import type { Condition, ListPlan, Stretch } from './list-plan';
import { EVERY, SHELVES } from './shelves';

/** A statement, or a piece of one, and its values in their order. */
export interface Sql {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Where the reading starts. */
export interface Start {
  /** From the entries with any of these marks … */
  readonly marks: readonly string[];
  /** … or from these entries, which stand on every stretch of the plan; null: from the marks. */
  readonly gathered: readonly number[] | null;
  /** How many entries fit, where it is known without counting. */
  readonly total: number | null;
}

/** The start from marks. */
export function fromMarks(marks: readonly string[]): Start {
  return { marks, gathered: null, total: null };
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
  const places = inOrder(client, plan, start, part);
  return {
    sql: `SELECT e.*, d.sort AS place_sort, ${count === null ? 'NULL' : `(${count.sql})`} AS total_fits
      FROM (${places.sql}) d STRAIGHT_JOIN smart_missed_calls e ON e.client = ? AND e.id = d.id
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

/** The entries that stand on a stretch and on all of some others, no more than so many. */
export function stretchSql(client: ClientId, first: Stretch, others: readonly Stretch[], most: number): Sql {
  const { sql, values } = both([standing('m', first)].concat(others.map((one) => found(client, standing('s', one)))));
  return { sql: `SELECT DISTINCT m.id FROM smc_marks m WHERE m.client = ? AND ${sql} LIMIT ${most}`, values: [client, ...values] };
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
function branch(client: ClientId, plan: ListPlan, { marks, gathered }: Start, part: Part | null): Sql {
  const { shelf, anyOf, least, below } = plan;
  const walked = gathered === null ? plan.stretches : [];
  const rows = walked.reduce<readonly Condition[]>((all, { onRow }) => (onRow === null ? all : all.concat(onRow)), plan.rows);
  const joined = plan.marks.filter((mark) => gathered !== null || marks.length !== 1 || marks[0] !== mark);
  const from: Sql[] = [{ sql: gathered === null ? 'FROM smc_marks m' : 'FROM smc_marks m FORCE INDEX (by_entry)', values: [] }];
  joined.forEach((mark, n) => {
    const on = `f${n}.client = m.client AND f${n}.shelf = m.shelf AND f${n}.mark = ? AND f${n}.sort = m.sort AND f${n}.id = m.id`;
    from.push({ sql: `STRAIGHT_JOIN smc_marks f${n} ON ${on}`, values: [mark] });
  });
  const own = both(rows);
  if (rows.length) {
    from.push({ sql: `STRAIGHT_JOIN smart_missed_calls e ON e.client = m.client AND e.id = m.id AND ${own.sql}`, values: own.values });
  }
  const where: Sql[] = [{ sql: 'm.client = ? AND m.shelf = ?', values: [client, shelf] }];
  if (gathered !== null) where.push({ sql: 'm.mark = ? AND m.id IN (?)', values: [EVERY, gathered] });
  else where.push({ sql: 'm.mark IN (?)', values: [marks] });
  if (least !== null) where.push({ sql: 'm.sort >= ?', values: [least] });
  if (below !== null) where.push({ sql: 'm.sort < ?', values: [below] });
  if (part !== null && part.place !== null) where.push(beyond(part.place, part.isBackwards ? '<' : '>'));
  for (const stretch of walked) if (stretch.onRow === null) where.push(found(client, standing('s', stretch)));
  const isScopeLeft = anyOf !== null && (gathered !== null || marks.some((mark) => anyOf.indexOf(mark) < 0));
  if (isScopeLeft) where.push(found(client, { sql: 's.shelf = ? AND s.mark IN (?)', values: [shelf, anyOf] }));
  return {
    sql: `${from.map(({ sql }) => sql).join(' ')} WHERE ${both(where).sql}`,
    values: from.concat(where).reduce<unknown[]>((all, { values }) => all.concat(values), []),
  };
}

/** A mark in a stretch. */
function standing(name: 'm' | 's', { shelf, mark, isBeginning, least, below }: Stretch): Sql {
  const conditions: Sql[] = [{ sql: `${name}.shelf = ? AND ${name}.mark ${isBeginning ? 'LIKE' : '='} ?`, values: [shelf, mark] }];
  if (least !== null) conditions.push({ sql: `${name}.sort >= ?`, values: [least] });
  if (below !== null) conditions.push({ sql: `${name}.sort < ?`, values: [below] });
  return both(conditions);
}

/** Whether the entry has such a mark. As a value: an EXISTS may be turned into a reading of all entries that have. */
function found(client: ClientId, { sql, values }: Sql): Sql {
  return {
    sql: `(SELECT s.id FROM smc_marks s FORCE INDEX (by_entry) WHERE s.client = ? AND s.id = m.id AND ${sql} LIMIT 1) IS NOT NULL`,
    values: [client, ...values],
  };
}

/** What comes after a place. MariaDB reads it from the index, unlike `(sort, id) > (?, ?)`. */
function beyond({ sort, id }: Place, sign: '<' | '>'): Sql {
  return { sql: `m.sort ${sign}= ? AND (m.sort ${sign} ? OR (m.sort = ? AND m.id ${sign} ?))`, values: [sort, sort, sort, id] };
}

function both(conditions: readonly Sql[]): Sql {
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    values: conditions.reduce<unknown[]>((all, { values }) => all.concat(values), []),
  };
}
