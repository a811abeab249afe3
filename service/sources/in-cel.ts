import { type Row, textOf } from './decode';

/** What CEL rows say of which channels there were. */
export interface InCel {
  /** Whether the call was written from its start until all of its channels were gone: those CEL names are all it had. */
  isWhole(linkedid: string): boolean;
  /** Whether it is the id of a channel in calls of other ids. */
  isOthers(id: string): boolean;
}

/** Reads which calls CEL has whole; it may have been off, or out of order, for a part of one. */
export function inCel(rows: readonly Row[]): InCel {
  const channels = new Map<string, Set<string>>();
  const all = new Set<string>();
  const started = new Set<string>();
  const ended = new Set<string>();
  for (const row of rows) {
    const [uniqueid, event] = [textOf(row['uniqueid']), textOf(row['eventtype'])];
    const linkedid = textOf(row['linkedid']) || uniqueid;
    const known = channels.get(linkedid);
    if (known) known.add(uniqueid);
    else channels.set(linkedid, new Set([uniqueid]));
    all.add(uniqueid);
    if (event === 'CHAN_START') started.add(uniqueid);
    else if (event === 'CHAN_END') ended.add(uniqueid);
  }
  return {
    isWhole: (linkedid) => {
      const named = channels.get(linkedid);
      return named?.has(linkedid) === true && Array.from(named).every((one) => started.has(one) && ended.has(one));
    },
    isOthers: (id) => all.has(id) && !channels.has(id),
  };
}
