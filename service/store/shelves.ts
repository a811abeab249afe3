import type { Entry } from '../../shared/entry';
import type { Scope } from '../../shared/identity';
import type { UtcSeconds } from '../../shared/words';
import { clip } from './columns';
import { type Signs, signsOf } from './signs';
import { wordsOf } from './words';

/** Each order of the list is a shelf: open entries stand on the first four, cleared ones on the last, withdrawn ones on none. */
export const SHELVES = { oldest: 1, newest: 2, insistent: 3, overdue: 4, cleared: 5 };

/** Words, and numbers, are looked up on shelves of their own: what they find is few, and put in order afterwards. */
export const WORD_SHELVES = { open: { names: 11, numbers: 12 }, cleared: { names: 13, numbers: 14 } };

/** Changes with what is written below: whatever was kept otherwise is written anew. */
export const SHELVES_VERSION = 3;

/** One way to come upon an entry: within an order, among those with the same mark, at its place. */
export interface Mark {
  readonly id: number;
  readonly shelf: number;
  readonly mark: string;
  readonly sort: number;
  readonly says: Says;
}

/** What each mark says of its entry, to be read with it: `signs.ts`, and what is asked of open entries in every order. */
export interface Says {
  readonly signs: number;
  readonly nameSigns: number;
  readonly beganAt: UtcSeconds | null;
  readonly dueAt: UtcSeconds | null;
  readonly snoozedUntil: UtcSeconds | null;
}

/** Behind every instant: where there is no target, nothing is due. */
const NEVER = 2 ** 40;
/** Above every instant, and low enough for a product with the most misses that are told apart to be exact. */
const BEYOND_TIME = 2 ** 33;
const MOST_MISSES = 2 ** 19;
const LONGEST = 191;

/** The mark all entries have. */
export const EVERY = '';

/** How each filter is written as a mark. */
export const MARK = {
  did: (did: string): string => clip(`d${did}`, LONGEST),
  queue: (queue: string): string => clip(`q${queue}`, LONGEST),
  ringGroup: (group: string): string => clip(`g${group}`, LONGEST),
  extension: (extension: string): string => clip(`x${extension}`, LONGEST),
  trunk: (trunk: string): string => clip(`t${trunk}`, LONGEST),
  reason: (reason: string): string => `r${reason}`,
  hour: (hour: number): string => `h${hour}`,
  afterHours: (after: boolean): string => (after ? 'a1' : 'a0'),
  /** '' for nobody. */
  owner: (userId: string): string => clip(`o${userId}`, LONGEST),
  clearedBy: (by: string): string => `c${by}`,
  snoozed: 's',
};

/** The marks of whatever lies in a scope; each entry in it has one of them at least. */
export function scopeMarks({ dids, queues, ringGroups, extensions }: Scope): readonly string[] {
  return dids.map(MARK.did).concat(queues.map(MARK.queue), ringGroups.map(MARK.ringGroup), extensions.map(MARK.extension));
}

/** Where the words of a kind are looked up. */
export function wordShelf(status: Entry['status'], word: string): number {
  return /^\d+$/.test(word) ? WORD_SHELVES[status].numbers : WORD_SHELVES[status].names;
}

/** Whether an entry is one the user may know of. */
export function isInScope(entry: Entry, scope: Scope | null): boolean {
  if (scope === null) return true;
  const own = new Set(filterMarks(entry));
  return scopeMarks(scope).some((mark) => own.has(mark));
}

/** Every mark of an entry on every shelf it stands on. */
export function marksOf(entry: Entry): readonly Mark[] {
  const { id } = entry;
  const places = placesOf(entry);
  const home = places[0];
  if (home === undefined) return [];
  const [filters, words] = [filterMarks(entry), wordsOf(entry)];
  const says = saysOf(entry, signsOf(filters, words));
  const marks: Mark[] = [];
  for (const { shelf, sort } of places) for (const mark of filters) marks.push({ id, shelf, mark, sort, says });
  for (const word of words) marks.push({ id, shelf: wordShelf(entry.status, word), mark: word, sort: home.sort, says });
  return marks;
}

function saysOf({ status, firstMissedAt, dueAt, snoozedUntil }: Entry, { value: signs, names: nameSigns }: Signs): Says {
  const isOpen = status === 'open';
  return { signs, nameSigns, beganAt: isOpen ? firstMissedAt : null, dueAt: isOpen ? dueAt : null, snoozedUntil };
}

function placesOf(entry: Entry): readonly Pick<Mark, 'shelf' | 'sort'>[] {
  if (entry.status === 'cleared') return entry.clearedAt === null ? [] : [{ shelf: SHELVES.cleared, sort: -entry.clearedAt }];
  return [
    { shelf: SHELVES.oldest, sort: entry.firstMissedAt },
    { shelf: SHELVES.newest, sort: -entry.lastMissedAt },
    { shelf: SHELVES.insistent, sort: entry.firstMissedAt - Math.min(entry.missedCount, MOST_MISSES) * BEYOND_TIME },
    { shelf: SHELVES.overdue, sort: entry.dueAt === null ? NEVER : entry.dueAt },
  ];
}

function filterMarks(entry: Entry): readonly string[] {
  const owner = entry.status === 'open' ? entry.claimedBy || '' : entry.clearedByUserId;
  const marks = [EVERY, MARK.did(entry.did), MARK.reason(entry.reason || 'message_left'), MARK.afterHours(entry.afterHours)].concat(
    entry.queues.map(MARK.queue),
    entry.ringGroups.map(MARK.ringGroup),
    entry.extensions.map(MARK.extension),
    entry.trunk === '' ? [] : [MARK.trunk(entry.trunk)],
    typeof entry.lastMissedHour === 'number' ? [MARK.hour(entry.lastMissedHour)] : [],
    owner === null ? [] : [MARK.owner(owner)],
    entry.clearedBy === null ? [] : [MARK.clearedBy(entry.clearedBy)],
    entry.snoozedUntil === null ? [] : [MARK.snoozed],
  );
  return Array.from(new Set(marks));
}
