import type { CallFact, EntryEvent, EntryState } from '../../shared/entry';
import type { ClientId, Uniqueid } from '../../shared/words';
import { isDoing } from '../entries/doings';
import { evolvedCounts, evolveState } from '../entries/evolve';
import { type CallerHistory, emptyHistory, type FoldedEntry } from '../entries/history';
import { ATTEMPT_COLUMNS, toFact } from './attempt-columns';
import { toEvent } from './audit-rows';
import { fromRow, inPieces } from './columns';
import type { Queryable } from './database';
import { type EntryIdentity, entryIdentities } from './entry-identities';

/** Callers folded at a time. */
const PIECE = 200;

/**
 * The list once more, from nothing but calls and events: one history a caller, handed over a few at a time. Of the list's own table only
 * whose each entry is is taken, and even that from its calls where the row is gone.
 */
export async function foldList(
  client: ClientId,
  db: Queryable,
  take: (histories: readonly CallerHistory[]) => Promise<void>,
): Promise<void> {
  const callers = await entryIdentities(client, db);
  for (const piece of inPieces(Array.from(callers), PIECE)) {
    const keys = piece.map(([key]) => key);
    const ids = piece.reduce<readonly number[]>((all, [, entries]) => all.concat(entries.map((entry) => entry.id)), []);
    const factRows = await db.query('SELECT * FROM smc_attempts WHERE client = ? AND caller_key IN (?)', [client, keys]);
    const facts = factRows.map((row) => toFact(fromRow(ATTEMPT_COLUMNS, row)));
    const events = (await db.query(EVENTS, [client, ids])).map((row) => toEvent(row, row.words as string | null));
    await take(piece.map(([key, entries]) => fold(client, key, entries, facts, events)));
  }
}

const EVENTS = `
  SELECT a.*, n.note AS words FROM smart_missed_calls_audit a
  LEFT JOIN smc_notes n ON n.client = a.client AND n.entry_id = a.entry_id AND n.seq = a.seq
  WHERE a.client = ? AND a.entry_id IN (?) ORDER BY a.no
`;

function fold(
  client: ClientId,
  callerKey: string,
  identities: readonly EntryIdentity[],
  facts: readonly CallFact[],
  allEvents: readonly EntryEvent[],
): CallerHistory {
  const ids = new Set(identities.map(({ id }) => id));
  const events = allEvents.filter((event) => ids.has(event.entryId));
  const own = facts.filter((fact) => fact.callerKey === callerKey);
  return {
    ...emptyHistory(client, callerKey, 1),
    facts: new Map(own.map((fact): [Uniqueid, CallFact] => [fact.callId, fact])),
    counted: events.reduce(evolvedCounts, new Map<Uniqueid, number>()),
    entries: identities.map((identity) => foldEntry(identity, events)).filter((entry): entry is FoldedEntry => entry !== null),
    doings: events.filter(isDoing),
  };
}

function foldEntry({ id, did }: EntryIdentity, events: readonly EntryEvent[]): FoldedEntry | null {
  const own = events.filter((event) => event.entryId === id);
  const last = own[own.length - 1];
  return last ? { id, did, seq: last.seq, state: own.reduce<EntryState | null>(evolveState, null) as EntryState } : null;
}
