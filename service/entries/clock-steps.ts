import type { EntryState } from '../../shared/entry';
import type { UtcSeconds } from '../../shared/words';
import type { Rules } from './rules';
import type { Doing } from './user-steps';
import { expiresAt } from './wait';

const BY_CLOCK: Doing = { action: 'released', actorType: 'cron', actorUserId: null, why: null, userId: null, until: null, note: null };

/** What the passing of time does to an entry now: it expires, or its claim runs out and its target passes. Nothing twice. */
export function clockSteps(state: EntryState, now: UtcSeconds, rules: Rules): readonly Doing[] {
  if (state.status !== 'open') return [];
  const expires = expiresAt(state, rules);
  if (expires !== null && expires <= now) return [{ ...BY_CLOCK, action: 'cleared_expired' }];
  const steps: Doing[] = [];
  if (state.claimedUntil !== null && state.claimedUntil <= now) steps.push({ ...BY_CLOCK, why: 'claim_ran_out' });
  const asleep = state.snoozedUntil !== null && state.snoozedUntil > now;
  const overdue = state.dueAt !== null && state.dueAt <= now && state.escalatedAt === null;
  if (overdue && !asleep) steps.push({ ...BY_CLOCK, action: 'escalated', why: 'target_passed' });
  return steps;
}
