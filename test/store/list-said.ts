import type { Database } from '../../service/store/database';
import { ENTRY_COLUMNS } from '../../service/store/entry-columns';
import type { ListQuery } from '../../service/store/list-query';
import { saveMarks } from '../../service/store/save-marks';
import { upsert } from '../../service/store/upsert';
import type { ClearedBy, Entry } from '../../shared/entry';
import type { MissedReason } from '../../shared/verdict';
import { HOUR, NINE } from '../entries/story';

const NAMES = ['Andrew Pope', 'Zoë Van den Bergh', 'andrea', "O'Neil & Sons", 'Иван Петров', '100% Bob', '😀 Smile', '', 'Ștefan', 'Pope'];
const REASONS: readonly (MissedReason | null)[] = ['busy', 'no_answer', 'declined', null];
const CLEARINGS: readonly ClearedBy[] = ['returned', 'answered_later', 'manual', 'expired'];

/** Numbers that look random and are the same in every run. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 48271) % 2147483647;
    return state % sides;
  };
}

/** An entry as chance will have it. */
export function anEntry(id: number, roll: (sides: number) => number): Entry {
  const one = <T>(of: readonly T[]): T => of[roll(of.length)] as T;
  const isOpen = roll(10) > 1;
  const isWithdrawn = !isOpen && roll(5) === 0;
  const first = NINE + roll(2000) * 60;
  const clearedAt = isOpen || isWithdrawn ? null : first + roll(5000);
  const number = `047${roll(10)}${String(100000 + roll(900000))}`;
  const some = (numbers: readonly string[]): string[] => numbers.filter(() => roll(3) === 0);
  return {
    ...{ client: 'default', id, seq: 1, callerKey: roll(20) === 0 ? 'anonymous' : `+32${number.slice(1)}`, callerNumber: number },
    ...{ callerName: one(NAMES), did: one(['3225550101', '3225550102', '']), routeLabel: '', status: isOpen ? 'open' : 'cleared' },
    ...{ missedCount: 1 + roll(4), missedTotal: 5, voicemailCount: 0, firstMissedAt: first, lastMissedAt: first + roll(3) * HOUR },
    ...{ extensions: some(['101', '102', '10', '201']), reason: one(REASONS), afterHours: roll(4) === 0, lastMissedHour: roll(24) },
    ...{ dueAt: roll(5) === 0 ? null : first + 1800, escalatedAt: null, notifiedAt: null, attemptedCount: 0, lastAttemptedAt: null },
    ...{ lastAttemptedExtension: null, claimedBy: isOpen && roll(3) === 0 ? one(['anna', 'Anna', 'bram']) : null, claimedAt: null },
    ...{ claimedUntil: null, snoozedUntil: isOpen && roll(6) === 0 ? NINE + roll(200) * 600 : null },
    ...{ clearedBy: clearedAt === null ? null : one(CLEARINGS), clearedAt, clearedCallId: null, clearedCallAt: null },
    ...{ clearedByExtension: null, clearedByUserId: clearedAt !== null && roll(3) === 0 ? one(['anna', 'bram']) : null },
    ...{ reopenedCount: 0, reopenedAt: null, withdrawnAt: isWithdrawn ? first + 1 : null, lastCallId: null, ringSeconds: 3 },
    ...{ queues: some(['400', '40']), ringGroups: some(['600', '400']), trunk: one(['PJSIP/a', 'PJSIP/b', '']), clearedNote: null },
  } as Entry;
}

/** Puts entries into the list as a turn would. */
export async function keep(db: Database, entries: readonly Entry[]): Promise<void> {
  await upsert(db, 'smart_missed_calls', ENTRY_COLUMNS, entries);
  await saveMarks('default', db, entries);
}

/** The list said once more, plainly: the entries that fit, in order. Of a search, words of small Latin letters and digits only. */
export function said(entries: readonly Entry[], query: ListQuery): readonly Entry[] {
  return entries.filter((entry) => fits(entry, query)).sort((a, b) => compare(keyOf(a, query), keyOf(b, query)));
}

function fits(entry: Entry, query: ListQuery): boolean {
  const { scope } = query;
  const isOpen = query.status === 'open';
  const at = isOpen ? entry.firstMissedAt : entry.clearedAt || 0;
  const sleeps = (when: number): boolean => entry.snoozedUntil !== null && entry.snoozedUntil > when;
  const has = (list: readonly string[], of: readonly string[]): boolean => list.some((one) => of.indexOf(one) >= 0);
  const wishes: readonly boolean[] = [
    entry.status === query.status && entry.withdrawnAt === null,
    !query.did || entry.did === query.did,
    !query.queue || has([query.queue], entry.queues),
    !query.ringGroup || has([query.ringGroup], entry.ringGroups),
    !query.extension || has([query.extension], entry.extensions),
    !query.trunk || entry.trunk === query.trunk,
    !query.reason || (entry.reason || 'message_left') === query.reason,
    typeof query.hour !== 'number' || entry.lastMissedHour === query.hour,
    typeof query.from !== 'number' || at >= query.from,
    typeof query.until !== 'number' || at < query.until,
    !query.clearedBy || entry.clearedBy === query.clearedBy,
    !query.owner || (isOpen ? entry.claimedBy : entry.clearedByUserId) === query.owner,
    !query.unclaimed || (isOpen && entry.claimedBy === null),
    typeof query.afterHours !== 'boolean' || entry.afterHours === query.afterHours,
    typeof query.awakeAt !== 'number' || !sleeps(query.awakeAt),
    typeof query.asleepAt !== 'number' || sleeps(query.asleepAt),
    typeof query.overdueAt !== 'number' || (isOpen && entry.dueAt !== null && entry.dueAt <= query.overdueAt),
    !scope ||
      has([entry.did], scope.dids) ||
      has(entry.queues, scope.queues) ||
      has(entry.ringGroups, scope.ringGroups) ||
      has(entry.extensions, scope.extensions),
    !query.search || query.search.split(' ').every((word) => isFound(entry, word)),
  ];
  return wishes.every((wish) => wish);
}

function isFound(entry: Entry, word: string): boolean {
  const plain = entry.callerName.toLowerCase().replace(/ë/g, 'e').replace(/ș/g, 's');
  if (plain.split(/[^a-z0-9]+/).some((one) => one !== '' && one.indexOf(word) === 0)) return true;
  const digits = entry.callerNumber.replace(/^0+/, '');
  const inFull = entry.callerKey === 'anonymous' ? '' : `32${digits}`;
  return /^\d+$/.test(word) && inFull.indexOf(word) >= 0 && inFull.length - inFull.indexOf(word) >= 3;
}

/** What an order sorts by, the most important first. */
function keyOf(entry: Entry, { status, order }: ListQuery): readonly number[] {
  if (status === 'cleared') return [-(entry.clearedAt || 0), entry.id];
  if (order === 'newest') return [-entry.lastMissedAt, entry.id];
  if (order === 'insistent') return [-entry.missedCount, entry.firstMissedAt, entry.id];
  if (order === 'overdue') return [entry.dueAt === null ? Number.MAX_VALUE : entry.dueAt, entry.id];
  return [entry.firstMissedAt, entry.id];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let n = 0; n < a.length; n += 1) if (a[n] !== b[n]) return (a[n] as number) - (b[n] as number);
  return 0;
}
