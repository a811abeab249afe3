import type { UtcSeconds } from '../../shared/words';
import { fromLocal, isZone } from '../../shared/zone';

/** A DATETIME column read as if it were UTC: what a clock on the wall showed, in seconds. */
export type WallSeconds = number;

/** What one row tells of the offset between its wall clock and UTC. */
export interface TimeHint {
  readonly wall: WallSeconds | null;
  /** The second in the row's uniqueid, exact and in UTC; null where the id carries none. */
  readonly epoch: UtcSeconds | null;
}

/** A channel's first row is stamped within this of its birth. */
export const NEAR_SECONDS = 5;

const HOUR = 3600;
const QUARTER = 900;
/** No zone is further from UTC; what differs more is a clock that was wrong. */
const MOST_OFFSET = 14 * HOUR;

/** A row is never stamped before its channel's birth, so the quarter at or before the difference is the likelier offset. */
function quarterBefore(seconds: number): number {
  return Math.floor((seconds + NEAR_SECONDS) / QUARTER) * QUARTER;
}

/**
 * The offset of a table's wall clock from UTC, for the rows of one call: every zone differs from UTC by whole quarters of an hour, and a
 * channel's first row carries the time that its uniqueid carries in UTC. Null when no row tells it.
 */
export function offsetOf(hints: readonly TimeHint[]): number | null {
  const votes = new Map<number, number>();
  let least: number | null = null;
  for (const { wall, epoch } of hints) {
    if (wall === null || epoch === null || Math.abs(wall - epoch) > MOST_OFFSET) continue;
    const difference = wall - epoch;
    const offset = quarterBefore(difference);
    if (least === null || offset < least) least = offset;
    if (Math.abs(difference - offset) <= NEAR_SECONDS) votes.set(offset, (votes.get(offset) || 0) + 1);
  }
  let best: number | null = null;
  votes.forEach((_, offset) => {
    if (best === null || isLikelier(offset, best, votes)) best = offset;
  });
  return best !== null ? best : least;
}

/** Of two offsets with as many votes the smaller, for rows come late and never early; but an hour apart, the clocks went back meanwhile. */
function isLikelier(offset: number, than: number, votes: ReadonlyMap<number, number>): boolean {
  const [mine, theirs] = [votes.get(offset) || 0, votes.get(than) || 0];
  if (mine !== theirs) return mine > theirs;
  return Math.abs(offset - than) === HOUR ? offset > than : offset < than;
}

/** A time of the wall clock as a DATETIME column has it. */
export function wallText(wall: WallSeconds): string {
  return new Date(wall * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * The UTC second of a row. A time that lies before its own channel's birth was stamped after the clocks went back: an hour is added.
 * Without any hint the zone decides, and without a zone the wall clock is taken for UTC.
 */
export function utcOf(hint: TimeHint, offset: number | null, zone: string | null): UtcSeconds | null {
  const { wall, epoch } = hint;
  if (wall === null) return epoch;
  if (offset === null) return zone === null || !isZone(zone) ? wall : fromLocal(zone, wall);
  const at = wall - offset;
  return epoch !== null && at < epoch - NEAR_SECONDS && at + HOUR >= epoch - NEAR_SECONDS ? at + HOUR : at;
}
