import type { CallFact, EntryEvent } from '../../shared/entry';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings';

/**
 * The list said once more, as plainly as possible and with nothing shared with the product: for one DID after the other, keep what
 * happened in arrays, and count at the end. Business hours are left out: here somebody is always at work.
 */
export interface ModelEntry {
  did: string;
  open: boolean;
  missedCount: number;
  missedTotal: number;
  voicemailCount: number;
  firstMissedAt: number;
  lastMissedAt: number;
  extensions: string;
  attemptedCount: number;
  lastAttemptedExtension: string | null;
  claimedBy: string | null;
  snoozedUntil: number | null;
  notified: boolean;
  escalated: boolean;
  clearedBy: string | null;
  clearedCallId: string | null;
  clearedByUserId: string | null;
  reopenedCount: number;
}

interface Line {
  waits: CallFact[][];
  voicemails: number;
  callbacks: CallFact[];
  claim: { by: string | null; until: number } | null;
  snoozedUntil: number | null;
  notified: boolean;
  escalated: boolean;
  due: number;
  reopened: number;
  reopenedAt: number;
  end: { by: string; at: number; callId: string | null; userId: string | null } | null;
}

type Item = { at: number; fact?: CallFact; doing?: EntryEvent };

/** The entries that facts and doings come to. `didOf` tells on which DID a doing was done. */
export function modelOf(
  facts: readonly CallFact[],
  doings: readonly EntryEvent[],
  didOf: (entryId: number) => string,
  changes: Partial<Settings>,
): ModelEntry[] {
  const settings = { ...DEFAULT_SETTINGS, ...changes };
  const kept = withoutUndone(doings);
  const real = facts.filter((fact) => fact.kind !== 'none');
  const dids = Array.from(new Set(real.filter((fact) => fact.kind === 'missed' || fact.kind === 'voicemail').map((fact) => fact.did)));
  const entries: ModelEntry[] = [];
  for (const did of dids) {
    const lines: Line[] = [];
    for (const item of inOrder(real, kept)) {
      const line = lines[lines.length - 1];
      if (item.doing && didOf(item.doing.entryId) === did && line) act(line, item.doing, settings);
      if (item.fact) hear(lines, item.fact, item.at, did, settings);
    }
    entries.push(...lines.map((line) => summary(line, did)));
  }
  return entries;
}

/** A step that was taken back, and the taking back, are as if they had never been. */
function withoutUndone(doings: readonly EntryEvent[]): EntryEvent[] {
  const kept: EntryEvent[] = [];
  for (const doing of doings) {
    if (doing.why !== 'undone') kept.push(doing);
    else kept.splice(kept.map((one) => one.entryId).lastIndexOf(doing.entryId), 1);
  }
  return kept;
}

function inOrder(facts: readonly CallFact[], doings: readonly EntryEvent[]): Item[] {
  const kinds = ['missed', 'voicemail', 'attempted', 'returned answered'];
  const rank = (fact: CallFact): number => kinds.findIndex((kind) => kind.indexOf(fact.kind) >= 0);
  const talks = facts
    .filter((fact) => /returned|answered/.test(fact.kind))
    .map((fact) => ({ from: Number(fact.servedAt), seconds: fact.talkSeconds }));
  const when = (fact: CallFact): number => {
    if (/returned|answered/.test(fact.kind)) return Number(fact.servedAt);
    const during = talks.filter(({ from, seconds }) => fact.at <= from && from < fact.endedAt && fact.endedAt <= from + seconds);
    return Math.min(fact.endedAt, ...during.map(({ from }) => from));
  };
  const items: Item[] = facts.map((fact) => ({ at: when(fact), fact }));
  items.sort(
    (a, b) =>
      a.at - b.at ||
      rank(a.fact as CallFact) - rank(b.fact as CallFact) ||
      ((a.fact as CallFact).callId < (b.fact as CallFact).callId ? -1 : 1),
  );
  let soFar = -1;
  // What expired is dated when it did, however late that was seen.
  const inTime = doings.map((doing, n) => ({ doing, n })).sort((a, b) => a.doing.at - b.doing.at || a.n - b.n);
  for (const { doing } of inTime) {
    // Behind every call of its second, and behind the doing before it.
    const least = items.reduce((n, item, index) => (item.fact && item.at <= Math.max(doing.at, latest(items)) ? index + 1 : n), 0);
    soFar = Math.max(least, soFar + 1);
    items.splice(soFar, 0, { at: doing.at, doing });
  }
  return items;
}

function latest(items: readonly Item[]): number {
  return Math.max(-1, ...items.filter((item) => item.doing).map((item) => item.at));
}

