import type { AuditAction, EntryEvent, EntryState, EventWhy } from '../../shared/entry';
import type { Rules } from './rules';
import { clear, expiresAt, reopenWait, UNCLAIMED } from './wait';

const DOINGS: readonly AuditAction[] = [
  'claimed',
  'released',
  'snoozed',
  'note',
  'notified',
  'escalated',
  'cleared_manual',
  'cleared_expired',
  'reopened',
  'erased',
];
/** Reasons of events that follow from calls. */
const FOLLOWS: readonly (EventWhy | null)[] = ['caller_missed_again', 'proof_withdrawn', 'verdict_changed', 'late_rows'];

/** Whether an event is something a user or the clock did, rather than something that follows from the calls. */
export function isDoing(event: EntryEvent): boolean {
  return DOINGS.indexOf(event.action) >= 0 && FOLLOWS.indexOf(event.why) < 0;
}

/** The doings that were not taken back, without those that took something back: as if neither had been. */
export function standing(doings: readonly EntryEvent[]): readonly EntryEvent[] {
  const undone = doings.filter((doing) => doing.why === 'undone');
  if (!undone.length) return doings;
  const gone = new Set<string>();
  for (const { entryId, seq } of undone) gone.add(`${entryId} ${seq}`).add(`${entryId} ${seq - 1}`);
  return doings.filter(({ entryId, seq }) => !gone.has(`${entryId} ${seq}`));
}

/**
 * The state after a doing. Late rows may have changed the past under it: what no longer makes sense then (a claim on an entry cleared
 * before, an expiry of one that was missed again) does nothing.
 */
export function done(state: EntryState, doing: EntryEvent, rules: Rules): EntryState {
  if (doing.action === 'reopened') return state.status === 'cleared' ? reopenWait(state, doing.at) : state;
  if (state.status !== 'open') return state;
  switch (doing.action) {
    case 'claimed':
      return { ...state, claimedBy: doing.userId, claimedAt: doing.at, claimedUntil: doing.until };
    case 'released':
      return doing.why === 'claim_ran_out' && !(state.claimedUntil !== null && state.claimedUntil <= doing.at)
        ? state
        : { ...state, ...UNCLAIMED, snoozedUntil: state.snoozedUntil };
    case 'snoozed':
      return { ...state, snoozedUntil: doing.until };
    case 'notified':
      return { ...state, notifiedAt: doing.at };
    case 'escalated':
      return state.dueAt !== null && state.dueAt <= doing.at ? { ...state, escalatedAt: doing.at } : state;
    case 'erased':
    case 'cleared_manual':
      return clear(state, { by: 'manual', at: doing.at, call: null, userId: doing.actorUserId });
    case 'cleared_expired':
      return hasExpired(state, doing, rules) ? clear(state, { by: 'expired', at: doing.at, call: null, userId: null }) : state;
    default:
      return state;
  }
}

function hasExpired(state: EntryState, doing: EntryEvent, rules: Rules): boolean {
  const expires = expiresAt(state, rules);
  return expires !== null && expires <= doing.at;
}
