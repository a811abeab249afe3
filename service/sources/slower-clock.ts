import type { UtcSeconds } from '../../shared/words';
import { clockHints } from './cdr-clock';
import type { Row } from './decode';
import { offsetOf } from './wall-time';

/** By then the newest rows are of the new clock. */
const REMEMBER_SECONDS = 27 * 3600;

/**
 * After a PBX was moved west, or began to stamp its CDR in UTC, new rows stand among those of hours before, and the newest tell of the clock
 * that was. The first row that a long window finds tells of the new one, so that only calls of the first hour are found late.
 */
export class SlowerClock {
  private offset = 0;
  private untilAt: UtcSeconds = 0;

  /** The offset of the slowest clock that stamps rows, given that of the newest. */
  offsetAt(now: UtcSeconds, newest: number): number {
    return now < this.untilAt ? Math.min(newest, this.offset) : newest;
  }

  /** Learns from a row that is told for the first time. */
  learn(row: Row, now: UtcSeconds, newest: number): void {
    const offset = offsetOf(clockHints([row]));
    if (offset !== null && offset < this.offsetAt(now, newest)) [this.offset, this.untilAt] = [offset, now + REMEMBER_SECONDS];
  }
}
