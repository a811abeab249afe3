import type { UtcSeconds } from '../../shared/words';
import { fromLocal } from '../../shared/zone';

const DAY_SECONDS = 86400;

/** Whether a text is a day that exists, as `2026-03-02`. */
export function isDay(text: string): boolean {
  return /^(19|20)\d\d-\d\d-\d\d$/.test(text) && new Date(wallOf(text) * 1000).toISOString().slice(0, 10) === text;
}

/** The first instant of a day. */
export function startOfDay(zone: string, day: string): UtcSeconds {
  return fromLocal(zone, wallOf(day));
}

/** The first instant after a day, which may have 23 hours or 25. */
export function endOfDay(zone: string, day: string): UtcSeconds {
  return fromLocal(zone, wallOf(day) + DAY_SECONDS);
}

function wallOf(day: string): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / 1000;
}
