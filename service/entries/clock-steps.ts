import type { EntryState } from '../../shared/entry';
import type { UtcSeconds } from '../../shared/words';
import type { Doing } from './user-steps';

/** What the clock does. */
export const BY_CLOCK: Doing = {
  action: 'released',
  actorType: 'cron',
  actorUserId: null,
  why: null,
  userId: null,
  until: null,
  note: null,
};

/** What the passing of time does to an entry that does not expire: its claim runs out, its target passes. Nothing twice. */
export function clockSteps(state: EntryState, now: UtcSeconds): readonly Doing[] {
  if (state.status !== 'open') return [];
  const steps: Doing[] = [];
  if (state.claimedUntil !== null && state.claimedUntil <= now) steps.push({ ...BY_CLOCK, why: 'claim_ran_out' });
  const asleep = state.snoozedUntil !== null && state.snoozedUntil > now;
  const overdue = state.dueAt !== null && state.dueAt <= now && state.escalatedAt === null;
  if (overdue && !asleep) steps.push({ ...BY_CLOCK, action: 'escalated', why: 'target_passed' });
  return steps;
}
