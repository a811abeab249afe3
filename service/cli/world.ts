import type { Clock } from '../clock';
import type { Log } from '../log';
import type { Machine } from './machine';

/** What a command may touch of the process it runs in; tests give it another. */
export interface World {
  /** The answer, on standard output. */
  out(text: string): void;
  /** What went wrong, on standard error. */
  err(text: string): void;
  /** Asks whoever sits at the terminal and gives his answer; null where nobody does. */
  ask?(question: string): Promise<string | null>;
  readonly clock: Clock;
  readonly log: Log;
  /** Calls back once when the process is asked to stop (SIGTERM, SIGINT). */
  onStop(stop: () => void): void;
  /** Where it is another than the one the process runs on. */
  readonly machine?: Machine;
}

/** Exit codes of every command. */
export const DONE = 0;
export const FAILED = 1;
export const WRONG_USAGE = 2;
