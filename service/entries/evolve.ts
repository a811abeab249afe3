import type { EntryEvent, EntryState } from '../../shared/entry';
import type { Uniqueid } from '../../shared/words';
import { isDoing } from './doings';
import type { CallerHistory, FoldedEntry } from './history';

/** The history after an event. Throws when the event is not the next one of its entry. */
export function evolve(history: CallerHistory, event: EntryEvent): CallerHistory {
  return {
    ...history,
    entries: evolvedEntries(history, event),
    counted: evolvedCounts(history.counted, event),
    doings: isDoing(event) ? history.doings.concat(event) : history.doings,
    nextEntryId: Math.max(history.nextEntryId, event.entryId + 1),
  };
}

/** The state of an entry after an event: what the event set, on top of what was. */
export function evolveState(state: EntryState | null, event: EntryEvent): EntryState {
  return { ...(state as EntryState), ...event.set };
}

function evolvedEntries(history: CallerHistory, event: EntryEvent): readonly FoldedEntry[] {
  const at = history.entries.findIndex((entry) => entry.id === event.entryId);
  const known = history.entries[at];
  if (event.seq !== (known ? known.seq : 0) + 1) throw new Error(`event ${event.seq} of entry ${event.entryId} does not follow the last`);
  if (known) {
    const next = { ...known, seq: event.seq, state: evolveState(known.state, event) };
    return history.entries.slice(0, at).concat(next, history.entries.slice(at + 1));
  }
  const fact = history.facts.get(event.callId || '');
  if (event.action !== 'created' || !fact) throw new Error(`entry ${event.entryId} has no beginning`);
  return history.entries.concat({ id: event.entryId, did: fact.did, seq: 1, state: evolveState(null, event) });
}

/** Which calls count where after an event. */
export function evolvedCounts(counted: CallerHistory['counted'], event: EntryEvent): CallerHistory['counted'] {
  const { action, callId } = event;
  if (callId === null) return counted;
  const counts = action === 'created' || action === 'incremented' || (action === 'reopened' && event.why === 'caller_missed_again');
  if (counts) return new Map(counted).set(callId, event.entryId);
  if (action !== 'withdrawn' || counted.get(callId) !== event.entryId) return counted;
  const fewer: Map<Uniqueid, number> = new Map(counted);
  fewer.delete(callId);
  return fewer;
}
