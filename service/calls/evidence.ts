import type { AsteriskRecord, CdrRecord, CelRecord, QueueLogRecord } from '../../shared/records';
import { compareUniqueids } from './uniqueid';

/** The records of one group, sorted and freed of doubles: the same row read twice is one row. */
export interface Evidence {
  readonly cdr: readonly CdrRecord[];
  readonly cel: readonly CelRecord[];
  readonly queueLog: readonly QueueLogRecord[];
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function compareCdr(one: CdrRecord, other: CdrRecord): number {
  return (
    one.startedAt - other.startedAt ||
    compareUniqueids(one.uniqueid, other.uniqueid) ||
    one.sequence - other.sequence ||
    compareText(one.dstchannel, other.dstchannel) ||
    compareText(one.disposition, other.disposition) ||
    one.durationSeconds - other.durationSeconds ||
    compareText(one.did, other.did)
  );
}

function compareCel(one: CelRecord, other: CelRecord): number {
  return one.at - other.at || one.id - other.id || compareText(one.channel, other.channel) || compareText(one.event, other.event);
}

function compareQueueLog(one: QueueLogRecord, other: QueueLogRecord): number {
  return one.at - other.at || queueOrder(one.event) - queueOrder(other.event) || compareText(one.agent, other.agent);
}

/** Within one second: offered, entered, rung, taken, left. */
function queueOrder(event: string): number {
  if (event === 'DID') return 0;
  if (event === 'ENTERQUEUE') return 1;
  if (event.startsWith('RING')) return 2;
  return event === 'CONNECT' ? 3 : 4;
}

/**
 * Puts records in order and drops doubles. `isNear` says how far back a double may stand: among those that come at the same place but
 * for what the order does not look at.
 */
function inOrder<T>(
  all: readonly T[],
  compare: (a: T, b: T) => number,
  isNear: (a: T, b: T) => boolean,
  isSame: (a: T, b: T) => boolean,
): readonly T[] {
  if (all.length < 2) return all;
  let sorted = true;
  for (let at = 1; sorted && at < all.length; at += 1) sorted = compare(all[at - 1] as T, all[at] as T) <= 0;
  if (!sorted) return inOrder(all.slice().sort(compare), compare, isNear, isSame);
  let near = false;
  for (let at = 1; !near && at < all.length; at += 1) near = isNear(all[at - 1] as T, all[at] as T);
  if (!near) return all;
  const kept: T[] = [];
  for (const one of all) {
    let at = kept.length - 1;
    while (at >= 0 && isNear(kept[at] as T, one) && !isSame(kept[at] as T, one)) at -= 1;
    if (at < 0 || !isNear(kept[at] as T, one)) kept.push(one);
  }
  return kept;
}

function isNearCdr(one: CdrRecord, other: CdrRecord): boolean {
  return one.startedAt === other.startedAt && one.sequence === other.sequence && one.uniqueid === other.uniqueid;
}

function isSameCdr(one: CdrRecord, other: CdrRecord): boolean {
  return (
    one.channel === other.channel &&
    one.dstchannel === other.dstchannel &&
    one.lastapp === other.lastapp &&
    one.disposition === other.disposition &&
    one.did === other.did
  );
}

function isNearCel(one: CelRecord, other: CelRecord): boolean {
  return one.at === other.at && one.id === other.id;
}

function isSameCel(one: CelRecord, other: CelRecord): boolean {
  if (one.id > 0) return true;
  const same = one.event === other.event && one.uniqueid === other.uniqueid && one.channel === other.channel;
  return same && one.exten === other.exten && one.context === other.context && JSON.stringify(one.extra) === JSON.stringify(other.extra);
}

function isNearLine(one: QueueLogRecord, other: QueueLogRecord): boolean {
  return one.at === other.at && one.agent === other.agent;
}

function isSameLine(one: QueueLogRecord, other: QueueLogRecord): boolean {
  const same = one.callid === other.callid && one.queue === other.queue && one.event === other.event;
  return same && one.data.join('|') === other.data.join('|');
}

function isCdr(record: AsteriskRecord): boolean {
  return record.source === 'cdr';
}

/** Sorts the records of one group and drops doubles, so that reading order and re-reading change nothing. */
export function evidenceOf(records: readonly AsteriskRecord[]): Evidence {
  // Where CEL and queues are not, there is nothing to sort out.
  if (records.every(isCdr))
    return { cdr: inOrder(records as readonly CdrRecord[], compareCdr, isNearCdr, isSameCdr), cel: [], queueLog: [] };
  const cdr: CdrRecord[] = [];
  const cel: CelRecord[] = [];
  const queueLog: QueueLogRecord[] = [];
  for (const record of records) {
    if (record.source === 'cdr') cdr.push(record);
    else if (record.source === 'cel') cel.push(record);
    else queueLog.push(record);
  }
  return {
    cdr: inOrder(cdr, compareCdr, isNearCdr, isSameCdr),
    cel: inOrder(cel, compareCel, isNearCel, isSameCel),
    queueLog: inOrder(queueLog, compareQueueLog, isNearLine, isSameLine),
  };
}
