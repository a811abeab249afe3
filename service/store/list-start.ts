import type { ClientId } from '../../shared/words';
import type { Queryable } from './database';
import type { ListPlan } from './list-plan';
import { fromMarks, type Start, stretchSql, weightSql } from './list-sql';
import { EVERY, SHELVES } from './shelves';

/**
 * So many entries are gathered and put in order at the most. Where more fit, walking along the order finds a page as soon: of the open
 * entries, and of the cleared ones, which are many times as many.
 */
const MOST_GATHERED = { open: 1000, cleared: 5000 };
/** A mark that so many have is no short cut. */
const MOST_WEIGHED = 300;
/** The orders of so many marks are put together; for a wider scope all entries are looked at. */
const MOST_TOGETHER = 24;

/** The shortest way to the entries of a plan; null when none can fit. */
export async function startOf(client: ClientId, db: Queryable, plan: ListPlan): Promise<Start | null> {
  const { marks, anyOf, stretches, rows } = plan;
  if (plan.isImpossible || (anyOf !== null && !anyOf.length)) return null;
  const isAlone = !marks.length && anyOf === null && !rows.length && stretches.length > 0 && plan.least === null && plan.below === null;
  const most = plan.shelf === SHELVES.cleared ? MOST_GATHERED.cleared : MOST_GATHERED.open;
  // Longer words are rarer.
  const [first, ...others] = stretches.slice().sort((a, b) => b.mark.length - a.mark.length);
  if (first !== undefined) {
    const { sql, values } = stretchSql(client, first, others, most + 1);
    const gathered = (await db.query(sql, values)).map((row) => Number(row.id));
    if (!gathered.length) return null;
    if (gathered.length <= most) return { marks: [EVERY], gathered, total: isAlone ? gathered.length : null };
  }
  const start = await lightest(client, db, plan);
  return start !== null && isAlone ? { ...start, total: most + 1 } : start;
}

/** Begins with the rarest mark; with the scope's where that is smaller or there is no other. */
async function lightest(client: ClientId, db: Queryable, plan: ListPlan): Promise<Start | null> {
  const { marks, anyOf } = plan;
  const scope = anyOf !== null && anyOf.length <= MOST_TOGETHER ? anyOf : null;
  const [only] = marks;
  if (only === undefined) return fromMarks(scope || [EVERY]);
  if (marks.length === 1 && anyOf === null) return fromMarks([only]);
  const { sql, values } = weightSql(client, plan, marks, MOST_WEIGHED);
  const [row] = await db.query(sql, values);
  const weights = marks.map((mark, n) => ({ mark, weight: Number(row?.[`n${n}`]) }));
  const least = weights.reduce((best, one) => (one.weight < best.weight ? one : best));
  if (least.weight === 0) return null;
  return fromMarks(least.weight < MOST_WEIGHED || scope === null ? [least.mark] : scope);
}
