import { PlainError } from '../../shared/errors';
import type { UtcSeconds } from '../../shared/words';
import { fromLocal } from '../../shared/zone';

const SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86400, w: 604800 };
const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(Z)?)?$/;

/**
 * The instant a person means: `2026-03-02`, `2026-03-02 09:30` (by the clock of the zone), the same with `T` and `Z` for UTC, or `30d`
 * for so long ago (m, h, d, w). Throws PlainError for anything else.
 */
export function instantOf(text: string, zone: string, now: UtcSeconds): UtcSeconds {
  const ago = /^(\d{1,5})([mhdw])$/.exec(text.trim());
  if (ago) return now - Number(ago[1]) * (SECONDS[ago[2] as string] as number);
  const parts = DATE.exec(text.trim());
  if (parts === null) throw wrong(text);
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part || 0)) as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const wall = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  if (month > 12 || new Date(wall * 1000).getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) throw wrong(text);
  return parts[7] === 'Z' ? wall : fromLocal(zone, wall);
}

/** The stretch of time that is asked for, from the beginning and up to now unless told; throws PlainError for an empty one and for what is no time. */
export function rangeOf(
  { since, until }: { readonly since?: string; readonly until?: string },
  zone: string,
  now: UtcSeconds,
): { readonly since: UtcSeconds; readonly until: UtcSeconds } {
  const range = {
    since: since === undefined ? 0 : instantOf(since, zone, now),
    until: until === undefined ? now : Math.min(now, instantOf(until, zone, now)),
  };
  if (range.since >= range.until)
    throw new PlainError('empty_range', '--since must lie before --until and before now: name an earlier time.');
  return range;
}

function wrong(text: string): PlainError {
  return new PlainError('wrong_instant', `"${text}" is no time: write 2026-03-02, "2026-03-02 09:30", or 30d for thirty days ago.`);
}
