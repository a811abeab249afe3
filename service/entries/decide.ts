import type { CallFact, EntryEvent } from '../../shared/entry';
import type { UtcSeconds } from '../../shared/words';
import { BY_CLOCK, clockSteps } from './clock-steps';
import type { Command, Rejudge } from './commands';
import { difference } from './difference';
import { done } from './doings';
import { evolve, evolveState } from './evolve';
import { expiryOf } from './expiry';
import { type CallerHistory, entryOf, type FoldedEntry, knows, learn } from './history';
import { relive } from './past';
import { reconcile } from './reconcile';
import { type RuleBook, rulesAt } from './rules';
import { placeAtEnd, timeline } from './timeline';
import { undoStep } from './undo';
import { type Doing, userStep } from './user-steps';
import { walk, walkOn } from './walk';

/** What a command came to: the events, and the history with them. */
export interface Outcome {
  readonly history: CallerHistory;
  readonly events: readonly EntryEvent[];
}

/**
 * Decides a command and applies it. `now` is the clock's time: it dates what is recorded, it never orders calls.
 * Throws ForbiddenStep when a user asks for what the entry does not allow.
 */
export function step(history: CallerHistory, command: Command | Rejudge, now: UtcSeconds, book: RuleBook): Outcome {
  if (command.type === 'fact' && knows(history, command.fact)) return { history, events: [] };
  if (command.type === 'past') return stepPast(history, command.facts, now, book);
  const events = decide(history, command, now, book);
  const known = command.type === 'fact' ? learn(history, command.fact) : history;
  return { history: events.reduce(evolve, known), events };
}

/** Calls behind all that is known are learnt one after the other, as they were then; from the first that is not, the past is relived once. */
function stepPast(history: CallerHistory, facts: readonly CallFact[], now: UtcSeconds, book: RuleBook): Outcome {
  const events: EntryEvent[] = [];
  let known = history;
  const take = (outcome: Outcome): void => {
    known = outcome.history;
    events.push(...outcome.events);
  };
  const fresh = facts.filter((fact) => !knows(history, fact));
  for (let n = 0; n < fresh.length; n += 1) {
    const fact = fresh[n] as CallFact;
    const at = placeAtEnd(known, fact);
    if (at === null) {
      const all = fresh.slice(n).reduce(learn, known);
      const relived = relive(all, (fresh[fresh.length - 1] as CallFact).callId, now, book);
      take({ history: relived.reduce(evolve, all), events: relived });
      break;
    }
    take(step(known, { type: 'expire', before: at }, now, book));
    take(step(known, { type: 'fact', fact }, now, book));
  }
  return { history: known, events };
}

/** The events a command leads to; none when the history already says so. Throws ForbiddenStep. */
export function decide(history: CallerHistory, command: Command | Rejudge, now: UtcSeconds, book: RuleBook): readonly EntryEvent[] {
  switch (command.type) {
    case 'fact': {
      if (knows(history, command.fact)) return [];
      const known = learn(history, command.fact);
      const at = placeAtEnd(history, command.fact);
      const episodes = at === null ? walk(known, book) : walkOn(history, command.fact, at, book);
      return reconcile(known, episodes, command.fact.callId, now);
    }
    case 'past':
      return stepPast(history, command.facts, now, book).events;
    case 'tick':
      return history.entries.reduce<readonly EntryEvent[]>((events, entry) => events.concat(ticked(history, entry, now, book)), []);
    case 'expire':
      return history.entries.reduce<readonly EntryEvent[]>(
        (events, entry) => events.concat(expired(history, entry, command.before, book)),
        [],
      );
    case 'rejudge':
      return relive(history, '', now, book);
    case 'notified': {
      const entry = entryOf(history, command.entryId);
      if (entry?.state.status !== 'open') return [];
      return [toEvent(entry, NOTIFIED, placeInTime(history, now), book)];
    }
    case 'undo':
      return [undoStep(history, command, now, placeInTime(history, now), book)];
    default: {
      const entry = entryOf(history, command.entryId);
      const at = placeInTime(history, now);
      const doing = userStep(history, command, now, rulesAt(book, at));
      return entry && doing ? [toEvent(entry, doing, at, book)] : [];
    }
  }
}

const NOTIFIED: Doing = { action: 'notified', actorType: 'cron', actorUserId: null, why: null, userId: null, until: null, note: null };

/** What the clock does to one entry, one event after the other. */
function ticked(history: CallerHistory, entry: FoldedEntry, now: UtcSeconds, book: RuleBook): readonly EntryEvent[] {
  const late = expired(history, entry, now + 1, book);
  if (late.length > 0) return late;
  const at = placeInTime(history, now);
  const events: EntryEvent[] = [];
  let next = entry;
  for (const doing of clockSteps(entry.state, now)) {
    const event = toEvent(next, doing, at, book);
    events.push(event);
    next = { ...next, seq: event.seq, state: evolveState(next.state, event) };
  }
  return events;
}

/** An entry that expires before an instant does so at its time, however late somebody looks; later only where more is known since. */
function expired(history: CallerHistory, entry: FoldedEntry, before: UtcSeconds, book: RuleBook): readonly EntryEvent[] {
  const earliest = expiryOf(entry.state, book);
  if (earliest === null || earliest >= before) return [];
  const at = expiryOf(entry.state, book, placeInTime(history, earliest));
  return at === null || at >= before ? [] : [toEvent(entry, { ...BY_CLOCK, action: 'cleared_expired' }, at, book)];
}

/** The event by which a doing takes its place in an entry's life. */
export function toEvent(entry: FoldedEntry, doing: Doing, at: UtcSeconds, book: RuleBook): EntryEvent {
  const event: EntryEvent = { entryId: entry.id, seq: entry.seq + 1, at, callId: null, ...doing, set: {} };
  return { ...event, set: difference(entry.state, done(entry.state, event, rulesAt(book, at))) };
}

/**
 * Now, or later where the clock has been set back or the PBX's runs ahead: whatever is done is done after all that is known. So a doing
 * means to the whole story what it meant to the person who did it.
 */
export function placeInTime(history: CallerHistory, now: UtcSeconds): UtcSeconds {
  return timeline(history).reduce((latest, { at }) => Math.max(latest, at), now);
}
