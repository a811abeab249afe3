import type { AuditAction, EntryEvent, EntryState, EventWhy } from '../../shared/entry';
import type { Uniqueid, UtcSeconds } from '../../shared/words';
import { difference, shareOut } from './difference';
import type { CallerHistory, FoldedEntry } from './history';
import { beginning } from './wait';
import type { Episode } from './walk';

/** One event in the making: what happened, not yet what it set. */
export interface Step {
  readonly action: AuditAction;
  readonly callId: Uniqueid | null;
  readonly why: EventWhy | null;
}

/** What happened between an entry as it is and as it should be, in the order a person would tell it. `cause` is the call just learned. */
export function stepsTo(entry: FoldedEntry | null, episode: Episode, history: CallerHistory, cause: Uniqueid): readonly Step[] {
  const before = entry ? entry.state : null;
  const after = episode.state;
  const added = episode.calls.filter((call) => !entry || history.counted.get(call) !== entry.id);
  const steps = added.map((callId, n): Step => {
    if (!entry && n === 0) return { action: 'created', callId, why: null };
    const reopens = episode.reopenings.indexOf(callId) >= 0;
    return { action: reopens ? 'reopened' : 'incremented', callId, why: reopens ? 'caller_missed_again' : null };
  });
  const reopened = steps.some((step) => step.action === 'reopened');
  if (after.status === 'open' && before && before.status === 'cleared' && !reopened) {
    steps.push({ action: 'reopened', callId: before.clearedCallId, why: 'proof_withdrawn' });
  }
  if (after.attemptedCount > (before ? before.attemptedCount : 0)) {
    const callId = episode.attempts.indexOf(cause) >= 0 ? cause : episode.attempts[episode.attempts.length - 1] || null;
    steps.push({ action: 'attempted', callId, why: null });
  }
  if (after.status === 'cleared' && clearingOf(after) !== clearingOf(before)) steps.push(cleared(after));
  return steps;
}

/** The steps as events that together lead from one state to another; a difference without a step is told as a correction. */
export function toEvents(
  entryId: number,
  seq: number,
  before: EntryState | null,
  after: EntryState,
  steps: readonly Step[],
  now: UtcSeconds,
): readonly EntryEvent[] {
  const [first, ...rest] = steps;
  if (first && first.action === 'created' && rest.length) {
    const begun = beginning(after);
    const created = toEvents(entryId, seq, null, begun, [first], now);
    return created.concat(toEvents(entryId, seq + 1, begun, after, rest, now));
  }
  const changes = difference(before, after);
  if (!steps.length && !Object.keys(changes).length) return [];
  const told: readonly Step[] = steps.length ? steps : [{ action: 'incremented', callId: null, why: 'late_rows' }];
  const shares = shareOut(
    changes,
    told.map((step) => step.action),
  );
  return told.map((step, n) => ({
    entryId,
    seq: seq + n + 1,
    ...step,
    at: now,
    ...actorOf(step, after),
    userId: null,
    until: null,
    note: null,
    set: shares[n] || {},
  }));
}

function cleared(state: EntryState): Step {
  switch (state.clearedBy) {
    case 'returned':
      return { action: 'cleared_returned', callId: state.clearedCallId, why: null };
    case 'answered_later':
      return { action: 'cleared_answered', callId: state.clearedCallId, why: null };
    case 'expired':
      return { action: 'cleared_expired', callId: null, why: 'late_rows' };
    default:
      return { action: 'cleared_manual', callId: null, why: 'late_rows' };
  }
}

/** What an entry was cleared by; two states with the same need no new event. */
function clearingOf(state: EntryState | null): string {
  if (!state || state.status === 'open') return '';
  return [state.clearedBy, state.clearedAt, state.clearedCallId, state.clearedByExtension, state.clearedByUserId].join(' ');
}

function actorOf(step: Step, after: EntryState): Pick<EntryEvent, 'actorType' | 'actorUserId'> {
  if (step.action === 'cleared_manual') return { actorType: 'user', actorUserId: after.clearedByUserId };
  const byPhone = step.action === 'attempted' || step.action === 'cleared_returned' || step.action === 'cleared_answered';
  return { actorType: byPhone ? 'agent' : 'cron', actorUserId: null };
}
