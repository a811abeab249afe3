import type { CallFact, EntryEvent, EntryKey, EntryState } from '../../shared/entry';
import type { ClientId, Uniqueid, UtcSeconds } from '../../shared/words';

/**
 * All that is known of one caller of one client: the unit that is kept consistent.
 * It is immutable; `learn` adds what the PBX wrote, `evolve` what became of the list.
 */
export interface CallerHistory {
  readonly client: ClientId;
  readonly callerKey: string;
  /** The newest word on each call. */
  readonly facts: ReadonlyMap<Uniqueid, CallFact>;
  /** Which entry each miss and each voicemail counts in. */
  readonly counted: ReadonlyMap<Uniqueid, number>;
  /** Oldest first. */
  readonly entries: readonly FoldedEntry[];
  /** What users and the clock did, in the order it happened. */
  readonly doings: readonly EntryEvent[];
  /** The number the client's next new entry gets. */
  readonly nextEntryId: number;
}

/** An entry as its events make it. */
export interface FoldedEntry extends EntryKey {
  readonly state: EntryState;
}

/** A caller nobody has heard of. */
export function emptyHistory(client: ClientId, callerKey: string, nextEntryId: number): CallerHistory {
  return { client, callerKey, facts: new Map(), counted: new Map(), entries: [], doings: [], nextEntryId };
}

/** The history with one more fact; it replaces what the same call meant before. */
export function learn(history: CallerHistory, fact: CallFact): CallerHistory {
  if (fact.kind === 'none' && !history.facts.has(fact.callId)) return history;
  return { ...history, facts: new Map(history.facts).set(fact.callId, fact) };
}

/** Whether the history already holds exactly this; a `none` about a call never heard of counts as known. */
export function knows(history: CallerHistory, fact: CallFact): boolean {
  const known = history.facts.get(fact.callId);
  if (!known) return fact.kind === 'none';
  return JSON.stringify(plain(known)) === JSON.stringify(plain(fact));
}

/** The entry of an id, or undefined. */
export function entryOf(history: CallerHistory, entryId: number): FoldedEntry | undefined {
  return history.entries.find((entry) => entry.id === entryId);
}

/** The moment a fact takes its place in time: a conversation when it began, anything else when the call ended. */
export function momentOf(fact: CallFact): UtcSeconds {
  if (!isConversation(fact)) return Math.max(fact.at, fact.endedAt);
  return fact.servedAt === null ? fact.at : fact.servedAt;
}

/** Whether the caller and a person of ours were in one conversation. */
export function isConversation(fact: CallFact): boolean {
  return fact.kind === 'answered' || fact.kind === 'returned';
}

function plain(fact: CallFact): readonly unknown[] {
  return [
    fact.kind,
    fact.at,
    fact.endedAt,
    fact.servedAt,
    fact.callerKey,
    fact.callerNumber,
    fact.callerName,
    fact.did,
    fact.routeLabel,
    fact.reason,
    fact.extensions,
    fact.talkSeconds,
    fact.ringSeconds,
    fact.queues,
    fact.ringGroups,
    fact.trunk,
  ];
}
