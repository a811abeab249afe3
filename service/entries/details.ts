import type { CallFact, Entry, EntryDetails } from '../../shared/entry';
import { type CallerHistory, type FoldedEntry, momentOf } from './history';

const MOST_PLACES = 18;

/** The entries of a history as pages show them, withdrawn ones too. */
export function entriesOf(history: CallerHistory): readonly Entry[] {
  const { client, callerKey } = history;
  return history.entries.map((entry) => {
    const { id, did, seq, state } = entry;
    return { client, callerKey, id, did, seq, ...state, ...detailsOf(history, entry) };
  });
}

/** What an entry shows beside its state: taken from its calls, newest first, and from the note it was resolved with. */
export function detailsOf(history: CallerHistory, entry: FoldedEntry): EntryDetails {
  const calls = newestFirst(history, (fact) => history.counted.get(fact.callId) === entry.id);
  const shown = calls.length ? calls : newestFirst(history, (fact) => fact.did === entry.did);
  const last = shown[0];
  const wait = shown.filter((fact) => fact.at >= entry.state.firstMissedAt);
  const named = shown.find((fact) => fact.callerName !== '');
  return {
    callerNumber: last ? last.callerNumber : history.callerKey,
    callerName: named ? named.callerName : '',
    routeLabel: last ? last.routeLabel : '',
    lastCallId: last ? last.callId : null,
    ringSeconds: last ? last.ringSeconds : 0,
    queues: union(wait.map((fact) => fact.queues)),
    ringGroups: union(wait.map((fact) => fact.ringGroups)),
    trunk: last ? last.trunk : '',
    clearedNote: noteOf(history, entry),
  };
}

/** Each once, in ascending order; no PBX leads one caller through more. */
function union(lists: readonly (readonly string[])[]): readonly string[] {
  const all = lists.reduce<readonly string[]>((some, list) => (list.length ? some.concat(list) : some), []);
  return Array.from(new Set(all)).sort().slice(0, MOST_PLACES);
}

function newestFirst(history: CallerHistory, wanted: (fact: CallFact) => boolean): readonly CallFact[] {
  return Array.from(history.facts.values())
    .filter(wanted)
    .sort((a, b) => momentOf(b) - momentOf(a) || (a.callId < b.callId ? 1 : -1));
}

function noteOf(history: CallerHistory, entry: FoldedEntry): string | null {
  if (entry.state.clearedBy !== 'manual') return null;
  const resolved = history.doings.filter((doing) => doing.action === 'cleared_manual' && doing.at === entry.state.clearedAt);
  const last = resolved[resolved.length - 1];
  return last ? last.note : null;
}
