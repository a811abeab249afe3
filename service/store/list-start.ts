import type { ClientId } from '../../shared/words';
import type { Queryable } from './database';
import type { ListPlan } from './list-plan';
import { type Start, stretchSql, weightSql } from './list-sql';
import { EVERY, SHELVES } from './shelves';

/**
 * So many entries are gathered and put in order at the most. Where more fit, walking along the order finds a page as soon: of the open
 * entries, and of the cleared ones, which are many times as many.
 */
const MOST_GATHERED = { open: 1000, cleared: 5000 };
/** A mark that so many have is no short cut. */
const MOST_WEIGHED = 2000;
/** The orders of so many marks are put together; for a wider scope all entries are looked at. */
const MOST_TOGETHER = 24;

/** The shortest way to the entries of a plan; null when none can fit. */
export async function startOf(client: ClientId, db: Queryable, plan: ListPlan): Promise<Start | null> {
  if (plan.isImpossible || (plan.anyOf !== null && !plan.anyOf.length)) return null;
  const gathered = await gather(client, db, plan);
  if (gathered !== null) return gathered.length ? { ids: gathered } : null;
  const scope = plan.anyOf !== null && plan.anyOf.length <= MOST_TOGETHER ? plan.anyOf : null;
  const [only] = plan.marks;
  if (only === undefined) return { marks: scope || [EVERY] };
  if (plan.marks.length === 1 && plan.anyOf === null) return { marks: [only] };
  const { sql, values } = weightSql(client, plan, plan.marks, MOST_WEIGHED);
  const [row] = await db.query(sql, values);
  const weights = plan.marks.map((mark, n) => ({ mark, weight: Number(row?.[`n${n}`]) }));
  const lightest = weights.reduce((best, one) => (one.weight < best.weight ? one : best));
  if (lightest.weight === 0) return null;
  return lightest.weight < MOST_WEIGHED || scope === null ? { marks: [lightest.mark] } : { marks: scope };
}

/** The entries of the first stretch that is short enough; null when there is none. Longer words are rarer and come first. */
async function gather(client: ClientId, db: Queryable, { shelf, stretches }: ListPlan): Promise<readonly number[] | null> {
  const most = shelf === SHELVES.cleared ? MOST_GATHERED.cleared : MOST_GATHERED.open;
  for (const stretch of stretches.slice().sort((a, b) => b.mark.length - a.mark.length)) {
    const { sql, values } = stretchSql(client, stretch, most + 1);
    const rows = await db.query(sql, values);
    if (rows.length <= most) return rows.map((row) => Number(row.id));
  }
  return null;
}
