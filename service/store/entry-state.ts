import type { Entry, EntryState } from '../../shared/entry';
import type { FoldedEntry } from '../entries/history';

/** An entry of the table as its events make it, without what its calls and notes show. */
export function toFolded(entry: Entry): FoldedEntry {
  const {
    client: _client,
    callerKey: _callerKey,
    callerNumber: _callerNumber,
    callerName: _callerName,
    routeLabel: _routeLabel,
    lastCallId: _lastCallId,
    ringSeconds: _ringSeconds,
    queues: _queues,
    ringGroups: _ringGroups,
    trunk: _trunk,
    clearedNote: _clearedNote,
    id,
    did,
    seq,
    ...state
  } = entry;
  return { id, did, seq, state: state as EntryState };
}
