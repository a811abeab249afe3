import * as os from 'os';

/** The machine a long command steps back on; tests give it another. */
export interface Machine {
  /** How many processes wanted to run, over the last minute. */
  load(): number;
  sleep(ms: number): Promise<void>;
}

/** The machine this process runs on. */
export const THIS_MACHINE: Machine = {
  load: () => os.loadavg()[0] as number,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
