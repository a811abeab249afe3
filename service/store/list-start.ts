import type { ClientId } from '../../shared/words';
import type { Queryable } from './database';
import { byPlace, type Place } from './list-place';
import { isAtHome, type ListPlan, type Stretch } from './list-plan';
import { fromMarks, type Start, stretchSql, weightSql } from './list-sql';
import { EVERY, SHELVES } from './shelves';
import { isWhole } from './signs';

/**
 * So many entries are gathered and put in order at the most. Where more fit, walking along the order finds a page as soon: of the open
 * entries, and of the cleared ones, which are many times as many.
 */
const MOST_GATHERED = { open: 1000, cleared: 5000 };
/** The same where each of them is looked up before it is known to fit, or where it stands. */
const FEWER_GATHERED = { open: 250, cleared: 1000 };
/** The same of open entries where there is a mark whose order can be walked instead. */
const FEW_GATHERED = 100;
/** A mark that so many have is no short cut. */
const MOST_WEIGHED = 300;
/** The orders of so many marks are put together; for a wider scope all entries are looked at. */
const MOST_TOGETHER = 24;

/** The shortest way to the entries of a plan; null when none can fit. */
export async function startOf(client: ClientId, db: Queryable, plan: ListPlan): Promise<Start | null> {
  const { marks, anyOf, stretches } = plan;
  if (plan.isImpossible || (anyOf !== null && !anyOf.length)) return null;
  // Longer words are rarer.
  const [first] = stretches.slice().sort((a, b) => b.mark.length - a.mark.length);
  if (first === undefined) return lightest(client, db, plan);
  const isHome = isAtHome(plan, first);
  const isAll = marks.every(isWhole) && anyOf === null && (isHome || (plan.least === null && plan.below === null));
  const fewer = statusOf(plan) === 'open' && !marks.every(isWhole) ? FEW_GATHERED : FEWER_GATHERED[statusOf(plan)];
  // With a mark to begin with, dates are told along its order as soon.
  const isCounted = isAll && (first.isBeginning || !marks.length);
  const most = isCounted ? mostOf(plan, first) : fewer;
  const { sql, values } = stretchSql(client, plan, first, most + 1);
  const rows = await db.query(sql, values);
  if (!rows.length) return null;
  const places = Array.from(
    new Map(rows.map(({ id, sort }): [number, Place] => [Number(id), { id: Number(id), sort: Number(sort) }])).values(),
  );
  const isKnown = isCounted && (rows.length <= most || places.length > MOST_GATHERED.open);
  if (rows.length > (isHome && isAll ? most : fewer)) {
    const start = await lightest(client, db, plan);
    return start !== null && isKnown ? { ...start, total: places.length } : start;
  }
  const sorted = isHome && isAll ? places.slice().sort(byPlace) : null;
  return { marks: [EVERY], gathered: places.map(({ id }) => id), sorted, total: isAll ? places.length : null };
}

/** How many are gathered where they are all that fit: even if too many to be put in order, they are counted. */
function mostOf(plan: ListPlan, first: Stretch): number {
  const isOneWord = plan.stretches.every((one) => one === first || one.onMark !== null);
  return isOneWord ? MOST_GATHERED[statusOf(plan)] : MOST_GATHERED.open;
}

function statusOf({ shelf }: ListPlan): 'open' | 'cleared' {
  return shelf === SHELVES.cleared ? 'cleared' : 'open';
}

/** Begins with the rarest mark; with the scope's where that is smaller or there is no other. */
async function lightest(client: ClientId, db: Queryable, plan: ListPlan): Promise<Start | null> {
  const { marks, anyOf } = plan;
  const scope = anyOf !== null && anyOf.length <= MOST_TOGETHER ? anyOf : null;
  const [only] = marks;
  if (only === undefined) return fromMarks(scope || [EVERY]);
  if (marks.length === 1 && scope === null) return fromMarks([only]);
  const { sql, values } = weightSql(client, plan, marks, MOST_WEIGHED);
  const [row] = await db.query(sql, values);
  const weights = marks.map((mark, n) => ({ mark, weight: Number(row?.[`n${n}`]) }));
  const least = weights.reduce((best, one) => (one.weight < best.weight ? one : best));
  if (least.weight === 0) return null;
  return fromMarks(least.weight < MOST_WEIGHED || scope === null ? [least.mark] : scope);
}
