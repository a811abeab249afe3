import type { Writable } from '../store/database';
import { claimDigest, type DigestDue, dropDigests, readDigests, saveDigest } from '../store/digests';
import { nextDue, scheduleOf, scheduleText } from './periods';
import { type Planning, putTo, quietNow } from './planning';
import type { Reader } from './readers';

/** What is to be done about a reader's digest. */
type Doing =
  | { readonly what: 'save'; readonly due: DigestDue }
  | { readonly what: 'send'; readonly reader: Reader; readonly was: DigestDue; readonly next: DigestDue }
  | { readonly what: 'wait'; readonly was: DigestDue; readonly next: DigestDue };

/**
 * What is to be done now, from what is kept: a new schedule begins with its next due time; one that is due is sent, once however long it has been
 * due, and tells of all since the last. In quiet hours it waits for their end.
 */
export function digestDoings(planning: Planning, kept: readonly DigestDue[]): readonly Doing[] {
  const { now, settings, zone, readers } = planning;
  const doings: Doing[] = [];
  for (const reader of readers) {
    const schedule = scheduleOf(reader.cadence, settings, zone);
    const dueAt = schedule === null ? null : nextDue(schedule, now);
    if (schedule === null || dueAt === null) continue;
    const was = kept.filter((one) => one.reader === reader.id)[0];
    const text = scheduleText(schedule);
    if (was === undefined || was.schedule !== text) {
      doings.push({ what: 'save', due: { reader: reader.id, schedule: text, dueAt, sinceAt: was === undefined ? now : was.sinceAt } });
    } else if (was.dueAt <= now) {
      const quiet = quietNow(planning, reader);
      if (quiet !== null) doings.push({ what: 'wait', was, next: { ...was, dueAt: quiet } });
      else doings.push({ what: 'send', reader, was, next: { ...was, dueAt, sinceAt: now } });
    }
  }
  return doings;
}

/** Those who are kept and get no digest any more. */
export function formerReaders({ readers }: Planning, kept: readonly DigestDue[]): readonly string[] {
  const present = readers.filter(({ cadence }) => cadence !== 'off' && cadence !== 'realtime').map(({ id }) => id);
  return kept.map(({ reader }) => reader).filter((id) => present.indexOf(id) < 0);
}

/** Puts in the digests that are due, and sets every next due time; answers how many were put in. */
export async function planDigests(planning: Planning, tx: Writable): Promise<number> {
  const { client, now } = planning;
  const kept = await readDigests(client, tx);
  await dropDigests(client, tx, formerReaders(planning, kept));
  let planned = 0;
  for (const doing of digestDoings(planning, kept)) {
    if (doing.what === 'save') await saveDigest(client, tx, doing.due);
    else if (!(await claimDigest(client, tx, doing.was, doing.next))) continue;
    if (doing.what !== 'send') continue;
    const { reader, was } = doing;
    const message = { onceKey: `digest:${reader.id}:${was.dueAt}`, kind: 'digest', why: reader.cadence, dueAt: now } as const;
    if ((await putTo(reader, { ...message, sinceAt: was.sinceAt, untilAt: now }, [], planning, tx)) !== null) planned += 1;
  }
  return planned;
}
