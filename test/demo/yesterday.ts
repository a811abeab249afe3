import * as fs from 'fs';
import * as path from 'path';
import { zoneOffset } from '../../shared/zone';
import { readCapture, startOfCapture, type WrittenCapture } from '../support/capture-rows';
import { CAPTURES_DIR, type Truth } from '../support/captures';
import { startingAt, withCaller } from './disguise';
import { type Outsider, outsider } from './people';

export const STORIES_DIR = path.join(CAPTURES_DIR, 'freepbx17');

/** Callers whose own names, or lack of one, are the point of the story: they stay, and nobody serves them later. */
const STAY_AS_THEY_ARE = /^(?:51|53|53b|54|55|110)-/;
/** The callback that nobody took: it stays, so that the list shows one. */
const STAYS_OPEN = /^47-/;
/** Its end was never written: it is over only after two hours of silence. */
const NO_END = /^130-/;
const NO_END_AGE = 3 * 3600;
const DAY = 86400;
const MINUTE = 60;
const YOUNGEST = 12 * MINUTE;

/** How a caller gets through later, by the number he had dialled; to all others somebody calls back. */
const SERVED_LATER: Readonly<Record<string, string>> = {
  '3225550101': '01-direct-answered',
  '3225550102': '09-rg-answered-by-5th',
  '3225550104': '13-queue-answered',
};
const CALLED_BACK = '80-outbound-answered';
/** Missed before the last day and never served: the entry expires. */
const EXPIRES = '02-direct-no-answer';

/** The names of all stories, in the order they were recorded. */
export function storyNames(): string[] {
  return fs
    .readdirSync(STORIES_DIR)
    .filter((name) => fs.existsSync(path.join(STORIES_DIR, name, 'cel.json')))
    .sort((one, other) => parseInt(one, 10) - parseInt(other, 10) || (one < other ? -1 : 1));
}

/** One story with this caller, as if it began at this moment. */
export function storyAt(name: string, caller: Outsider | null, at: number, zone: string): WrittenCapture {
  return startingAt(withCaller(readCapture(path.join(STORIES_DIR, name)), caller), at, zone);
}

/** Moments of the last day at which an office's telephone rings: spread over 8 to 19 o'clock, never the last minutes. */
export function officeMoments(now: number, zone: string, count: number): number[] {
  const open: number[] = [];
  for (let at = now - DAY + 3600; at < now - YOUNGEST; at += 5 * MINUTE) {
    const hour = new Date((at + zoneOffset(zone, at)) * 1000).getUTCHours();
    if (hour >= 8 && hour < 19) open.push(at);
  }
  return Array.from({ length: count }, (_, index) => open[Math.floor(((index + 0.5) * open.length) / count)] as number);
}

/** The story in which the caller whom this one left waiting is served; null where it left nobody. */
function servedBy(name: string, index: number): string | null {
  if (STAY_AS_THEY_ARE.test(name) || STAYS_OPEN.test(name)) return null;
  const truth: Truth = JSON.parse(fs.readFileSync(path.join(STORIES_DIR, name, 'truth.json'), 'utf8'));
  const open = truth.entries.filter((entry) => entry.status === 'open')[0];
  if (open === undefined) return null;
  return (index % 2 === 1 && SERVED_LATER[open.did]) || CALLED_BACK;
}

/** Every story once, as the traffic of the last day; most callers nobody served are served within two hours, as in life. */
export function lastDay(now: number, zone: string): WrittenCapture[] {
  const names = storyNames();
  const moments = officeMoments(now, zone, names.length);
  const calls: WrittenCapture[] = [];
  names.forEach((name, index) => {
    if (startOfCapture(readCapture(path.join(STORIES_DIR, name))) === null) return;
    const caller = STAY_AS_THEY_ARE.test(name) ? null : outsider(index);
    const moment = NO_END.test(name) ? Math.min(moments[index] as number, now - NO_END_AGE) : (moments[index] as number);
    calls.push(storyAt(name, caller, moment, zone));
    const served = servedBy(name, index);
    const later = moment + (7 + ((index * 23) % 80)) * MINUTE;
    if (served !== null && later < now - YOUNGEST) calls.push(storyAt(served, caller, later, zone));
  });
  calls.push(storyAt(EXPIRES, outsider(names.length), now - DAY - 2 * 3600, zone));
  return calls;
}
