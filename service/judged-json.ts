import type { Entry } from '../shared/entry';
import { say } from '../shared/messages';
import { callerKey } from '../shared/phone/caller';
import type { UtcSeconds } from '../shared/words';
import { destinationOf } from './calls/destination';
import type { Judged, Office } from './judging';
import { extensionsRung, nameOf, ringSeconds } from './verdict/rule';

/** A call as `replay --json` prints it; the names are part of the product's contract. */
export interface CallJson {
  readonly linkedids: readonly string[];
  readonly started_at: string;
  readonly direction: string;
  readonly caller: string;
  readonly caller_e164: string | null;
  readonly did: string | null;
  readonly verdict: string;
  readonly reason: string;
  readonly confidence: string;
  readonly destination: string;
  readonly extensions_rung: readonly string[];
  readonly answered_by: readonly string[];
  readonly ring_seconds: number;
  readonly because: readonly string[];
  readonly sources: readonly string[];
}

/** An entry as `replay --json` prints it. */
export interface EntryJson {
  readonly caller: string;
  readonly did: string;
  readonly status: string;
  readonly cleared_by: string | null;
  readonly missed_count: number;
  readonly cleared_by_extension: string | null;
  readonly attempts: number;
}

/** An instant as ISO 8601 in UTC, to the second. */
export function isoOf(at: UtcSeconds): string {
  return `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;
}

/** Who of ours spoke with the caller, by the strongest source. */
export function answeredBy({ call }: Judged): string[] {
  const strongest = call.conversations[0];
  if (call.direction !== 'inbound' || strongest === undefined) return [];
  const names = call.conversations.filter((one) => one.source === strongest.source).map((one) => nameOf(one.person));
  return Array.from(new Set(names));
}

/** One judged call in the product's JSON. */
export function callJson(judged: Judged, office: Office): CallJson {
  const { call, verdict } = judged;
  return {
    linkedids: call.linkedids,
    started_at: isoOf(call.startedAt),
    direction: call.direction,
    caller: call.callerNumber === '' ? 'anonymous' : call.callerNumber,
    caller_e164: call.direction === 'inbound' ? callerKey(call.callerNumber, office.plan, call.trunk).e164 : null,
    did: call.did,
    verdict: verdict.kind,
    reason: verdict.reason,
    confidence: verdict.confidence,
    destination: destinationOf(call, office.people),
    extensions_rung: extensionsRung(call),
    answered_by: answeredBy(judged),
    ring_seconds: ringSeconds(call),
    because: verdict.because.map(say),
    sources: call.sources,
  };
}

/** One entry in the product's JSON. */
export function entryJson(entry: Entry): EntryJson {
  return {
    caller: entry.callerKey === 'anonymous' ? 'anonymous' : entry.callerNumber,
    did: entry.did,
    status: entry.status,
    cleared_by: entry.clearedBy,
    missed_count: entry.missedCount,
    cleared_by_extension: entry.clearedByExtension,
    attempts: entry.attemptedCount,
  };
}
