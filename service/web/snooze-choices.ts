import { sayIn } from '../../shared/messages';
import type { UtcSeconds } from '../../shared/words';
import { fromLocal, zoneOffset } from '../../shared/zone';
import type { Now } from './time-text';

/** Until when an entry may sleep, as a menu offers it. */
export interface SnoozeChoice {
  readonly value: string;
  readonly text: string;
}

const HOUR = 3600;
const DAY = 86400;
const AFTERNOON = 14 * HOUR;
const MORNING = 9 * HOUR;

/** Midnight of the reader's day, on his wall clock. */
function today({ at, zone }: Now): number {
  const wall = at + zoneOffset(zone, at);
  return wall - (wall % DAY);
}

function timesOf(now: Now): Readonly<Record<string, UtcSeconds>> {
  const local = (wall: number): UtcSeconds => fromLocal(now.zone, wall);
  return { hour: now.at + HOUR, afternoon: local(today(now) + AFTERNOON), tomorrow: local(today(now) + DAY + MORNING) };
}

/** What is offered at this time of day: an afternoon that has begun is not. */
export function snoozeChoices(now: Now): SnoozeChoice[] {
  const say = sayIn(now.language);
  const choices: SnoozeChoice[] = [{ value: 'hour', text: say({ key: 'snooze.hour' }) }];
  if ((timesOf(now).afternoon as number) > now.at + HOUR) choices.push({ value: 'afternoon', text: say({ key: 'snooze.afternoon' }) });
  return choices.concat({ value: 'tomorrow', text: say({ key: 'snooze.tomorrow' }) });
}

/** The moment a choice, or a date and time as `2026-03-02T14:00` on the reader's clock, means; null for what is neither. */
export function snoozeUntil(now: Now, chosen: string): UtcSeconds | null {
  const times = timesOf(now);
  if (Object.keys(times).indexOf(chosen) >= 0) return times[chosen] as number;
  const [whole] = /^20\d\d-\d\d-\d\dT\d\d:\d\d$/.exec(chosen) || [];
  const wall = whole === undefined ? Number.NaN : Date.parse(`${whole}:00Z`) / 1000;
  return Number.isNaN(wall) ? null : fromLocal(now.zone, wall);
}

/** The earliest time a date field may hold, on the reader's clock. */
export function earliestSnooze({ at, zone }: Now): string {
  return new Date((at + zoneOffset(zone, at)) * 1000).toISOString().slice(0, 16);
}
