import type { UtcSeconds } from '../../shared/words';
import { type Outcome, placeInTime, toEvent } from './decide';
import { evolve } from './evolve';
import type { CallerHistory } from './history';
import type { RuleBook } from './rules';
import type { Doing } from './user-steps';

/**
 * Forgets who a caller is: every entry of his ends in an `erased` event, an open one is over by it, and the history goes on under a key
 * that names nobody, without number, name and notes. Counts, times, phones and verdicts stay, so the list is still the fold of its events.
 */
export function erase(history: CallerHistory, erasedKey: string, userId: string, now: UtcSeconds, book: RuleBook): Outcome {
  const at = placeInTime(history, now);
  const erased: Doing = { action: 'erased', actorType: 'user', actorUserId: userId, why: null, userId: null, until: null, note: null };
  const events = history.entries.map((entry) => toEvent(entry, erased, at, book));
  const after = events.reduce(evolve, history);
  const nameless = Array.from(after.facts.values()).map((fact) => ({ ...fact, callerKey: erasedKey, callerNumber: '', callerName: '' }));
  return {
    history: {
      ...after,
      callerKey: erasedKey,
      facts: new Map(nameless.map((fact): [string, typeof fact] => [fact.callId, fact])),
      doings: after.doings.map((doing) => ({ ...doing, note: null })),
    },
    events,
  };
}
