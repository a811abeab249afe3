import type { UtcSeconds } from '../../shared/words';
import { epochOf, type Row, textOf, wallOf } from './decode';
import { type TableClock, tableClock } from './table-clock';
import { offsetOf, type TimeHint, utcOf, type WallSeconds } from './wall-time';

const HOUR = 3600;
const DAY = 86400;

/** A stretch of the table's own clock. */
export interface Window {
  readonly from: WallSeconds;
  readonly to: WallSeconds;
}

/** What the clock of `cdr` shows at a time, read as decoding reads it; wide enough for clocks that are changed meanwhile. */
export interface CdrClock {
  /** Where rows of a stretch of time are. */
  windowOf(from: UtcSeconds, to: UtcSeconds): Window;
  /** Where rows are of the time in which others were stamped so. */
  around(stamped: Window): Window;
}

/** What rows tell of their table's clock. Where ids of channels are not kept, those of calls do. */
export function clockHints(rows: readonly Row[], column: 'calldate' | 'eventtime' = 'calldate'): TimeHint[] {
  return rows.map((row) => {
    const epoch = epochOf(textOf(row['uniqueid']));
    return { wall: wallOf(row[column]), epoch: epoch === null ? epochOf(textOf(row['linkedid'])) : epoch };
  });
}

/** The clock by some rows and the PBX's zone. */
export function cdrClock(rows: readonly Row[], zone: string | null): CdrClock {
  const hints = clockHints(rows);
  const byOffset: TableClock = (hint) => utcOf(hint, offsetOf(hints), null);
  const clock = tableClock(hints, zone, () => byOffset);
  // An offset says nothing of when the clocks are changed.
  const changeSeconds = clock === byOffset ? HOUR : 0;
  const offsetsNear = ({ from, to }: Window): readonly [number, number] => {
    const [before, after] = [from - DAY, to + DAY].map((wall) => wall - (clock({ wall, epoch: null }) as UtcSeconds)) as [number, number];
    return [Math.min(before, after) - changeSeconds, Math.max(before, after) + changeSeconds];
  };
  return {
    windowOf: (from, to) => {
      const [least, most] = offsetsNear({ from, to });
      return { from: from + least, to: to + most };
    },
    around: (stamped) => {
      const [least, most] = offsetsNear(stamped);
      const apart = changeSeconds > 0 ? changeSeconds : most - least;
      return { from: stamped.from - apart, to: stamped.to + apart };
    },
  };
}
