import type { CallFact, EntryEvent } from '../../shared/entry';
import type { UtcSeconds } from '../../shared/words';
import { standing } from './doings';
import { type CallerHistory, isConversation, momentOf } from './history';

/** Something that happened, at its place in time. */
export type Happening =
  | { readonly at: UtcSeconds; readonly fact: CallFact; readonly doing: null }
  | { readonly at: UtcSeconds; readonly fact: null; readonly doing: EntryEvent };

/** Within one second a miss comes first, then callbacks, then conversations, then people: the kindest reading of a tie. */
const RANK = { missed: 0, voicemail: 1, attempted: 2, returned: 3, answered: 3, none: 5 };

/** Everything that happened to a caller in the order of time, however late it became known. */
export function timeline(history: CallerHistory): readonly Happening[] {
  const known = Array.from(history.facts.values()).filter((fact) => fact.kind !== 'none');
  const conversations = known.filter(isConversation).sort((a, b) => momentOf(a) - momentOf(b));
  const facts = known
    .map((fact): Happening & { fact: CallFact } => ({ at: placeOf(fact, conversations), fact, doing: null }))
    .sort((a, b) => a.at - b.at || RANK[a.fact.kind] - RANK[b.fact.kind] || compare(a.fact.callId, b.fact.callId));
  return merge(
    facts,
    inTime(standing(history.doings)).map((doing): Happening => ({ at: doing.at, fact: null, doing })),
  );
}

/** Doings in the order of time, which is that in which they were done; but a past that is relived later has expiries of its time. */
function inTime(doings: readonly EntryEvent[]): readonly EntryEvent[] {
  if (doings.every((doing, n) => n === 0 || doing.at >= (doings[n - 1] as EntryEvent).at)) return doings;
  const places = new Map(doings.map((doing, n): [EntryEvent, number] => [doing, n]));
  return doings.slice().sort((a, b) => a.at - b.at || (places.get(a) as number) - (places.get(b) as number));
}

/**
 * A miss takes its place when the call ended: until then somebody might have taken it, and whoever resolved the entry meanwhile did not
 * mean it. Unless the caller was talking to us by then, on his other line, and went on talking: then he was served.
 */
function placeOf(fact: CallFact, conversations: readonly CallFact[]): UtcSeconds {
  const end = momentOf(fact);
  if (isConversation(fact) || fact.at === end) return end;
  for (let n = firstFrom(conversations, fact.at); n < conversations.length; n += 1) {
    const other = conversations[n] as CallFact;
    const began = momentOf(other);
    if (began >= end) return end;
    if (began + other.talkSeconds >= end) return began;
  }
  return end;
}

/** The place of the first conversation that began at an instant or later, by halving: a customer of years has thousands. */
function firstFrom(conversations: readonly CallFact[], at: UtcSeconds): number {
  let low = 0;
  let high = conversations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (momentOf(conversations[middle] as CallFact) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Where a fact that nothing known comes after or beside takes its place; null when it is not the last. Most are: then the list follows from
 * how it stands, and the past need not be walked again.
 */
export function placeAtEnd(history: CallerHistory, fact: CallFact): UtcSeconds | null {
  if (history.facts.has(fact.callId) || history.doings.some((doing) => doing.at >= momentOf(fact))) return null;
  const during: CallFact[] = [];
  let latest = Number.NEGATIVE_INFINITY;
  for (const known of Array.from(history.facts.values())) {
    if (known.kind === 'none') continue;
    const moment = momentOf(known);
    if (isConversation(known) && moment >= fact.at) during.push(known);
    latest = Math.max(latest, moment);
  }
  const at = placeOf(
    fact,
    during.sort((one, other) => momentOf(one) - momentOf(other)),
  );
  return at > latest && history.doings.every((doing) => doing.at < at) ? at : null;
}

/** Two ordered lists as one; at the same instant the calls come first. What people did keeps the order in which they did it. */
function merge(calls: readonly Happening[], doings: readonly Happening[]): readonly Happening[] {
  const all: Happening[] = [];
  let next = 0;
  let latest = Number.NEGATIVE_INFINITY;
  for (const doing of doings) {
    latest = Math.max(latest, doing.at);
    for (let call = calls[next]; call && call.at <= latest; call = calls[next]) {
      all.push(call);
      next += 1;
    }
    all.push(doing);
  }
  return all.concat(calls.slice(next));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
