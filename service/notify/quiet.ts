import type { QuietHours } from '../../shared/notify-settings';
import type { UtcSeconds } from '../../shared/words';
import { fromLocal, zoneOffset } from '../../shared/zone';

const DAY = 86400;

function secondsOf(time = '00:00'): number {
  const [hour, minute] = time.split(':');
  return Number(hour) * 3600 + Number(minute) * 60;
}

/** When the quiet hours end that an instant falls into; null when it falls into none. */
export function quietUntil(quiet: QuietHours | null, zone: string, at: UtcSeconds): UtcSeconds | null {
  if (quiet === null) return null;
  const [from, to] = quiet.map(secondsOf) as [number, number];
  const wall = at + zoneOffset(zone, at);
  const today = wall - (((wall % DAY) + DAY) % DAY);
  // Those that began yesterday may last until today.
  for (const day of [today - DAY, today]) {
    const begin = fromLocal(zone, day + from);
    const end = fromLocal(zone, day + to + (to <= from ? DAY : 0));
    if (begin <= at && at < end) return end;
  }
  return null;
}
