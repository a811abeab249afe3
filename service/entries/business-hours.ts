import type { Spans, Weekday } from '../../shared/settings';
import type { UtcSeconds } from '../../shared/words';
import { fromLocal, zoneOffset } from '../../shared/zone';
import type { Hours } from './rules';

const DAY = 86400;
const DAYS: readonly Weekday[] = ['thursday', 'friday', 'saturday', 'sunday', 'monday', 'tuesday', 'wednesday'];
/** A year and a bit of closed days: beyond that nobody ever opens. */
const LONGEST_CLOSURE_DAYS = 400;

/** Whether somebody is at work at an instant. */
export function isOpenAt(hours: Hours, at: UtcSeconds): boolean {
  if (neverCloses(hours)) return true;
  if (!hours.week) return !isHoliday(hours, localDay(hours, at));
  return spansOf(hours, localDay(hours, at)).some(([from, to]) => from <= at && at < to);
}

/** The instant at which so many business minutes have passed since another; null when the hours never open long enough within 400 days. */
export function afterBusinessMinutes(hours: Hours, since: UtcSeconds, minutes: number): UtcSeconds | null {
  let left = minutes * 60;
  if (neverCloses(hours)) return since + left;
  const today = localDay(hours, since);
  for (let n = 0; n <= LONGEST_CLOSURE_DAYS; n += 1) {
    for (const [from, to] of spansOf(hours, today + n * DAY)) {
      const begin = Math.max(from, since);
      if (begin >= to) continue;
      if (begin + left <= to) return begin + left;
      left -= to - begin;
    }
  }
  return null;
}

/** Whether somebody works on a local day, given as its midnight in wall-clock time. */
export function opensOn(hours: Hours, day: number): boolean {
  return neverCloses(hours) || spansOf(hours, day).length > 0;
}

function neverCloses(hours: Hours): boolean {
  return !hours.week && !hours.holidays.length;
}

/** Midnight of the local day of an instant, as a wall-clock time. */
function localDay(hours: Hours, at: UtcSeconds): number {
  const wall = at + zoneOffset(hours.zone, at);
  return wall - (((wall % DAY) + DAY) % DAY);
}

/** The opening times of a local day as instants, in order. */
function spansOf(hours: Hours, day: number): readonly (readonly [UtcSeconds, UtcSeconds])[] {
  if (isHoliday(hours, day)) return [];
  const weekday = DAYS[(((day / DAY) % 7) + 7) % 7] as Weekday;
  const spans: Spans = hours.week ? hours.week[weekday] || [] : [['00:00', '24:00']];
  return spans
    .map(([from, to]): readonly [number, number] => [
      fromLocal(hours.zone, day + secondsOf(from)),
      fromLocal(hours.zone, day + secondsOf(to)),
    ])
    .sort((a, b) => a[0] - b[0]);
}

function isHoliday(hours: Hours, day: number): boolean {
  if (!hours.holidays.length) return false;
  const date = new Date(day * 1000).toISOString().slice(0, 10);
  return hours.holidays.indexOf(date) >= 0 || hours.holidays.indexOf(date.slice(5)) >= 0;
}

/** `09:30` as seconds of the day. */
function secondsOf(time = '00:00'): number {
  const [hour, minute] = time.split(':');
  return Number(hour) * 3600 + Number(minute) * 60;
}
