import type { CelRecord } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import type { WallSeconds } from './wall-time';

/** A row as the driver or a capture gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** What some columns of a row hold, in an order that whoever asks and whoever reads agree on. */
export type Cells = readonly unknown[];

/** Longest text that is kept of one column; the widest column of any table holds 1024. */
export const LONGEST = 2000;
const [ZERO, NINE] = [48, 57];

/** A column as text: NULL is '', bytes that are no UTF-8 become U+FFFD, absurd lengths are cut. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.length > LONGEST ? value.slice(0, LONGEST) : value;
  if (value === null || value === undefined) return '';
  const text = Buffer.isBuffer(value) ? value.toString('utf8') : String(value);
  return text.length > LONGEST ? text.slice(0, LONGEST) : text;
}

/** A column as whole seconds: NULL, text and negative values are 0. */
export function secondsOf(value: unknown): number {
  const seconds = typeof value === 'number' ? value : Number(textOf(value));
  return Number.isFinite(seconds) && seconds > 0 ? Math.floor(seconds) : 0;
}

/** The number in some characters of a text; -1 where one is no digit. */
function digitsIn(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Rows follow one another by days: the date read last, and its first second. */
let lastDate = '';
let lastMidnight: WallSeconds | null = null;

/** The first second of `YYYY-MM-DD`; null for a date no calendar has. MariaDB lets days through that no month has. */
function midnightOf(text: string): WallSeconds | null {
  if (lastDate !== '' && text.startsWith(lastDate)) return lastMidnight;
  const date = text.slice(0, 10);
  const [year, month, day] = [digitsIn(date, 0, 4), digitsIn(date, 5, 7), digitsIn(date, 8, 10)];
  const isDate = year > 0 && month > 0 && month <= 12 && day > 0 && date[4] === '-' && date[7] === '-';
  const midnight = isDate ? Date.UTC(year, month - 1, day) / 1000 : 0;
  lastDate = date.length === 10 ? date : '';
  lastMidnight = isDate && new Date(midnight * 1000).getUTCDate() === day ? midnight : null;
  return lastMidnight;
}

/** A DATETIME column as wall-clock seconds; null for NULL, `0000-00-00 00:00:00` and what is no date. */
export function wallOf(value: unknown): WallSeconds | null {
  const text = value instanceof Date ? value.toISOString() : textOf(value);
  const midnight = midnightOf(text);
  const isClock = (text[10] === ' ' || text[10] === 'T') && text[13] === ':' && text[16] === ':';
  if (midnight === null || !isClock) return null;
  const hour = digitsIn(text, 11, 13);
  const minute = digitsIn(text, 14, 16);
  const second = digitsIn(text, 17, 19);
  const seconds = hour * 3600 + minute * 60 + second;
  return hour < 0 || minute < 0 || second < 0 || hour > 23 || seconds >= 86400 ? null : midnight + seconds;
}

/** The UTC second in `[systemname-]epoch.serial`: nine or ten digits, a dot, digits; null when the id carries none. */
export function epochOf(id: string): UtcSeconds | null {
  let at = id.length - 1;
  while (at >= 0 && isDigit(id.charCodeAt(at))) at -= 1;
  if (at < 0 || at === id.length - 1 || id[at] !== '.') return null;
  let from = at;
  while (from > 0 && at - from < 10 && isDigit(id.charCodeAt(from - 1))) from -= 1;
  return at - from < 9 ? null : digitsIn(id, from, at);
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** CEL's `extra`: JSON, possibly cut by varchar(512). Of a cut one the whole pairs before the cut are kept. */
export function extraOf(value: unknown): CelRecord['extra'] {
  const text = textOf(value);
  if (text === '' || text[0] !== '{') return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : null;
  } catch (_cut) {
    const pairs: Record<string, unknown> = {};
    const pair = /"(\w+)":(?:"((?:[^"\\]|\\.)*)"|(-?\d+))(?=[,}])/g;
    for (let found = pair.exec(text); found !== null; found = pair.exec(text)) {
      pairs[found[1] as string] = found[2] !== undefined ? found[2] : Number(found[3]);
    }
    return Object.keys(pairs).length > 0 ? pairs : null;
  }
}
