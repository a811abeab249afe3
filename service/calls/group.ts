import type { AsteriskRecord, CelRecord } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import { epochOf } from './uniqueid';

/** Fields of CEL `extra` that name another channel of the same call by its uniqueid. */
const NAMED_CHANNELS = ['pickup_channel_uniqueid', 'channel2_uniqueid', 'transferee_channel_uniqueid', 'transfer_target_channel_uniqueid'];

/** Uniqueids that a CEL record names in `extra`: pickup and attended transfer tie channels of different linkedids. */
export function namedChannels(record: CelRecord): string[] {
  if (record.extra === null) return [];
  const named: string[] = [];
  for (const field of NAMED_CHANNELS) {
    const value = record.extra[field];
    if (typeof value === 'string' && value !== '') named.push(value);
  }
  return named;
}

/** Records whose linkedids share a channel. */
export interface Group {
  readonly records: readonly AsteriskRecord[];
  readonly linkedids: readonly string[];
  /** The end of what its records tell of. */
  readonly lastAt: UtcSeconds;
  /** It began before something that was taken out earlier had ended: records of it may have been taken out too. */
  readonly isLate: boolean;
}

interface OpenGroup {
  records: AsteriskRecord[];
  linkedids: string[];
  uniqueids: string[];
  lastAt: UtcSeconds;
  isLate: boolean;
  /** Groups in the order of their first record. */
  born: number;
}

function startOf(record: AsteriskRecord): UtcSeconds {
  const at = record.source === 'cdr' ? record.startedAt : record.at;
  const born = epochOf(record.source === 'queue_log' ? record.callid : record.linkedid || record.uniqueid);
  return born > 0 && born < at ? born : at;
}

function endOf(record: AsteriskRecord): UtcSeconds {
  return record.source === 'cdr' ? record.startedAt + record.durationSeconds : record.at;
}

/**
 * Puts records together into calls: linkedids that share a channel belong together, transitively (wazo-call-logd joins them the same
 * way). Empty ids join nothing. Records may come in any order; a group can be taken out when nothing more is expected of it.
 */
export class CallGroups {
  private readonly byLinkedid = new Map<string, OpenGroup>();
  private readonly byUniqueid = new Map<string, OpenGroup>();
  private readonly open = new Set<OpenGroup>();
  private births = 0;
  private takenBefore: UtcSeconds = 0;
  private last: OpenGroup | null = null;
  private lastLinkedid = '';
  private lastUniqueid = '';

  /** Adds a record to the group it belongs to; answers that group. */
  add(record: AsteriskRecord): Group {
    const linkedid = record.source === 'queue_log' ? '' : record.linkedid || record.uniqueid;
    const uniqueid = record.source === 'queue_log' ? record.callid : record.uniqueid;
    // Rows of one channel often stand side by side.
    let group = this.last !== null && linkedid === this.lastLinkedid && uniqueid === this.lastUniqueid ? this.last : null;
    if (group === null) {
      group = this.groupOf(linkedid, uniqueid, record);
      this.lastLinkedid = linkedid;
      this.lastUniqueid = uniqueid;
    }
    if (record.source === 'cel' && record.extra !== null) for (const id of namedChannels(record)) group = this.joined(group, id);
    group.records.push(record);
    const at = endOf(record);
    if (at > group.lastAt) group.lastAt = at;
    this.last = group;
    return group;
  }

  /** How many groups are open. */
  get size(): number {
    return this.open.size;
  }

  /** Takes out the groups that ended before an instant; all of them unless one is given. In the order of their first record. */
  take(before: UtcSeconds = Number.MAX_SAFE_INTEGER): Group[] {
    const taken: OpenGroup[] = [];
    for (const group of Array.from(this.open)) {
      if (group.lastAt >= before) continue;
      this.open.delete(group);
      for (const id of group.linkedids) this.byLinkedid.delete(id);
      for (const id of group.uniqueids) this.byUniqueid.delete(id);
      taken.push(group);
    }
    this.last = null;
    if (before < Number.MAX_SAFE_INTEGER) this.takenBefore = Math.max(this.takenBefore, before);
    return taken.sort((one, other) => one.born - other.born);
  }

  private groupOf(linkedid: string, uniqueid: string, record: AsteriskRecord): OpenGroup {
    const byChannel = record.source === 'queue_log';
    const known = byChannel ? undefined : this.byLinkedid.get(linkedid);
    const group = known || (uniqueid === '' ? undefined : this.byUniqueid.get(uniqueid)) || this.fresh(record);
    if (!byChannel && known === undefined) {
      group.linkedids.push(linkedid);
      this.byLinkedid.set(linkedid, group);
    }
    return uniqueid === '' ? group : this.joined(group, uniqueid);
  }

  private fresh(record: AsteriskRecord): OpenGroup {
    this.births += 1;
    const isLate = this.takenBefore > 0 && startOf(record) < this.takenBefore;
    const group: OpenGroup = { records: [], linkedids: [], uniqueids: [], lastAt: 0, isLate, born: this.births };
    this.open.add(group);
    return group;
  }

  /** The group with a channel in it, and with the group the channel was in. */
  private joined(group: OpenGroup, uniqueid: string): OpenGroup {
    const other = this.byUniqueid.get(uniqueid);
    if (other === group) return group;
    if (other === undefined) {
      group.uniqueids.push(uniqueid);
      this.byUniqueid.set(uniqueid, group);
      return group;
    }
    const [into, from] = other.records.length > group.records.length ? [other, group] : [group, other];
    for (const record of from.records) into.records.push(record);
    for (const id of from.linkedids) this.byLinkedid.set(id, into);
    for (const id of from.uniqueids) this.byUniqueid.set(id, into);
    into.linkedids = into.linkedids.concat(from.linkedids);
    into.uniqueids = into.uniqueids.concat(from.uniqueids);
    into.lastAt = Math.max(into.lastAt, from.lastAt);
    into.isLate = into.isLate || from.isLate;
    into.born = Math.min(into.born, from.born);
    this.open.delete(from);
    return into;
  }
}

/** Splits records into calls. */
export function groupRecords(records: readonly AsteriskRecord[]): Group[] {
  const groups = new CallGroups();
  for (const record of records) groups.add(record);
  return groups.take();
}
