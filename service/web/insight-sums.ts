import type { Quarter } from '../store/insight';
import type { OutcomeName } from '../store/insight-query';
import { dayNumber, hourOf, weekdayOf } from './insight-days';

/** Callers by what became of them. */
export interface Sums {
  readonly callers: number;
  readonly outcomes: Readonly<Record<OutcomeName, number>>;
  readonly withTarget: number;
  readonly inTarget: number;
}

const NOBODY: Readonly<Record<OutcomeName, number>> = { open: 0, returned: 0, answered_later: 0, manual: 0, expired: 0 };

/** Quarters added up. */
export function sumOf(quarters: readonly Quarter[]): Sums {
  const outcomes = { ...NOBODY };
  let [callers, withTarget, inTarget] = [0, 0, 0];
  for (const one of quarters) {
    outcomes[one.outcome] += one.callers;
    callers += one.callers;
    withTarget += one.withTarget;
    inTarget += one.inTarget;
  }
  return { callers, outcomes, withTarget, inTarget };
}

/** Who was called back, or got through later. */
export function recoveredOf({ outcomes }: Sums): number {
  return outcomes.returned + outcomes.answered_later;
}

/** Quarters by the day they lie on in a zone. */
export function byDay(quarters: readonly Quarter[], zone: string): ReadonlyMap<number, readonly Quarter[]> {
  const days = new Map<number, Quarter[]>();
  for (const one of quarters) {
    const day = dayNumber(zone, one.at);
    const known = days.get(day);
    if (known === undefined) days.set(day, [one]);
    else known.push(one);
  }
  return days;
}

/** Callers by weekday, Sunday first, and hour of the day. */
export function byHour(quarters: readonly Quarter[], zone: string): readonly (readonly number[])[] {
  const hours = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  for (const { at, callers } of quarters) {
    const row = hours[weekdayOf(dayNumber(zone, at))] as number[];
    const hour = hourOf(zone, at);
    row[hour] = (row[hour] || 0) + callers;
  }
  return hours;
}

/** The wait of the caller in the middle, in minutes; null where nobody was called back. */
export function medianOf(waits: readonly { readonly minutes: number; readonly callers: number }[]): number | null {
  const all = waits.reduce((sum, one) => sum + one.callers, 0);
  let seen = 0;
  for (const { minutes, callers } of waits) {
    seen += callers;
    if (seen * 2 >= all) return minutes;
  }
  return null;
}

/** A share in whole percents; null of nothing. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 100) / whole);
}
