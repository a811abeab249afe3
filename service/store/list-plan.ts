import type { UtcSeconds } from '../../shared/words';
import type { ListQuery } from './list-query';
import { EVERY, MARK, SHELVES, scopeMarks, wordShelf } from './shelves';
import { termsOf } from './words';

/** Entries that stand between two places of a shelf; null: no end. */
export interface Stretch {
  readonly shelf: number;
  /** Of all entries there; as LIKE where `isBeginning`. */
  readonly mark: string;
  readonly isBeginning: boolean;
  readonly least: number | null;
  readonly below: number | null;
  /** The same said of any mark `m` of theirs; null where it cannot tell. */
  readonly onMark: Condition | null;
}

/** A condition and its values. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly number[];
}

/** What a query asks of the marks. */
export interface ListPlan {
  /** The order that is read. */
  readonly shelf: number;
  readonly least: number | null;
  readonly below: number | null;
  /** An entry must have all of these … */
  readonly marks: readonly string[];
  /** … and in its name words that begin like these … */
  readonly names: readonly string[];
  /** … and any of these; null: no matter. */
  readonly anyOf: readonly string[] | null;
  /** … and stand on each of these, which are in another order. */
  readonly stretches: readonly Stretch[];
  /** Conditions on any mark `m` of theirs. */
  readonly sleep: readonly Condition[];
  /** Whatever the entries are, none can fit. */
  readonly isImpossible: boolean;
}

/** The plan of a query. */
export function planOf(query: ListQuery): ListPlan {
  const isOpen = query.status === 'open';
  const shelf = isOpen ? SHELVES[query.order || 'oldest'] : SHELVES.cleared;
  const terms = query.search ? termsOf(query.search) : [];
  const home = isOpen ? SHELVES.oldest : SHELVES.cleared;
  const times = timesOf(query, home);
  const overdue = isGiven(query.overdueAt) ? [overdueStretch(query.overdueAt)] : [];
  const stretches = times.concat(overdue);
  const own = stretches.filter((one) => one.shelf === shelf);
  return {
    shelf,
    least: own.reduce<number | null>((least, one) => (one.least === null ? least : one.least), null),
    below: own.reduce<number | null>((below, one) => (one.below === null ? below : one.below), null),
    marks: exactMarks(query),
    names: terms,
    anyOf: query.scope ? scopeMarks(query.scope) : null,
    stretches: stretches.filter((one) => one.shelf !== shelf).concat(terms.map((term) => wordStretch(term, query.status))),
    sleep: sleepConditions(query),
    isImpossible: (Boolean(query.search) && !terms.length) || (!isOpen && overdue.length > 0),
  };
}

/** Whether entries stand on a stretch in the order that is read: words, beside the order that begins with the longest wait, or cleared last. */
export function isAtHome({ shelf }: ListPlan, { isBeginning }: Stretch): boolean {
  return isBeginning && (shelf === SHELVES.oldest || shelf === SHELVES.cleared);
}

const ALL: Omit<Stretch, 'shelf'> = { mark: EVERY, isBeginning: false, least: null, below: null, onMark: null };

function overdueStretch(at: UtcSeconds): Stretch {
  return { ...ALL, shelf: SHELVES.overdue, below: at + 1, onMark: { sql: 'm.due_at <= ?', values: [at] } };
}

function wordStretch(term: string, status: ListQuery['status']): Stretch {
  return { ...ALL, shelf: wordShelf(status, term), mark: `${term.replace(/[\\%_]/g, '\\$&')}%`, isBeginning: true };
}

/** Open entries by when the wait began, cleared ones by when they were: the place on their first shelf, which cleared ones count backwards. */
function timesOf({ from, until, status }: ListQuery, shelf: number): readonly Stretch[] {
  if (!isGiven(from) && !isGiven(until)) return [];
  const [first, end] = [isGiven(from) ? from : null, isGiven(until) ? until : null];
  const since = first === null ? [] : ['m.began_at >= ?'];
  const bounds = since.concat(end === null ? [] : ['m.began_at < ?']);
  const onMark = { sql: bounds.join(' AND '), values: [first, end].filter(isGiven) };
  if (status === 'open') return [{ ...ALL, shelf, least: first, below: end, onMark }];
  return [{ ...ALL, shelf, least: end === null ? null : 1 - end, below: first === null ? null : 1 - first }];
}

/** The rarer kinds first, of the common ones those that no other mark says whole: of two that many have the first is begun with. */
function exactMarks(query: ListQuery): readonly string[] {
  const marks: string[] = [];
  if (query.owner) marks.push(MARK.owner(query.owner));
  if (isGiven(query.asleepAt)) marks.push(MARK.snoozed);
  if (isGiven(query.hour)) marks.push(MARK.hour(query.hour));
  if (query.extension) marks.push(MARK.extension(query.extension));
  if (query.did) marks.push(MARK.did(query.did));
  if (query.queue) marks.push(MARK.queue(query.queue));
  if (query.ringGroup) marks.push(MARK.ringGroup(query.ringGroup));
  if (query.trunk) marks.push(MARK.trunk(query.trunk));
  if (query.clearedBy) marks.push(MARK.clearedBy(query.clearedBy));
  if (query.unclaimed) marks.push(MARK.owner(''));
  if (query.reason) marks.push(MARK.reason(query.reason));
  if (typeof query.afterHours === 'boolean') marks.push(MARK.afterHours(query.afterHours));
  return marks;
}

/** A sleep ends without anything being written. */
function sleepConditions({ awakeAt, asleepAt }: ListQuery): ListPlan['sleep'] {
  const awake = isGiven(awakeAt) ? [{ sql: '(m.snoozed_until IS NULL OR m.snoozed_until <= ?)', values: [awakeAt] }] : [];
  return awake.concat(isGiven(asleepAt) ? [{ sql: 'm.snoozed_until > ?', values: [asleepAt] }] : []);
}

function isGiven(value: number | null | undefined): value is number {
  return value !== null && value !== undefined;
}
