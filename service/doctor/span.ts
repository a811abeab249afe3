import type { Saying } from '../../shared/messages';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

/** A length of time in one unit, as a person says it: `45 s`, `12 min`, `3 h`, `2 days`. */
export function span(seconds: number): Saying {
  if (seconds < 2 * MINUTE) return { key: 'time.seconds', params: { n: Math.round(seconds) } };
  if (seconds < 2 * HOUR) return { key: 'time.minutes', params: { n: Math.round(seconds / MINUTE) } };
  if (seconds < 2 * DAY) return { key: 'time.hours', params: { n: Math.round(seconds / HOUR) } };
  return { key: 'time.days', params: { n: Math.round(seconds / DAY) } };
}

/** An offset from UTC as ISO writes it: `+02:00`. */
export function offsetText(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / MINUTE);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
