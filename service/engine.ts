import { setFlagsFromString } from 'v8';

/**
 * How much V8 does for speed. A daemon that waits for calls spends milliseconds a minute: code made for speed would only lie in memory,
 * some five megabytes of it with the compiler's own. One that catches up with months of calls wants it.
 */
export function hurry(isWanted: boolean): void {
  setFlagsFromString(isWanted ? '--opt' : '--no-opt');
}
