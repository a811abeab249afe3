import type { UtcSeconds } from './words';

const FIXED = /^([+-])(\d{2}):(\d{2})$/;
/** No zone ever changed its offset but on a quarter of an hour. */
const QUARTER = 900;
const KEPT_OFFSETS = 20000;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/**
 * Seconds by which local time is ahead of UTC at an instant: 7200 for `Europe/Brussels` in summer and for `+02:00` always.
 * Old Node carries old zone tables: where they are wrong a fixed offset helps. Throws RangeError for a zone nobody knows.
 */
export function zoneOffset(zone: string, at: UtcSeconds): number {
  const fixed = FIXED.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 3600 + Number(fixed[3]) * 60);
  if (zone === 'UTC') return 0;
  const quarter = Math.floor(at / QUARTER) * QUARTER;
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= KEPT_OFFSETS) offsets.clear();
  const offset = localOf(zone, quarter) - quarter;
  offsets.set(key, offset);
  return offset;
}

/** The wall-clock time of an instant, as if it were UTC. */
function localOf(zone: string, at: UtcSeconds): number {
  const local: Record<string, number> = {};
  for (const part of formatOf(zone).formatToParts(at * 1000)) local[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = local;
  // Some ICU versions write midnight as 24.
  return Date.UTC(year, month - 1, day, hour % 24, minute, second) / 1000;
}

/** Whether zoneOffset knows the zone. */
export function isZone(zone: string): boolean {
  try {
    zoneOffset(zone, 0);
    return true;
  } catch (_unknown) {
    return false;
  }
}

/**
 * The instant of a local wall-clock time, given as if it were UTC. A time that a clock change skips lies as long after the change
 * as it would have (02:30 becomes 03:30); of one that occurs twice it is the earlier.
 */
export function fromLocal(zone: string, wall: UtcSeconds): UtcSeconds {
  const before = wall - zoneOffset(zone, wall - 86400);
  const after = wall - zoneOffset(zone, wall + 86400);
  if (before + zoneOffset(zone, before) === wall) return before;
  if (after + zoneOffset(zone, after) === wall) return after;
  return Math.max(before, after);
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hour12: false,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}
