import type { UtcSeconds } from '../../shared/words';
import { isZone, zoneOffset } from '../../shared/zone';
import { clockHints } from './cdr-clock';
import { type Row, secondsOf, textOf } from './decode';
import { mayBeAtBirth, type TableClock, tableClock } from './table-clock';
import { offsetOf, type TimeHint, utcOf } from './wall-time';

/** A row as far as the state of its table shows in it. */
export interface NewestRow {
  readonly linkedid: string;
  /** UTC. */
  readonly at: UtcSeconds;
  /** CDR: end of the channel; CEL: the same as `at`. */
  readonly endAt: UtcSeconds;
  /** CDR: the application the call was in last; CEL and queue_log: the event. */
  readonly app: string;
}

/** The newest rows of a table, read by the table's own clock. */
export interface NewestRows {
  /** In the order in which they came, at most 50. */
  readonly newest: readonly NewestRow[];
  /** Seconds the clock is ahead of UTC now, as rows prove it that came since the zone last changed it; null where none does. */
  readonly offset: number | null;
  /** The date of the last row that was left out, for it lies ahead; null where none does. */
  readonly aheadAt: UtcSeconds | null;
}

const HOUR = 3600;

/**
 * Reads the time of a table's newest rows, each as it was when the row was stamped: the clocks may have been changed among them. Rows
 * dated after `until` are left out.
 */
export function newestRows(rows: readonly Row[], column: 'calldate' | 'eventtime', zone: string | null, until: UtcSeconds): NewestRows {
  const hints = clockHints(rows, column);
  const clock = tableClock(hints, zone, () => clockOfRows(hints));
  const newest: NewestRow[] = [];
  const kept: TimeHint[] = [];
  let aheadAt: UtcSeconds | null = null;
  rows.forEach((row, index) => {
    const at = clock(hints[index] as TimeHint);
    if (at === null) return;
    if (at > until) {
      aheadAt = Math.max(at, aheadAt || 0);
      return;
    }
    kept.push(hints[index] as TimeHint);
    newest.push({ linkedid: textOf(row.linkedid), at, endAt: at + secondsOf(row.duration), app: textOf(row.lastapp) });
  });
  return { newest, offset: zone === null || !isZone(zone) ? null : offsetSince(kept, zone, latestAt(newest)), aheadAt };
}

/** When the last of some rows was stamped; 0 where there are none. */
export function latestAt(rows: readonly NewestRow[]): UtcSeconds {
  return rows.reduce((latest, row) => Math.max(latest, row.at), 0);
}

/** What rows prove of channels that were born while the zone had the offset it has at an instant. */
function offsetSince(hints: readonly TimeHint[], zone: string, at: UtcSeconds): number | null {
  const now = zoneOffset(zone, at);
  return offsetOf(hints.filter((hint) => mayBeAtBirth(hint) && zoneOffset(zone, hint.epoch as UtcSeconds) === now));
}

/** The newest rows by one offset and those before by another, where more of them agree with that; else all by one. */
function clockOfRows(hints: readonly TimeHint[]): TableClock {
  const proofs = hints.filter(mayBeAtBirth);
  const agreeing = (offset: number | null, some: readonly TimeHint[]) => some.filter((hint) => offsetOf([hint]) === offset).length;
  const all = offsetOf(proofs.length > 0 ? proofs : hints);
  let most = agreeing(all, proofs);
  let since = { count: 0, offset: all, before: all };
  for (let count = 1; count < proofs.length; count += 1) {
    const [newer, older] = [proofs.slice(0, count), proofs.slice(count)];
    const [offset, before] = [offsetOf(newer), offsetOf(older)];
    const agreed = agreeing(offset, newer) + agreeing(before, older);
    if (agreed <= most || Math.abs((offset as number) - (before as number)) !== HOUR) continue;
    most = agreed;
    since = { count, offset, before };
  }
  const newer = new Set(since.count === 0 ? [] : hints.slice(0, hints.indexOf(proofs[since.count - 1] as TimeHint) + 1));
  return (hint) => utcOf(hint, newer.has(hint) ? since.offset : since.before, null);
}
