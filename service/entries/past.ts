import { type CallFact, type EntryEvent, isErased } from '../../shared/entry';
import type { Uniqueid, UtcSeconds } from '../../shared/words';
import { BY_CLOCK } from './clock-steps';
import type { Command } from './commands';
import type { CallerHistory } from './history';
import { match } from './match';
import { reconcile } from './reconcile';
import type { RuleBook } from './rules';
import { type Expiry, walkExpiring } from './walk';

/** The commands by which facts of the past, in the order of time, are learnt: one a caller. */
export function pastCommands(facts: readonly CallFact[]): readonly (readonly [string, Command])[] {
  const byCaller = new Map<string, CallFact[]>();
  for (const fact of facts) {
    const own = byCaller.get(fact.callerKey);
    if (own) own.push(fact);
    else byCaller.set(fact.callerKey, [fact]);
  }
  return Array.from(byCaller).map(([key, own]): [string, Command] => [key, { type: 'past', facts: own }]);
}

/**
 * The events that a caller's past comes to when nobody saw how its time passed: calls of long ago become known beside later ones, or
 * hold under other rules, so entries between them expire at their time.
 */
export function relive(history: CallerHistory, cause: Uniqueid, now: UtcSeconds, book: RuleBook): readonly EntryEvent[] {
  if (isErased(history.callerKey)) return [];
  const { episodes, expiries } = walkExpiring(history, book);
  let nextId = history.nextEntryId;
  const ids = match(history, episodes)
    .slice(0, episodes.length)
    .map(({ entry }) => {
      if (entry) return entry.id;
      nextId += 1;
      return nextId - 1;
    });
  return expiries.reduce(
    (events, expiry) => withExpiry(history, events, ids[expiry.place] as number, expiry),
    reconcile(history, episodes, cause, now),
  );
}

/** The events with one by which an entry expired: that which cleared it so, or one more that says what it came through. */
function withExpiry(history: CallerHistory, events: readonly EntryEvent[], entryId: number, { at }: Expiry): readonly EntryEvent[] {
  const clears = ({ entryId: id, action, set }: EntryEvent) => id === entryId && action === 'cleared_expired' && set.clearedAt === at;
  if (events.some(clears)) return events.map((event) => (clears(event) ? { ...event, at, why: null } : event));
  const known = history.entries.find((entry) => entry.id === entryId);
  const seq = events.reduce((last, event) => (event.entryId === entryId ? event.seq : last), known ? known.seq : 0) + 1;
  return events.concat({ ...BY_CLOCK, entryId, seq, at, callId: null, action: 'cleared_expired', set: {} });
}
