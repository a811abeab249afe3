import type { CallFact } from '../../shared/entry';
import type { ClientId } from '../../shared/words';
import { type Column, clip } from './columns';

/** A fact as smc_attempts keeps it. */
export interface Attempt extends CallFact {
  readonly client: ClientId;
  /** The entry it counts in; null for what counts in none. */
  readonly entryId: number | null;
  readonly afterHours: boolean;
}

/** The columns of smc_attempts. */
export const ATTEMPT_COLUMNS: readonly Column<Attempt>[] = [
  { column: 'client', field: 'client', kind: 'text' },
  { column: 'call_id', field: 'callId', kind: 'text' },
  { column: 'caller_key', field: 'callerKey', kind: 'text' },
  { column: 'kind', field: 'kind', kind: 'text' },
  { column: 'started_at', field: 'at', kind: 'instant' },
  { column: 'ended_at', field: 'endedAt', kind: 'instant' },
  { column: 'served_at', field: 'servedAt', kind: 'instant' },
  { column: 'caller_number', field: 'callerNumber', kind: 'text' },
  { column: 'caller_name', field: 'callerName', kind: 'text' },
  { column: 'did', field: 'did', kind: 'text' },
  { column: 'route_label', field: 'routeLabel', kind: 'text' },
  { column: 'reason', field: 'reason', kind: 'text' },
  { column: 'extensions', field: 'extensions', kind: 'list' },
  { column: 'talk_seconds', field: 'talkSeconds', kind: 'number' },
  { column: 'ring_seconds', field: 'ringSeconds', kind: 'number' },
  { column: 'after_hours', field: 'afterHours', kind: 'yes_no' },
  { column: 'queues', field: 'queues', kind: 'list' },
  { column: 'ring_groups', field: 'ringGroups', kind: 'list' },
  { column: 'trunk', field: 'trunk', kind: 'text' },
  { column: 'entry_id', field: 'entryId', kind: 'number' },
];

/** The fact of an attempt. */
export function toFact({ client: _client, entryId: _entryId, afterHours: _afterHours, ...fact }: Attempt): CallFact {
  return fact;
}

/** Queues, and ring groups, of one call. */
const MOST_PLACES = 6;

/** A call id as the tables can hold it. */
export function fittingId(callId: string): string {
  return clip(callId, 150);
}

/** A fact as the tables can hold it: whole seconds, texts cut to their columns, so that what is read back equals what was written. */
export function fitting(fact: CallFact): CallFact {
  return {
    ...fact,
    callId: fittingId(fact.callId),
    at: Math.floor(fact.at),
    endedAt: Math.floor(fact.endedAt),
    servedAt: fact.servedAt === null ? null : Math.floor(fact.servedAt),
    callerKey: clip(fact.callerKey, 128),
    callerNumber: clip(fact.callerNumber, 128),
    callerName: clip(fact.callerName, 191),
    did: clip(fact.did, 128),
    routeLabel: clip(fact.routeLabel, 191),
    extensions: fittingList(fact.extensions),
    talkSeconds: Math.max(0, Math.floor(fact.talkSeconds)),
    ringSeconds: Math.max(0, Math.floor(fact.ringSeconds)),
    queues: fittingList(fact.queues).slice(0, MOST_PLACES),
    ringGroups: fittingList(fact.ringGroups).slice(0, MOST_PLACES),
    trunk: clip(fact.trunk, 191),
  };
}

function fittingList(numbers: readonly string[]): readonly string[] {
  return numbers.map((number) => clip(number.replace(/,/g, ''), 40)).filter((number) => number !== '');
}
