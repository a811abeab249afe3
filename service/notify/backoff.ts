import type { UtcSeconds } from '../../shared/words';

const MINUTE = 60;
const LONGEST_WAIT = 3600;
/** A mail server may be down over a night and the day after; what is older helps nobody. */
const GIVE_UP_SECONDS = 2 * 86400;

/**
 * When a message is tried again that failed for the nth time: after 1, 2, 4 … minutes, at most an hour, and not before the other side asks
 * for it; null when it has been tried for two days and is given up.
 */
export function tryAgainAt(now: UtcSeconds, createdAt: UtcSeconds, failures: number, retryAfterSeconds = 0): UtcSeconds | null {
  const wait = Math.min(LONGEST_WAIT, MINUTE * 2 ** Math.min(10, Math.max(0, failures - 1)));
  const at = now + Math.max(wait, Math.min(retryAfterSeconds, LONGEST_WAIT));
  return at - createdAt > GIVE_UP_SECONDS ? null : at;
}
