import type { UtcSeconds } from '../../shared/words';

/** What decides when a reader is told of one caller. */
export interface AtOnce {
  readonly now: UtcSeconds;
  readonly isVip: boolean;
  /** When his quiet hours end; null outside them. */
  readonly quietUntil: UtcSeconds | null;
  /** When he was told, or is to be, within the last hour, oldest first. */
  readonly lately: readonly UtcSeconds[];
  readonly mostPerHour: number;
  /** When he was last told of the same caller on the same number; null: never. */
  readonly toldAt: UtcSeconds | null;
  readonly dedupeSeconds: number;
}

/** When a message goes, and whether with others in one. */
export interface Moment {
  readonly dueAt: UtcSeconds;
  readonly folded: boolean;
}

const HOUR = 3600;

/**
 * When a reader is told of a caller: now, or so long after he was last told of him; folded with others when his quiet hours end, or when
 * the hour has had its messages. Nothing is left out: what waits is still told, unless the caller was served meanwhile.
 */
export function momentOf({ now, isVip, quietUntil, lately, mostPerHour, toldAt, dedupeSeconds }: AtOnce): Moment {
  const alone = { dueAt: Math.max(now, toldAt === null ? 0 : toldAt + dedupeSeconds), folded: false };
  if (isVip) return alone;
  if (quietUntil !== null) return { dueAt: quietUntil, folded: true };
  if (lately.length < mostPerHour) return alone;
  return { dueAt: Math.max(now, (lately[lately.length - mostPerHour] as UtcSeconds) + HOUR), folded: true };
}
