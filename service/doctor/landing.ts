import type { UtcSeconds } from '../../shared/words';
import type { NewestRow } from '../sources/newest-rows';

/** Calls that are remembered; fewer than a few prove nothing. */
const MOST = 20;
const FEWEST = 5;
const QUARTER = 0.75;
/** No batch waits so long: what lands later was brought from elsewhere, or dated by another clock. */
const LONGEST_SECONDS = 3600;

/**
 * How late CDR rows come: a call whose row was not there at one look and is there at the next came at least as late as that first look
 * was after its end. Rows land when their channel ends, so without batch mode this is nothing.
 */
export class Landing {
  private known: ReadonlyMap<string, UtcSeconds> | null = null;
  private lookedAt: UtcSeconds = 0;
  private readonly late: number[] = [];

  /** Takes in the newest rows of a look. */
  look(rows: readonly NewestRow[], nowAt: UtcSeconds): void {
    const ends = new Map<string, UtcSeconds>();
    for (const { linkedid, endAt } of rows) ends.set(linkedid, Math.max(endAt, ends.get(linkedid) || 0));
    const { known, lookedAt } = this;
    if (known !== null && nowAt >= lookedAt) {
      ends.forEach((endAt, linkedid) => {
        if ((known.get(linkedid) || 0) < endAt && lookedAt - endAt < LONGEST_SECONDS) this.late.push(Math.max(0, lookedAt - endAt));
      });
    }
    this.late.splice(0, this.late.length - MOST);
    this.known = ends;
    this.lookedAt = nowAt;
  }

  /** Seconds by which three of four of the last calls came late at most; null while too few were seen. */
  seconds(): number | null {
    if (this.late.length < FEWEST) return null;
    const sorted = this.late.slice().sort((one, other) => one - other);
    return sorted[Math.floor((sorted.length - 1) * QUARTER)] as number;
  }
}
