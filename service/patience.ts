import { PbxRuns } from './calls/pbx-runs';
import { LONGEST_SILENCE_SECONDS, type Patience } from './calls/settled';
import type { Config } from './config';
import { batchSeconds, readCdrConf } from './doctor/look/asterisk-config';

/** How long a daemon waits for rows that may still come, as the PBX is set up when it is asked: where CDR rows are written in batches, at least a batch. */
export function patienceOf({ pbx, quiet_seconds, lost_end_seconds }: Config): () => Patience {
  const runs = new PbxRuns();
  return () => {
    const cdrConf = readCdrConf(pbx.asterisk_config);
    const quietSeconds = Math.max(quiet_seconds, cdrConf === null ? 0 : batchSeconds(cdrConf));
    return { quietSeconds, lostEndSeconds: lost_end_seconds, runs };
  };
}

/** How long a command waits that does not watch the PBX: what may go on for all it knows is the daemon's to judge. */
export function patienceOfOnce(config: Config): Patience {
  const { quietSeconds, lostEndSeconds } = patienceOf(config)();
  return { quietSeconds, lostEndSeconds: Math.max(lostEndSeconds, LONGEST_SILENCE_SECONDS) };
}