function hear(lines: Line[], fact: CallFact, at: number, did: string, settings: Settings): void {
  const line = lines[lines.length - 1];
  const counts = fact.kind === 'missed' || (fact.kind === 'voicemail' && settings.count_voicemail);
  if (counts) {
    if (fact.did !== did) return;
    const target = settings.response_target_minutes === null ? Number.POSITIVE_INFINITY : settings.response_target_minutes * 60;
    const fresh = {
      voicemails: 0,
      callbacks: [],
      claim: null,
      snoozedUntil: null,
      notified: false,
      escalated: false,
      due: fact.at + target,
      end: null,
    };
    if (!line || (line.end && fact.at - line.end.at > settings.reopen_within_days * 86400)) {
      lines.push({ ...fresh, waits: [[fact]], reopened: 0, reopenedAt: 0 });
    } else if (line.end) {
      Object.assign(line, fresh, { reopened: line.reopened + 1, reopenedAt: fact.at });
      line.waits.push([fact]);
    } else {
      (line.waits[line.waits.length - 1] as CallFact[]).push(fact);
      line.snoozedUntil = null;
    }
    return;
  }
  if (!line || line.end) return;
  if (fact.kind === 'voicemail') {
    if (fact.did === did) line.voicemails += 1;
    return;
  }
  if (fact.callerKey === 'anonymous') return;
  const end = { at, callId: fact.callId, userId: null };
  if (fact.kind === 'answered') {
    if (fact.did === did || settings.clear_across_dids) line.end = { ...end, by: 'answered_later' };
    return;
  }
  if (fact.kind === 'returned' && fact.talkSeconds >= settings.callback_min_talk_seconds) {
    const hours = settings.callback_match_window_hours;
    const wait = line.waits[line.waits.length - 1] as CallFact[];
    const last = Math.max(...wait.map((one) => one.at));
    if (hours === null || at <= last + hours * 3600) line.end = { ...end, by: 'returned' };
    return;
  }
  line.callbacks.push(fact);
  if (line.claim) line.claim.until = Math.max(line.claim.until, fact.at + settings.claim_minutes * 60);
}

function act(line: Line, doing: EntryEvent, settings: Settings): void {
  const { at } = doing;
  if (doing.action === 'reopened') {
    if (!line.end) return;
    line.end = null;
    line.reopened += 1;
    line.reopenedAt = at;
    line.claim = null;
    line.snoozedUntil = null;
  }
  if (line.end) return;
  const wait = line.waits[line.waits.length - 1] as CallFact[];
  const quietSince = Math.max(...wait.map((one) => one.at), line.reopenedAt);
  if (doing.action === 'claimed') line.claim = { by: doing.userId, until: Number(doing.until) };
  if (doing.action === 'released' && (doing.why !== 'claim_ran_out' || (line.claim && line.claim.until <= at))) line.claim = null;
  if (doing.action === 'snoozed') line.snoozedUntil = doing.until;
  if (doing.action === 'notified') line.notified = true;
  if (doing.action === 'escalated' && line.due <= at) line.escalated = true;
  if (doing.action === 'cleared_manual') line.end = { by: 'manual', at, callId: null, userId: doing.actorUserId };
  if (doing.action === 'cleared_expired' && settings.retention_days !== null && quietSince + settings.retention_days * 86400 <= at) {
    line.end = { by: 'expired', at, callId: null, userId: null };
  }
}

function summary(line: Line, did: string): ModelEntry {
  const wait = line.waits[line.waits.length - 1] as CallFact[];
  const rung = new Set(wait.reduce<string[]>((all, fact) => all.concat(fact.extensions), []));
  const callback = line.callbacks[line.callbacks.length - 1];
  return {
    did,
    open: !line.end,
    missedCount: wait.length,
    missedTotal: line.waits.reduce((sum, one) => sum + one.length, 0),
    voicemailCount: line.voicemails,
    firstMissedAt: Math.min(...wait.map((fact) => fact.at)),
    lastMissedAt: Math.max(...wait.map((fact) => fact.at)),
    extensions: Array.from(rung).sort().join(','),
    attemptedCount: line.callbacks.length,
    lastAttemptedExtension: callback ? callback.extensions[0] || null : null,
    claimedBy: line.claim && !line.end ? line.claim.by : null,
    snoozedUntil: line.end ? null : line.snoozedUntil,
    notified: line.notified,
    escalated: line.escalated,
    clearedBy: line.end ? line.end.by : null,
    clearedCallId: line.end ? line.end.callId : null,
    clearedByUserId: line.end ? line.end.userId : null,
    reopenedCount: line.reopened,
  };
}
