import { type EntryEvent, type EntryState, type EventWhy, isErased } from '../../shared/entry';
import type { Uniqueid, UtcSeconds } from '../../shared/words';
import { evolveState } from './evolve';
import type { CallerHistory, FoldedEntry } from './history';
import { match, type Pair } from './match';
import { type Step, stepsTo, toEvents } from './steps';
import { withdraw } from './wait';
import type { Episode } from './walk';

/**
 * The events that lead from what the list says to what it should say; none when it says so already. `cause` is the call that was just
 * learned. First every call leaves the entry it no longer counts in, then the others take it up. What is kept of an erased caller is judged
 * no more, by whatever rules.
 */
export function reconcile(history: CallerHistory, episodes: readonly Episode[], cause: Uniqueid, now: UtcSeconds): readonly EntryEvent[] {
  if (isErased(history.callerKey)) return [];
  const pairs = match(history, episodes);
  const leaving = pairs.reduce<readonly EntryEvent[]>((events, pair) => events.concat(withdrawals(history, pair, now)), []);
  let nextId = history.nextEntryId;
  return pairs.reduce((events, { entry, episode }) => {
    if (!episode) return events;
    const id = entry ? entry.id : nextId;
    if (!entry) nextId += 1;
    const left = leaving.filter((event) => event.entryId === id);
    const steps = stepsTo(entry, episode, history, cause);
    return events.concat(toEvents(id, (entry ? entry.seq : 0) + left.length, after(entry, left), episode.state, steps, now));
  }, leaving);
}

/** The calls an entry counts but should not, each leaving it. An entry that keeps none is withdrawn. */
function withdrawals(history: CallerHistory, { entry, episode }: Pair, now: UtcSeconds): readonly EntryEvent[] {
  if (!entry) return [];
  const kept = new Set(episode ? episode.calls : []);
  const lost = Array.from(history.counted.entries()).filter(([call, id]) => id === entry.id && !kept.has(call));
  if (!lost.length) return [];
  const told = !episode && entry.state.notifiedAt !== null;
  const steps = lost.map(([callId], n): Step => {
    const last = n === lost.length - 1;
    return { action: 'withdrawn', callId, why: told && last ? 'told_wrongly' : whyLost(history, callId) };
  });
  return toEvents(entry.id, entry.seq, entry.state, target(history, entry, episode, now), steps, now);
}

/** What the withdrawal itself changes: all that is to change, unless other events follow that tell it better. */
function target(history: CallerHistory, entry: FoldedEntry, episode: Episode | null, now: UtcSeconds): EntryState {
  if (!episode) return withdraw(entry.state, now);
  return stepsTo(entry, episode, history, '').length ? entry.state : episode.state;
}

function whyLost(history: CallerHistory, callId: Uniqueid): EventWhy {
  const fact = history.facts.get(callId);
  return fact && (fact.kind === 'missed' || fact.kind === 'voicemail') ? 'late_rows' : 'verdict_changed';
}

function after(entry: FoldedEntry | null, events: readonly EntryEvent[]): EntryState | null {
  return entry && events.reduce<EntryState>(evolveState, entry.state);
}
