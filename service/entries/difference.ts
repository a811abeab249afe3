import type { AuditAction, EntryState } from '../../shared/entry';

const COUNTS: readonly (keyof EntryState)[] = [
  'missedCount',
  'missedTotal',
  'voicemailCount',
  'firstMissedAt',
  'lastMissedAt',
  'extensions',
  'reason',
  'afterHours',
  'lastMissedHour',
  'dueAt',
  'reopenedCount',
  'reopenedAt',
];
const ATTEMPTS: readonly (keyof EntryState)[] = ['attemptedCount', 'lastAttemptedAt', 'lastAttemptedExtension'];

const ENDING: readonly (keyof EntryState)[] = [
  'status',
  'clearedBy',
  'clearedAt',
  'clearedCallId',
  'clearedCallAt',
  'clearedByExtension',
  'clearedByUserId',
  'claimedBy',
  'claimedAt',
  'claimedUntil',
  'snoozedUntil',
  'withdrawnAt',
];

/** Which fields an action is about: an event shows these, the last event of an entry whatever else changed. */
const OWN: { readonly [action in AuditAction]?: readonly (keyof EntryState)[] } = {
  created: COUNTS,
  incremented: COUNTS,
  reopened: COUNTS.concat(ENDING),
  withdrawn: COUNTS.concat(ENDING),
  attempted: ATTEMPTS,
  cleared_returned: ENDING,
  cleared_answered: ENDING,
  cleared_manual: ENDING,
  cleared_expired: ENDING,
};

/** The fields in which a state differs from an earlier one, with their new values; from nothing, all of them. */
export function difference(before: EntryState | null, after: EntryState): Partial<EntryState> {
  const names = Object.keys(after) as (keyof EntryState)[];
  return pick(
    after,
    names.filter((name) => !before || !same(before[name], after[name])),
  );
}

/**
 * Shares a difference out among the events that explain it, in their order: to each what its action is about, to the last one the rest.
 * Where several events are about the same fields the last of them carries the values.
 */
export function shareOut(changes: Partial<EntryState>, actions: readonly AuditAction[]): readonly Partial<EntryState>[] {
  let left = Object.keys(changes) as (keyof EntryState)[];
  const shares = actions
    .slice()
    .reverse()
    .map((action, fromEnd) => {
      const own = fromEnd === 0 ? ownOrRest(left, actions) : left.filter((name) => (OWN[action] || []).indexOf(name) >= 0);
      left = left.filter((name) => own.indexOf(name) < 0);
      return pick(changes, own);
    });
  return shares.reverse();
}

/** What the last event carries: everything no earlier event is about. */
function ownOrRest(names: readonly (keyof EntryState)[], actions: readonly AuditAction[]): readonly (keyof EntryState)[] {
  const last = OWN[actions[actions.length - 1] as AuditAction] || [];
  const elsewhere = actions.slice(0, -1).reduce<readonly (keyof EntryState)[]>((all, action) => all.concat(OWN[action] || []), []);
  return names.filter((name) => last.indexOf(name) >= 0 || elsewhere.indexOf(name) < 0);
}

function pick(from: Partial<EntryState>, names: readonly (keyof EntryState)[]): Partial<EntryState> {
  const picked: Record<string, unknown> = {};
  for (const name of names) picked[name] = from[name];
  return picked as Partial<EntryState>;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
