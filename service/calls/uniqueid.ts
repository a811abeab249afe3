import type { Uniqueid, UtcSeconds } from '../../shared/words';

function dotOf(id: Uniqueid): number {
  const dot = id.lastIndexOf('.');
  return dot < 0 ? id.length : dot;
}

/** The UTC second in `[systemname-]epoch.serial`; 0 when the id carries none. A systemname may hold dashes and dots of its own. */
export function epochOf(id: Uniqueid): UtcSeconds {
  const dot = dotOf(id);
  let seconds = 0;
  for (let at = id.lastIndexOf('-', dot) + 1; at < dot; at += 1) {
    const digit = id.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return 0;
    seconds = seconds * 10 + digit;
  }
  return seconds;
}

/** How many channels Asterisk had made before this one since it was started. */
export function serialOf(id: Uniqueid): number {
  return Number(id.slice(dotOf(id) + 1)) || 0;
}

const DOT = 46;
/** Digits of a second, until the year 2286. */
const EPOCH_DIGITS = 10;

/** Orders uniqueids by birth: the second, then the serial as a number (`.9` before `.10`). */
export function compareUniqueids(one: Uniqueid, other: Uniqueid): number {
  if (one === other) return 0;
  // Without a systemname and of one length, the texts are in the order of the numbers.
  if (one.length === other.length && one.charCodeAt(EPOCH_DIGITS) === DOT && other.charCodeAt(EPOCH_DIGITS) === DOT) {
    return one < other ? -1 : 1;
  }
  return epochOf(one) - epochOf(other) || serialOf(one) - serialOf(other) || (one < other ? -1 : 1);
}
