import type { Call } from '../../shared/call';
import type { UtcSeconds } from '../../shared/words';

/** How long to wait for rows that may still come. */
export interface Patience {
  /** The caller has hung up and nothing was written since: his rows are there. Never less than the CDR batch time where batch is on. */
  readonly quietSeconds: number;
  /** Nothing was written for so long that the end was lost: the PBX was stopped in mid-call. */
  readonly lostEndSeconds: number;
}

/** True when no record is expected any more: LINKEDID_END for all, or silence long enough for what is known. */
export function isSettled(call: Call, patience: Patience, now: UtcSeconds): boolean {
  if (call.ended) return true;
  const silentSeconds = now - call.lastRecordAt;
  if (call.ending.at !== null && silentSeconds > patience.quietSeconds) return true;
  return silentSeconds > patience.lostEndSeconds;
}
