import type { Entry } from '../../shared/entry';
import type { UtcSeconds } from '../../shared/words';
import { afterBusinessMinutes } from '../entries/business-hours';
import type { Writable } from '../store/database';
import { addTold } from '../store/deliveries';
import { holdFolded, lastToldAt, realtimeSince, toldSince } from '../store/delivery-history';
import { readEntry } from '../store/list';
import { putOut, type WaitingItem } from '../store/outbox';
import { momentOf } from './at-once';
import { isUnsubscribed, type Planning, putTo, quietNow } from './planning';
import { OWNER, ownersOf, type Reader } from './readers';
import { inScope } from './scope';

const HOUR = 3600;
/** How the kinds of items begin that are steps of an escalation: `step:0`. */
const STEP = 'step:';

/** Turns one item of the outbox into messages to everybody whom it concerns; answers how many. */
export async function planItem(planning: Planning, item: WaitingItem, tx: Writable): Promise<number> {
  if (item.kind === 'missed' && !planning.readers.some(({ cadence }) => cadence === 'realtime')) return 0;
  const entry = item.entryId === null ? null : await readEntry(planning.client, tx, item.entryId);
  if (entry === null) return 0;
  if (item.kind === 'missed') return planMissed(planning, entry, tx);
  if (item.kind === 'withdrawn') return planCorrection(planning, entry, tx);
  if (item.kind === 'escalated') return planEscalation(planning, item, entry, tx);
  return item.kind.indexOf(STEP) === 0 ? planStep(planning, Number(item.kind.slice(STEP.length)), entry, tx) : 0;
}

/** Everybody who wants to know at once is told of a caller who waits: once a wait. */
async function planMissed(planning: Planning, entry: Entry, tx: Writable): Promise<number> {
  if (entry.status !== 'open') return 0;
  let planned = 0;
  for (const reader of planning.readers.filter(({ cadence, scope }) => cadence === 'realtime' && inScope(scope, entry))) {
    if (await tellAtOnce(planning, reader, entry, tx)) planned += 1;
  }
  return planned;
}

async function tellAtOnce(planning: Planning, reader: Reader, entry: Entry, tx: Writable): Promise<boolean> {
  const { client, now, settings } = planning;
  const { dueAt, folded } = momentOf({
    now,
    isVip: planning.isVip(entry.callerKey),
    quietUntil: quietNow(planning, reader),
    lately: await realtimeSince(client, tx, reader.id, now - HOUR),
    mostPerHour: settings.notify_max_per_hour,
    toldAt: await lastToldAt(client, tx, reader.id, entry.id),
    dedupeSeconds: settings.notify_dedupe_minutes * 60,
  });
  const open = folded ? await holdFolded(client, tx, reader.id) : null;
  if (open !== null) {
    await addTold(client, tx, open, [entry.id]);
    return false;
  }
  const kind = folded ? 'more' : 'missed';
  const onceKey = `${kind}:${reader.id}:${entry.id}:${entry.reopenedCount}`;
  return (await putTo(reader, { onceKey, kind, why: 'realtime', dueAt }, [entry.id], planning, tx)) !== null;
}

/** Whoever was told that a caller waits learns that he did not. */
async function planCorrection(planning: Planning, entry: Entry, tx: Writable): Promise<number> {
  let planned = 0;
  for (const told of await toldSince(planning.client, tx, entry.id, entry.firstMissedAt)) {
    const reader = planning.readers.filter(({ id }) => id === told.reader)[0] || { ...told, id: told.reader };
    const message = {
      onceKey: `correction:${told.reader}:${entry.id}:${entry.withdrawnAt}`,
      kind: 'correction',
      why: told.kind,
      dueAt: planning.now,
    } as const;
    if ((await putTo(reader, message, [entry.id], planning, tx)) !== null) planned += 1;
  }
  return planned;
}

/** The target passed: every step of the chain has its time. */
async function planEscalation(planning: Planning, item: WaitingItem, entry: Entry, tx: Writable): Promise<number> {
  const steps = planning.settings.notify_escalation.map(({ after_minutes: minutes = 0 }, n) => ({
    entryId: entry.id,
    kind: `${STEP}${n}`,
    dueAt: afterBusinessMinutes(planning.hours, item.dueAt, minutes),
  }));
  for (const { dueAt, ...step } of steps) if (dueAt !== null) await putOut(planning.client, tx, [{ ...step, dueAt }]);
  return 0;
}

/** One step of the chain, when its time has come and the caller still waits. A callback that nobody took begins the step's time anew. */
async function planStep(planning: Planning, n: number, entry: Entry, tx: Writable): Promise<number> {
  const { client, now, settings } = planning;
  const step = settings.notify_escalation[n];
  // Served, or served and missed again since: that wait has its own target.
  if (step === undefined || entry.status !== 'open' || entry.escalatedAt === null) return 0;
  const later = Math.max(entry.snoozedUntil || 0, afterCallback(planning, entry, step.after_minutes));
  if (later > now) {
    await putOut(client, tx, [{ entryId: entry.id, kind: `${STEP}${n}`, dueAt: later }]);
    return 0;
  }
  const owners = ownersOf(entry, settings, planning.directory, planning.zone, now).filter(
    ({ id, address }) => !isUnsubscribed(planning.unsubscribed, id, address),
  );
  const readers = step.to === OWNER ? owners : planning.readers.filter(({ recipient }) => recipient === step.to);
  let planned = 0;
  for (const reader of readers) {
    const quiet = planning.isVip(entry.callerKey) ? null : quietNow(planning, reader);
    const onceKey = `step:${n}:${reader.id}:${entry.id}:${entry.escalatedAt}`;
    const message = { onceKey, kind: 'escalation', why: `step ${n + 1}`, dueAt: quiet === null ? now : quiet } as const;
    if ((await putTo(reader, message, [entry.id], planning, tx)) !== null) planned += 1;
  }
  return planned;
}

/** When so many business minutes have passed since the last callback that nobody took; 0 where there was none. */
function afterCallback({ hours }: Planning, { lastAttemptedAt }: Entry, minutes = 0): UtcSeconds {
  if (lastAttemptedAt === null || minutes === 0) return 0;
  return afterBusinessMinutes(hours, lastAttemptedAt, minutes) || 0;
}
