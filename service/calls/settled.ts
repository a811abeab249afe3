import type { Call } from '../../shared/call';
import type { UtcSeconds } from '../../shared/words';
import type { PbxRuns } from './pbx-runs';

/** How long to wait for rows that may still come. */
export interface Patience {
  /** The caller has hung up and nothing was written since: his rows are there. Never less than the CDR batch time where batch is on. */
  readonly quietSeconds: number;
  /** Nothing was written for so long that the end was lost: the PBX was stopped in mid-call. */
  readonly lostEndSeconds: number;
  /** What is known of the PBX's stops; without it a silence of `lostEndSeconds` always means one. */
  readonly runs?: PbxRuns;
}

/** Of a call that nothing says has ended, on a PBX that was not stopped: nobody waits longer in a queue where no phone rings. */
export const LONGEST_SILENCE_SECONDS = 86400;

/** True when no record is expected any more: LINKEDID_END for all, or silence long enough for what is known. */
export function isSettled(call: Call, patience: Patience, now: UtcSeconds): boolean {
  if (call.ended) return true;
  const silentSeconds = now - call.lastRecordAt;
  if (call.ending.at !== null && silentSeconds > patience.quietSeconds) return true;
  if (silentSeconds <= patience.lostEndSeconds) return false;
  return silentSeconds > LONGEST_SILENCE_SECONDS || !mayGoOn(call, patience);
}

/** Neither an end nor the caller's own CDR row, which comes with it, and the PBX runs on: he may be waiting still. */
function mayGoOn(call: Call, { runs }: Patience): boolean {
  return call.ending.at === null && call.ending.where === '' && runs?.hasRunSince(call.id, call.lastRecordAt) === true;
}
