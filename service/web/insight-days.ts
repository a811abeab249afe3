import type { UtcSeconds } from '../../shared/words';
import { fromLocal, zoneOffset } from '../../shared/zone';
import type { Interval } from '../store/insight-query';

const DAY = 86400;
const HOUR = 3600;
/** 1 January 1970 was a Thursday. */
const THURSDAY = 4;

/** Days since 1970 on the wall of a zone. */
export function dayNumber(zone: string, at: UtcSeconds): number {
  return Math.floor((at + zoneOffset(zone, at)) / DAY);
}

/** `2026-03-02` of a day's number. */
export function dayText(day: number): string {
  return new Date(day * DAY * 1000).toISOString().slice(0, 10);
}

/** The number of `2026-03-02`. */
export function dayOf(text: string): number {
  return Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) / 1000 / DAY;
}

/** 0 for Sunday. */
export function weekdayOf(day: number): number {
  return (((day + THURSDAY) % 7) + 7) % 7;
}

/** The hour on the wall, 0 to 23. */
export function hourOf(zone: string, at: UtcSeconds): number {
  const wall = at + zoneOffset(zone, at);
  return Math.floor((((wall % DAY) + DAY) % DAY) / HOUR);
}

/** The days from one to another, both included, as instants; with an hour only that hour of each, with a weekday only such days. */
export function intervalsOf(
  zone: string,
  { from, to }: { readonly from: string; readonly to: string },
  hour: number | null,
  weekday: number | null,
): Interval[] {
  const [first, last] = [dayOf(from), dayOf(to)];
  if (hour === null && weekday === null) return [{ from: fromLocal(zone, first * DAY), until: fromLocal(zone, (last + 1) * DAY) }];
  const intervals: Interval[] = [];
  for (let day = first; day <= last; day += 1) {
    if (weekday !== null && weekdayOf(day) !== weekday) continue;
    const begin = day * DAY + (hour === null ? 0 : hour * HOUR);
    const interval = { from: fromLocal(zone, begin), until: fromLocal(zone, begin + (hour === null ? DAY : HOUR)) };
    // An hour that the clocks skip has nobody in it.
    if (interval.from < interval.until) intervals.push(interval);
  }
  return intervals;
}

/** How long a stretch of the chart is: days while they can be told apart, then weeks, then months. */
export type Stretch = 'day' | 'week' | 'month';

/** The stretch in which so many days are shown. */
export function stretchFor(days: number): Stretch {
  return days <= 62 ? 'day' : days <= 740 ? 'week' : 'month';
}

/** The first day of the stretch a day lies in: weeks begin on Monday. */
export function stretchStart(stretch: Stretch, day: number): number {
  if (stretch === 'day') return day;
  if (stretch === 'week') return day - ((weekdayOf(day) + 6) % 7);
  return dayOf(`${dayText(day).slice(0, 7)}-01`);
}

/** The stretches of a range in order, each cut where the range is. */
export function stretchesOf(stretch: Stretch, from: string, to: string): { readonly start: number; readonly end: number }[] {
  const [first, last] = [dayOf(from), dayOf(to)];
  const all: { start: number; end: number }[] = [];
  for (let day = first; day <= last; day += 1) {
    const before = all[all.length - 1];
    if (before !== undefined && stretchStart(stretch, day) === stretchStart(stretch, before.start)) before.end = day;
    else all.push({ start: day, end: day });
  }
  return all;
}
