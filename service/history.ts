import { setFlagsFromString } from 'v8';
import type { AsteriskRecord, UnreadableRow } from '../shared/records';
import type { UtcSeconds } from '../shared/words';
import { CallGroups, type Group } from './calls/group';
import { isOfTable, withLinesOnce } from './sources/table-lines';
import type { WholeSource } from './sources/whole-tables';

/** Takes what was put together, in the order in which calls came to an end. */
export interface HistoryTaker {
  /** Groups of which nothing more is expected. */
  take(groups: readonly Group[]): Promise<void> | void;
  /** Whether something of a group was handed on before: some group with one of its ids. Asked only where that may be. */
  isKnown(group: Group): boolean;
  /** Ids of calls of which a row came after they were handed on: to be read by them, as a turn reads them, and judged whole. */
  again(ids: readonly string[]): Promise<void> | void;
  unreadable(rows: readonly UnreadableRow[]): Promise<void> | void;
}

/** A call of which nothing came for so long is taken for over; the few that are not are read again by their ids. */
export const HISTORY_QUIET_SECONDS = 3600;
/** Calls that are over are looked for among those that are open once in so much of their time. */
const LOOK_SECONDS = 3600;
/** Who imports old calls puts them behind the newest ones. When time goes back by so much, what is open waits for nothing. */
const BACK_SECONDS = 4 * 3600;
/** The end of anything: what comes afterwards may belong to what was handed on. */
const ANY_TIME = Number.MAX_SAFE_INTEGER - 1;

interface Reading {
  readonly source: WholeSource;
  through: UtcSeconds;
}

/**
 * To be called when a process that judges years begins. The engine makes what it once saw live a little longer old from the start, and
 * then rows that nobody needs any more wait for the long collection: twice the memory, two thirds of the speed. And beside a PBX's own work
 * a collection on several threads mostly waits for the slowest of them.
 */
export function readyForHistory(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
  setFlagsFromString('--no-parallel-scavenge');
}

/**
 * Reads all there is in one pass: every source is read once, from its first row to its last, the one that lags behind first, and a call
 * is handed on when all have passed it. Rows need not lie in the order of time. Memory grows with the calls of a few hours, not with the
 * years.
 */
export async function readHistory(
  sources: readonly WholeSource[],
  taker: HistoryTaker,
  quietSeconds: number = HISTORY_QUIET_SECONDS,
): Promise<void> {
  const groups = new CallGroups();
  let looked = 0;
  let furthest = 0;
  let hasTableLines = false;
  const hand = (some: readonly Group[]) => handed(hasTableLines ? some.map(withEachLineOnce) : some, taker);
  let reading: Reading[] = sources.map((source) => ({ source, through: 0 }));
  try {
    while (reading.length > 0) {
      const last = reading.reduce((one, other) => (other.through < one.through ? other : one));
      const stretch = await last.source.next();
      if (stretch === null) {
        reading = reading.filter((one) => one !== last);
        continue;
      }
      last.through = stretch.through;
      for (const record of stretch.records) groups.add(record);
      hasTableLines = hasTableLines || (stretch.records.length > 0 && isOfTable(stretch.records[0] as AsteriskRecord));
      if (stretch.unreadable.length > 0) await taker.unreadable(stretch.unreadable);
      const through = reading.reduce((least, one) => Math.min(least, one.through), Number.MAX_SAFE_INTEGER);
      if (reading.some((one) => one.through === 0) || Math.abs(through - looked) < LOOK_SECONDS) continue;
      looked = through;
      const isBack = through < furthest - BACK_SECONDS;
      furthest = isBack ? through : Math.max(furthest, through);
      await hand(groups.take(isBack ? ANY_TIME : through - quietSeconds));
    }
    await hand(groups.take());
  } finally {
    for (const source of sources) source.close();
  }
}

/** Hands groups on; those of which something was handed on before are whole only in the tables. */
async function handed(groups: readonly Group[], taker: HistoryTaker): Promise<void> {
  const whole: Group[] = [];
  const again: string[] = [];
  for (const group of groups) {
    if (!group.isLate || !taker.isKnown(group)) whole.push(group);
    else for (const id of group.ids) again.push(id);
  }
  if (whole.length > 0) await taker.take(whole);
  if (again.length > 0) await taker.again(again);
}

function withEachLineOnce(group: Group): Group {
  const records = withLinesOnce(group.records);
  return records === group.records ? group : { ...group, records };
}
