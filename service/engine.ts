import { Session } from 'inspector';
import { getHeapStatistics, setFlagsFromString } from 'v8';

/** The first V8 with a second, plainer compiler; older ones complain of a flag they do not know. */
const SPARKPLUG_SINCE = 10;

/**
 * How much V8 does for speed. A daemon that waits for calls spends milliseconds a minute: code made for speed would only lie in memory,
 * some ten megabytes of it with what the compiler leaves behind. Commands that read years want it.
 */
export function hurry(isWanted: boolean): void {
  setFlagsFromString(isWanted ? '--opt' : '--no-opt');
  if (Number.parseInt(process.versions.v8, 10) >= SPARKPLUG_SINCE) setFlagsFromString(isWanted ? '--sparkplug' : '--no-sparkplug');
}

/**
 * Gives back the memory that a burst of work has taken, as V8 does when a browser's machine runs low; for a moment in which nothing else is
 * to be done, for it takes some hundredths of a second. By itself V8 comes to it only while it goes on taking, which an idle daemon hardly does.
 */
export function giveBack(done: () => void): void {
  const session = new Session();
  session.connect();
  // A session that is closed within its own answer never ends.
  session.post('HeapProfiler.collectGarbage', () => {
    setImmediate(() => session.disconnect());
    done();
  });
}

/** What a turn says of the work it was. */
export interface Work {
  readonly rows: number;
  readonly more: boolean;
}

/** Bytes that are worth it. */
const WORTH = 1 << 20;
/** A turn with so many rows is not a quiet one. */
const BUSY_ROWS = 300;

/** Told of every turn, gives memory back once it has caught up, and at a quiet turn when calls or pages have taken much since the last time. */
export function tidyingUp(give = giveBack, taken = () => getHeapStatistics().total_heap_size): (work: Work) => void {
  let settled = 0;
  let wasBehind = false;
  return ({ rows, more }) => {
    const isDue = !more && (wasBehind || (rows < BUSY_ROWS && taken() > settled + WORTH));
    wasBehind = more;
    if (!isDue) return;
    give(() => {
      settled = taken();
    });
  };
}
