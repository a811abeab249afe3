import { zoneOffset } from '../../shared/zone';

/** A night in which the clocks of a zone are changed. */
export interface Night {
  readonly zone: string;
  readonly night: 'spring' | 'autumn';
  readonly changeAt: number;
}

/** Both nights, east and west of Greenwich, on it and south of the equator. */
export const NIGHTS: readonly Night[] = (
  [
    ['Europe/Brussels', '2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'],
    ['Europe/London', '2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'],
    ['America/New_York', '2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z'],
    ['America/St_Johns', '2026-03-08T05:30:00Z', '2026-11-01T04:30:00Z'],
    ['Australia/Sydney', '2026-10-03T16:00:00Z', '2026-04-04T16:00:00Z'],
  ] as const
).reduce<readonly Night[]>(
  (all, [zone, spring, autumn]) =>
    all.concat(
      { zone, night: 'spring', changeAt: Date.parse(spring) / 1000 },
      { zone, night: 'autumn', changeAt: Date.parse(autumn) / 1000 },
    ),
  [],
);

/** What a clock of a zone writes into a DATETIME column. */
export function wallIn(zone: string, at: number): string {
  return new Date((at + zoneOffset(zone, at)) * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
