import { Session } from 'inspector';
import { setFlagsFromString } from 'v8';

/**
 * How much V8 does for speed. A daemon that waits for calls spends milliseconds a minute: code made for speed would only lie in memory,
 * some ten megabytes of it with what the compiler leaves behind. Commands that read years want it.
 */
export function hurry(isWanted: boolean): void {
  setFlagsFromString(isWanted ? '--opt' : '--no-opt');
}

/**
 * Gives back the memory that a burst of work has taken, as V8 does when a browser's machine runs low; for a moment in which nothing else is
 * to be done, for it takes some hundredths of a second. By itself V8 comes to it only while it goes on taking, which an idle daemon hardly does.
 */
export function giveBack(): void {
  const session = new Session();
  session.connect();
  // A session that is closed within its own answer never ends.
  session.post('HeapProfiler.collectGarbage', () => setImmediate(() => session.disconnect()));
}

/** What a turn says of the work it was. */
export interface Work {
  readonly rows: number;
  readonly more: boolean;
}

/** A turn of so many rows leaves something behind that is worth giving back. */
const BURST_ROWS = 300;

/** Told of every turn, gives memory back once it has caught up, and at the first quiet turn after a burst; the start is one too. */
export function tidyingUp(give: () => void = giveBack): (work: Work) => void {
  let isDue = true;
  let wasBehind = false;
  return ({ rows, more }) => {
    const isNow = !more && (wasBehind || (isDue && rows < BURST_ROWS));
    wasBehind = more;
    isDue = !isNow && (isDue || rows >= BURST_ROWS);
    if (isNow) give();
  };
}
