import type { UtcSeconds } from '../../shared/words';

/** More changes than a PBX's users make in the minute an identity lives. */
const MOST = 20000;

/** Remembers what was taken once until it has expired. */
export interface NonceMemory {
  /** Whether this is the first time; false also when so much is remembered that no more can be told apart. */
  isNew(nonce: string, until: UtcSeconds, now: UtcSeconds): boolean;
}

/** A memory that holds at most `most` at a time: whoever fills it is refused, never forgotten. */
export function nonceMemory(most: number = MOST): NonceMemory {
  const seen = new Map<string, UtcSeconds>();
  const forget = (now: UtcSeconds) => {
    seen.forEach((until, nonce) => {
      if (until <= now) seen.delete(nonce);
    });
  };
  return {
    isNew: (nonce, until, now) => {
      if (seen.has(nonce)) return false;
      if (seen.size >= most) forget(now);
      if (seen.size >= most) return false;
      seen.set(nonce, until);
      return true;
    },
  };
}
