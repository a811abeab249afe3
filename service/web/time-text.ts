import type { Language } from '../../shared/language';
import { type MessageKey, sayIn } from '../../shared/messages';
import type { UtcSeconds } from '../../shared/words';
import { zoneOffset } from '../../shared/zone';

/** When, where and in which language the reader looks: all that a time's wording depends on. */
export interface Now {
  readonly at: UtcSeconds;
  /** IANA name or fixed offset, as shared/zone.ts takes it. */
  readonly zone: string;
  readonly language: Language;
}

/** The reader's wall clock at an instant, as a Date whose UTC fields hold it. */
function wall(zone: string, at: UtcSeconds): Date {
  return new Date((at + zoneOffset(zone, at)) * 1000);
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** `14:02`. */
export function clock(zone: string, at: UtcSeconds): string {
  const local = wall(zone, at);
  return `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
}

/** `14:02:48`, where the order of seconds matters. */
export function clockWithSeconds(zone: string, at: UtcSeconds): string {
  return `${clock(zone, at)}:${two(wall(zone, at).getUTCSeconds())}`;
}

/** `2026-11-20T14:02:48Z`, for machines. */
export function machineTime(at: UtcSeconds): string {
  return new Date(at * 1000).toISOString().replace('.000', '');
}

function dayNumber(zone: string, at: UtcSeconds): number {
  return Math.floor((at + zoneOffset(zone, at)) / 86400);
}

/** '' for today, `yesterday`, `Friday` within the week before, then `20 Nov`, and with the year where it is another one. */
export function day(now: Now, at: UtcSeconds): string {
  const say = sayIn(now.language);
  const local = wall(now.zone, at);
  const back = dayNumber(now.zone, now.at) - dayNumber(now.zone, at);
  if (back === 0) return '';
  if (back === 1) return say({ key: 'time.yesterday' });
  if (back > 1 && back < 7) return say({ key: `time.weekday.${local.getUTCDay()}` as MessageKey });
  return dateText(now, dayNumber(now.zone, at));
}

/** A day of the calendar by its number since 1970: `20 Nov`, and with the year where it is another one than the reader's. */
export function dateText(now: Now, dayNumberSince1970: number): string {
  const date = new Date(dayNumberSince1970 * 86400 * 1000);
  const month = sayIn(now.language)({ key: `time.month.${date.getUTCMonth() + 1}` as MessageKey });
  const params = { n: date.getUTCDate(), day: date.getUTCDate(), month, year: date.getUTCFullYear() };
  const sameYear = params.year === wall(now.zone, now.at).getUTCFullYear();
  return sayIn(now.language)({ key: sameYear ? 'time.day' : 'time.day_of_year', params });
}

function dated(now: Now, at: UtcSeconds, time: string): string {
  const date = day(now, at);
  return date === '' ? time : sayIn(now.language)({ key: 'time.moment', params: { date, time } });
}

/** `14:02` today, `yesterday 14:02`, `Friday 14:02`, `20 Nov 14:02`. */
export function moment(now: Now, at: UtcSeconds): string {
  return dated(now, at, clock(now.zone, at));
}

/** As moment, with seconds: for calls that may follow one another within a minute. */
export function exactMoment(now: Now, at: UtcSeconds): string {
  return dated(now, at, clockWithSeconds(now.zone, at));
}

/** A length in one unit, rounded down as people do: `20 s`, `47 min`, `3 h`, `2 days`. Never negative. */
export function length(language: Language, seconds: number): string {
  const say = sayIn(language);
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return say({ key: 'time.seconds', params: { n: whole } });
  if (whole < 3600) return say({ key: 'time.minutes', params: { n: Math.floor(whole / 60) } });
  if (whole < 2 * 86400) return say({ key: 'time.hours', params: { n: Math.floor(whole / 3600) } });
  return say({ key: 'time.days', params: { n: Math.floor(whole / 86400) } });
}

/** `1:22` or `1:02:05`: how a telephone shows the length of a call. */
export function callLength(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** `just now`, `3 h ago`. What lies ahead (a clock that was set back) is just now too. */
export function ago(now: Now, at: UtcSeconds): string {
  const say = sayIn(now.language);
  const seconds = now.at - at;
  if (seconds < 5) return say({ key: 'time.just_now' });
  // Some languages decline the day after "ago": it has a sentence of its own.
  if (seconds >= 2 * 86400) return say({ key: 'time.days_ago', params: { n: Math.floor(seconds / 86400) } });
  return say({ key: 'time.ago', params: { time: length(now.language, seconds) } });
}
