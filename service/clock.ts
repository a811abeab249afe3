import type { UtcSeconds } from '../shared/words';

/** The only place that looks at the clock; everything else is told the time. */
export interface Clock {
  nowAt(): UtcSeconds;
}

/** The clock of this machine, in whole UTC seconds. */
export const systemClock: Clock = { nowAt: () => Math.floor(Date.now() / 1000) };
