import type { CallFact, ClearedBy, EntryState } from '../../shared/entry';
import type { Uniqueid, UtcSeconds } from '../../shared/words';
import { zoneOffset } from '../../shared/zone';
import { afterBusinessMinutes, isOpenAt } from './business-hours';
import type { Rules } from './rules';

/** How a wait ended. */
export interface Clearing {
  readonly by: ClearedBy;
  readonly at: UtcSeconds;
  readonly call: CallFact | null;
  readonly userId: string | null;
}

/** A wait that begins with this miss; `before` is the entry as its last wait left it, null for a new entry. */
export function beginWait(miss: CallFact, rules: Rules, before: EntryState | null): EntryState {
  return {
    status: 'open',
    missedCount: 1,
    missedTotal: before ? before.missedTotal + 1 : 1,
    voicemailCount: 0,
    firstMissedAt: miss.at,
    lastMissedAt: miss.at,
    extensions: union([], miss.extensions),
    reason: miss.reason,
    afterHours: !isOpenAt(rules.hours, miss.at),
    lastMissedHour: hourOf(miss, rules),
    dueAt: rules.responseTargetMinutes === null ? null : afterBusinessMinutes(rules.hours, miss.at, rules.responseTargetMinutes),
    escalatedAt: null,
    notifiedAt: null,
    attemptedCount: 0,
    lastAttemptedAt: null,
    lastAttemptedExtension: null,
    ...UNCLAIMED,
    ...UNCLEARED,
    reopenedCount: before ? before.reopenedCount + 1 : 0,
    reopenedAt: before ? miss.at : null,
    withdrawnAt: null,
  };
}

/** The same wait with one more miss. It wakes a snoozed entry: the caller is at the door again. */
export function missAgain(state: EntryState, miss: CallFact, rules: Rules): EntryState {
  return {
    ...state,
    missedCount: state.missedCount + 1,
    missedTotal: state.missedTotal + 1,
    firstMissedAt: Math.min(state.firstMissedAt, miss.at),
    lastMissedAt: Math.max(state.lastMissedAt, miss.at),
    extensions: union(state.extensions, miss.extensions),
    reason: miss.reason,
    afterHours: state.afterHours && !isOpenAt(rules.hours, miss.at),
    lastMissedHour: miss.at >= state.lastMissedAt ? hourOf(miss, rules) : state.lastMissedHour,
    snoozedUntil: null,
  };
}

/** The same wait after a callback nobody took; it renews a claim. */
export function callBackInVain(state: EntryState, callback: CallFact, rules: Rules): EntryState {
  return {
    ...state,
    attemptedCount: state.attemptedCount + 1,
    lastAttemptedAt: callback.at,
    lastAttemptedExtension: callback.extensions[0] || null,
    claimedUntil: state.claimedUntil === null ? null : Math.max(state.claimedUntil, callback.at + rules.claimSeconds),
  };
}

/** The end of a wait. */
export function clear(state: EntryState, clearing: Clearing): EntryState {
  const { by, at, call, userId } = clearing;
  return {
    ...state,
    ...UNCLAIMED,
    status: 'cleared',
    clearedBy: by,
    clearedAt: at,
    clearedCallId: call ? call.callId : null,
    clearedCallAt: call ? call.at : null,
    clearedByExtension: call?.extensions[0] || null,
    clearedByUserId: userId,
  };
}

/** The wait that was cleared goes on: an administrator says it was cleared wrongly. */
export function reopenWait(state: EntryState, at: UtcSeconds): EntryState {
  return { ...state, ...UNCLEARED, status: 'open', reopenedCount: state.reopenedCount + 1, reopenedAt: at };
}

/** An entry none of whose calls counts any more. */
export function withdraw(state: EntryState, at: UtcSeconds): EntryState {
  return { ...state, ...UNCLAIMED, ...UNCLEARED, status: 'cleared', missedCount: 0, missedTotal: 0, voicemailCount: 0, withdrawnAt: at };
}

/** An entry as its first miss made it, seen from where it stands later. */
export function beginning(state: EntryState): EntryState {
  const { firstMissedAt } = state;
  const counts = { missedCount: 1, missedTotal: 1, voicemailCount: 0, lastMissedAt: firstMissedAt, attemptedCount: 0, reopenedCount: 0 };
  return { ...state, ...UNCLEARED, ...counts, status: 'open', lastAttemptedAt: null, lastAttemptedExtension: null, reopenedAt: null };
}

/** When an open entry expires; null for never. */
export function expiresAt(state: EntryState, rules: Rules): UtcSeconds | null {
  if (rules.expireAfterSeconds === null) return null;
  return Math.max(state.lastMissedAt, state.reopenedAt || 0) + rules.expireAfterSeconds;
}

export const UNCLAIMED = {
  claimedBy: null,
  claimedAt: null,
  claimedUntil: null,
  snoozedUntil: null,
};

const UNCLEARED = {
  clearedBy: null,
  clearedAt: null,
  clearedCallId: null as Uniqueid | null,
  clearedCallAt: null,
  clearedByExtension: null,
  clearedByUserId: null,
};

function hourOf(miss: CallFact, rules: Rules): number {
  return Math.floor((miss.at + zoneOffset(rules.hours.zone, miss.at)) / 3600) % 24;
}

function union(known: readonly string[], more: readonly string[]): readonly string[] {
  return Array.from(new Set(known.concat(more))).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}
