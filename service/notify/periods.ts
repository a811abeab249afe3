import type { Cadence } from '../../shared/notify-settings';
import type { Settings } from '../../shared/settings';
import type { UtcSeconds } from '../../shared/words';
import { fromLocal, zoneOffset } from '../../shared/zone';
import { opensOn } from '../entries/business-hours';
import { type Hours, rulesOf } from '../entries/rules';

/** When a digest is due. */
export interface Schedule {
  readonly cadence: Digest;
  /** The client's zone: `at` is wall time there. */
  readonly zone: string;
  /** `08:00`. */
  readonly at: string;
  /** 1 is Monday. */
  readonly weekday: number;
  /** 1 to 31; in shorter months the last day. */
  readonly monthDay: number;
  /** Daily: leaves out days on which nobody works; null: every day. */
  readonly workingDays: Hours | null;
}

/** The cadences that have periods. */
export type Digest = 'hourly' | 'daily' | 'weekly' | 'monthly';

const HOUR = 3600;
const DAY = 86400;
/** Further than any monthly digest, and than any closure that ends. */
const LONGEST_DAYS = 430;

/** The schedule of a cadence by a client's settings; null for one that has no digests. `zone` stands in where the settings name none. */
export function scheduleOf(cadence: Cadence, settings: Settings, zone: string): Schedule | null {
  if (cadence === 'off' || cadence === 'realtime') return null;
  return {
    cadence,
    zone: settings.time_zone || zone,
    at: settings.notify_daily_at,
    weekday: settings.notify_weekly_day,
    monthDay: settings.notify_monthly_day,
    workingDays: settings.notify_working_days_only ? rulesOf(settings, zone).hours : null,
  };
}

/** What makes two schedules different, in one word: when it changes, the next due time is reckoned anew. */
export function scheduleText({ cadence, zone, at, weekday, monthDay, workingDays }: Schedule): string {
  switch (cadence) {
    case 'hourly':
      return cadence;
    case 'daily':
      return `daily ${at}${workingDays === null ? '' : ' working'} ${zone}`;
    case 'weekly':
      return `weekly ${weekday} ${at} ${zone}`;
    case 'monthly':
      return `monthly ${monthDay} ${at} ${zone}`;
  }
}

/**
 * The first instant after another at which a digest is due; null when the office never opens again. A local time that a clock change skips
 * is due as long after the change, one that occurs twice is due the first time only: each period has one due time, and they never fall together.
 */
export function nextDue(schedule: Schedule, after: UtcSeconds): UtcSeconds | null {
  if (schedule.cadence === 'hourly') return nextFullHour(schedule.zone, after);
  const [hour, minute] = schedule.at.split(':').map(Number) as [number, number];
  const wall = after + zoneOffset(schedule.zone, after);
  const today = wall - (((wall % DAY) + DAY) % DAY);
  for (let n = -1; n <= LONGEST_DAYS; n += 1) {
    const day = today + n * DAY;
    if (!isDueOn(schedule, day)) continue;
    const at = fromLocal(schedule.zone, day + hour * HOUR + minute * 60);
    if (at > after) return at;
  }
  return null;
}

/** Every real hour has its own: on the day the clock is set back one more, on the other one less. */
function nextFullHour(zone: string, after: UtcSeconds): UtcSeconds {
  const offset = zoneOffset(zone, after);
  return (Math.floor((after + offset) / HOUR) + 1) * HOUR - offset;
}

function isDueOn({ cadence, weekday, monthDay, workingDays }: Schedule, day: number): boolean {
  const date = new Date(day * 1000);
  switch (cadence) {
    case 'weekly':
      return (date.getUTCDay() || 7) === weekday;
    case 'monthly':
      return date.getUTCDate() === Math.min(monthDay, new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate());
    default:
      return workingDays === null || opensOn(workingDays, day);
  }
}
