import type { UtcSeconds } from '../../shared/words';
import { isZone, zoneOffset } from '../../shared/zone';
import { NEAR_SECONDS, type TimeHint, type WallSeconds } from './wall-time';

/** Reads one row's time. */
export type TableClock = (hint: TimeHint) => UtcSeconds | null;

/** Clocks change at whole quarters of an hour in UTC, everywhere. */
const QUARTER = 900;
const DAY = 86400;

/**
 * How a table's DATETIME column is to be read: as local time of the zone, as UTC, or by offsets found in the rows themselves,
 * whichever most rows agree with. A row agrees when it is stamped at the second its channel was born, which its uniqueid tells.
 * So a PBX that writes UTC, or one whose zone we were told wrong, is read rightly all the same.
 */
export function tableClock(hints: readonly TimeHint[], zone: string | null, byOffset: () => TableClock): TableClock {
  if (zone === null || !isZone(zone)) return byOffset();
  const local = zoneClock(zone);
  const agreeing = (clock: TableClock) => hints.reduce((count, hint) => (isAtBirth(hint, clock(hint)) ? count + 1 : count), 0);
  // The first of equals: the zone knows of clock changes in the middle of a call, an offset does not.
  if (hints.every((hint) => !mayBeAtBirth(hint) || isAtBirth(hint, local(hint)))) return local;
  const agreed = agreeing(local);
  const candidates = [zoneClock('UTC'), byOffset()];
  const others = candidates.map(agreeing);
  const most = Math.max(...others);
  return most > agreed ? (candidates[others.indexOf(most)] as TableClock) : local;
}

function isAtBirth({ wall, epoch }: TimeHint, at: UtcSeconds | null): boolean {
  return wall !== null && epoch !== null && at !== null && Math.abs(at - epoch) <= NEAR_SECONDS;
}

/** Whether any clock can agree that a row was stamped as its channel was born: all of them differ from UTC by whole quarters. */
export function mayBeAtBirth({ wall, epoch }: TimeHint): boolean {
  if (wall === null || epoch === null) return false;
  const odd = (((wall - epoch) % QUARTER) + QUARTER) % QUARTER;
  return odd <= NEAR_SECONDS || odd >= QUARTER - NEAR_SECONDS;
}

/** Local time of a zone. In the hour that comes twice it is the first that is not before the channel's birth. */
export function zoneClock(zone: string): TableClock {
  const offsets = new Map<number, number>();
  const offsetAt = (at: UtcSeconds): number => {
    const quarter = Math.floor(at / QUARTER);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const offset = zoneOffset(zone, quarter * QUARTER);
    offsets.set(quarter, offset);
    return offset;
  };
  // Rows follow one another: most fall into the quarter of the one before, and few quarters are near a change.
  let calmQuarter = -1;
  let calmOffset = 0;
  return ({ wall, epoch }) => {
    if (wall === null) return epoch;
    const quarter = Math.floor(wall / QUARTER);
    if (quarter === calmQuarter) return wall - calmOffset;
    const [before, after] = [wall - offsetAt(wall - DAY), wall - offsetAt(wall + DAY)];
    if (before === after) {
      calmQuarter = quarter;
      calmOffset = wall - before;
      return before;
    }
    const instants = instantsOf(wall, before, after, offsetAt);
    const living = instants.find((at) => epoch === null || at >= epoch - NEAR_SECONDS);
    return living === undefined ? (instants[instants.length - 1] as UtcSeconds) : living;
  };
}

/**
 * The instants at which the clocks of a zone showed this, by the offset of the day before and of the day after, the earliest first; of an
 * hour that was skipped, the one before the change.
 */
function instantsOf(wall: WallSeconds, before: UtcSeconds, after: UtcSeconds, offsetAt: (at: UtcSeconds) => number): UtcSeconds[] {
  const shown = [Math.min(before, after), Math.max(before, after)].filter((at) => at + offsetAt(at) === wall);
  return shown.length > 0 ? shown : [before];
}
