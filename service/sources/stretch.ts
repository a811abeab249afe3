import type { AsteriskRecord, UnreadableRow } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import type { Decoded } from './decode';

/** Some records of one source, and how far it was read with them. */
export interface Stretch {
  readonly records: readonly AsteriskRecord[];
  readonly unreadable: readonly UnreadableRow[];
  readonly through: UtcSeconds;
}

/** Rows whose times are asked. */
const ASKED = 32;

/** The middle of some rows' times: one wrong clock among them says nothing. */
export function stretchOf({ records, unreadable }: Decoded<AsteriskRecord>): Stretch {
  const ends: number[] = [];
  for (let at = 0; at < records.length; at += Math.ceil(records.length / ASKED)) {
    const one = records[at] as AsteriskRecord;
    ends.push(one.source === 'cdr' ? one.startedAt + one.durationSeconds : one.at);
  }
  ends.sort((one, other) => one - other);
  return { records, unreadable, through: ends[Math.floor(ends.length / 2)] || 0 };
}
