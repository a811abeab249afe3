import type { AsteriskRecord, CelRecord } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import { added } from './added';
import { IdTable } from './id-table';
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
  /** Its linkedids and uniqueids, each once. */
  readonly ids: readonly string[];
  /** The end of what its records tell of. */
  readonly lastAt: UtcSeconds;
  /** It began before something that was taken out earlier had ended: records of it may have been taken out too. */
  readonly isLate: boolean;
}

interface OpenGroup {
  records: AsteriskRecord[];
  linkedids: string[];
  ids: string[];
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
  /** By linkedid and by uniqueid: a linkedid is the uniqueid of the channel that began the call. */
  private readonly byId = new IdTable<OpenGroup>();
  private readonly open: (OpenGroup | null)[] = [];
  private opened = 0;
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
    group.records = added(group.records, record);
    const at = endOf(record);
    if (at > group.lastAt) group.lastAt = at;
    this.last = group;
    return group;
  }

  /** Takes out the groups that ended before an instant; all of them unless one is given. In the order of their first record. */
  take(before: UtcSeconds = Number.MAX_SAFE_INTEGER): Group[] {
    const taken: OpenGroup[] = [];
    let kept = 0;
    for (let at = 0; at < this.opened; at += 1) {
      const group = this.open[at] as OpenGroup;
      if (group.lastAt >= before) {
        this.open[kept] = group;
        kept += 1;
      } else if (group.records.length > 0) {
        for (const id of group.ids) this.byId.delete(id);
        taken.push(group);
      }
    }
    // The list keeps its length: one that shrinks and grows leaves its former selves behind, and those keep what they held.
    this.open.fill(null, kept, this.opened);
    this.opened = kept;
    this.last = null;
    if (before < Number.MAX_SAFE_INTEGER) this.takenBefore = Math.max(this.takenBefore, before);
    const isInOrder = taken.every((one, at) => at === 0 || (taken[at - 1] as OpenGroup).born < one.born);
    return isInOrder ? taken : taken.sort((one, other) => one.born - other.born);
  }

  private groupOf(linkedid: string, uniqueid: string, record: AsteriskRecord): OpenGroup {
    const known = linkedid === '' ? undefined : this.byId.get(linkedid);
    const group = known || (uniqueid === '' ? undefined : this.byId.get(uniqueid)) || this.fresh(record);
    if (record.source !== 'queue_log' && group.linkedids.indexOf(linkedid) < 0) {
      group.linkedids = added(group.linkedids, linkedid);
      if (known === undefined && linkedid !== '') this.named(group, linkedid);
    }
    return uniqueid === '' || uniqueid === linkedid ? group : this.joined(group, uniqueid);
  }

  private named(group: OpenGroup, id: string): void {
    group.ids = added(group.ids, id);
    this.byId.set(id, group);
  }

  private fresh(record: AsteriskRecord): OpenGroup {
    this.births += 1;
    const isLate = this.takenBefore > 0 && startOf(record) < this.takenBefore;
    const group: OpenGroup = { records: [], linkedids: [], ids: [], lastAt: 0, isLate, born: this.births };
    this.open[this.opened] = group;
    this.opened += 1;
    return group;
  }

  /** The group with a channel in it, and with the group the channel was in. */
  private joined(group: OpenGroup, uniqueid: string): OpenGroup {
    const other = this.byId.get(uniqueid);
    if (other === group) return group;
    if (other === undefined) {
      this.named(group, uniqueid);
      return group;
    }
    const [into, from] = other.records.length > group.records.length ? [other, group] : [group, other];
    for (const record of from.records) into.records.push(record);
    for (const id of from.ids) this.byId.set(id, into);
    into.linkedids = into.linkedids.concat(from.linkedids.filter((id) => into.linkedids.indexOf(id) < 0));
    into.ids = into.ids.concat(from.ids);
    into.lastAt = Math.max(into.lastAt, from.lastAt);
    into.isLate = into.isLate || from.isLate;
    into.born = Math.min(into.born, from.born);
    from.records = [];
    from.lastAt = 0;
    return into;
  }
}

/** Splits records into calls. */
export function groupRecords(records: readonly AsteriskRecord[]): Group[] {
  const groups = new CallGroups();
  for (const record of records) groups.add(record);
  return groups.take();
}
