import type { EntryEvent } from '../../shared/entry';
import type { UtcSeconds } from '../../shared/words';
import { clockSteps } from './clock-steps';
import type { Command, Rejudge } from './commands';
import { difference } from './difference';
import { done } from './doings';
import { evolve, evolveState } from './evolve';
import { type CallerHistory, entryOf, type FoldedEntry, knows, learn } from './history';
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
  const events = decide(history, command, now, book);
  const known = command.type === 'fact' ? learn(history, command.fact) : history;
  return { history: events.reduce(evolve, known), events };
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
    case 'tick':
      return history.entries.reduce<readonly EntryEvent[]>(
        (events, entry) => events.concat(ticked(entry, now, placeInTime(history, now), book, command.only === 'expiry')),
        [],
      );
    case 'rejudge':
      return reconcile(history, walk(history, book), '', now);
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
function ticked(entry: FoldedEntry, now: UtcSeconds, at: UtcSeconds, book: RuleBook, onlyExpiry: boolean): readonly EntryEvent[] {
  const events: EntryEvent[] = [];
  let next = entry;
  for (const doing of clockSteps(entry.state, now, rulesAt(book, now))) {
    if (onlyExpiry && doing.action !== 'cleared_expired') continue;
    const event = toEvent(next, doing, at, book);
    events.push(event);
    next = { ...next, seq: event.seq, state: evolveState(next.state, event) };
  }
  return events;
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
