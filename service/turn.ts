import type { Call } from '../shared/call';
import type { EntryEvent } from '../shared/entry';
import { callerKey } from '../shared/phone/caller';
import type { UnreadableRow } from '../shared/records';
import type { ClientId, UtcSeconds } from '../shared/words';
import type { Orphan } from './calls/assemble';
import { isSettled, type Patience } from './calls/settled';
import { type Judged, judgeRecords, type Office } from './judging';
import type { Pbx } from './sources/pbx';
import type { Touched } from './sources/source';
import { readCursor, TurnOvertaken } from './store/cursors';
import type { Queryable } from './store/database';
import type { EntryStore } from './store/entry-store';
import { readWaiting, type WaitingCall } from './store/waiting';
import { withoutWeaker } from './stronger';

/** What a turn works with; made once by the daemon. */
export interface Parts {
  readonly client: ClientId;
  readonly pbx: Pbx;
  readonly db: Queryable;
  readonly store: EntryStore;
  readonly patience: Patience;
  readonly firstBackfillSeconds: number;
}

/** What came of a turn. */
export interface TurnReport {
  readonly rows: number;
  readonly calls: number;
  readonly events: readonly EntryEvent[];
  readonly waiting: number;
  readonly unreadable: readonly UnreadableRow[];
  /** There was more than one turn can take: take the next at once. */
  readonly more: boolean;
}

/** Most calls judged in one transaction. An ordinary turn has fewer; after a night without us there may be many thousands. */
const MOST_CALLS = 1000;
const MOST_ATTEMPTS = 3;

/**
 * One turn: read what Asterisk wrote, see whole calls, judge them, keep the list. The cursors move in the transaction that keeps the
 * last calls, so a turn that breaks off is done again, and what it had kept gives no events twice.
 */
export async function turn(parts: Parts, office: Office, now: UtcSeconds): Promise<TurnReport> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await takeTurn(parts, office, now);
    } catch (error) {
      // Another daemon on the same list was quicker: what this one saw is older than what the list now knows.
      if (!(error instanceof TurnOvertaken) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

async function takeTurn(parts: Parts, office: Office, now: UtcSeconds): Promise<TurnReport> {
  const { client, db, pbx, store } = parts;
  const touched = await touchedCalls(parts, now);
  const waited = await readWaiting(client, db);
  const ids = Array.from(new Set(waited.map((one) => one.linkedid).concat(...touched.map((one) => one.ids))));
  if (parts.patience.runs !== undefined) parts.patience.runs.see(([] as string[]).concat(...touched.map((one) => one.ids)), now);
  const seen: Seen = {
    calls: 0,
    events: [],
    waiting: [],
    setAside: ([] as UnreadableRow[]).concat(...touched.map((one) => one.unreadable)),
  };
  const time = { now, zone: office.directory.timeZone || 'UTC' };
  while (ids.length > MOST_CALLS) {
    const judged = await look(parts, ids.splice(0, MOST_CALLS), office, now, waited, seen);
    seen.events.push(...(await store.inTurn(client, time, (tx) => tx.calls(judged))));
  }
  const judged = await look(parts, ids, office, now, waited, seen);
  const last = await store.inTurn(client, time, async (tx) => {
    const learned = await tx.calls(judged);
    for (const [index, feed] of pbx.feeds.entries()) {
      const { from, cursor } = touched[index] as TouchedFrom;
      // A source that has never been there has no place to go on from.
      if (cursor !== undefined) await tx.moveCursor(feed.name, from, cursor);
    }
    await tx.saveWaiting(seen.waiting);
    if (seen.setAside.length > 0) await tx.saveUnreadable(seen.setAside);
    return learned.concat(await tx.tick());
  });
  return {
    rows: touched.reduce((sum, one) => sum + one.rows, 0),
    calls: seen.calls,
    events: seen.events.concat(last),
    waiting: seen.waiting.length,
    unreadable: seen.setAside,
    more: touched.some((one) => one.more),
  };
}

/** What moved, and the cursor it was asked from. */
type TouchedFrom = Touched & { readonly from: unknown };

/** What a turn gathers on its way. */
interface Seen {
  calls: number;
  readonly events: EntryEvent[];
  readonly waiting: WaitingCall[];
  readonly setAside: UnreadableRow[];
}

/** Fetches and judges some calls; answers those the list may have to learn of. */
async function look(
  { client, db, pbx, patience }: Parts,
  ids: readonly string[],
  office: Office,
  now: UtcSeconds,
  waited: readonly WaitingCall[],
  seen: Seen,
): Promise<readonly Judged[]> {
  const { records, unreadable } = await pbx.recordsOf(ids);
  const { judged, orphans } = judgeRecords(records, office, (call) => isSettled(call, patience, now));
  seen.calls += judged.length;
  seen.waiting.push(...stillWaiting(judged, orphans, waited, office, patience, now));
  seen.setAside.push(...unreadable, ...orphans.filter((one) => isLost(one, patience, now)).map(asUnreadable));
  return withoutWeaker(
    client,
    db,
    judged.filter(({ call }) => call.direction !== 'internal'),
  );
}

/** Asks every feed what moved since its cursor. */
async function touchedCalls({ client, db, pbx, firstBackfillSeconds }: Parts, now: UtcSeconds): Promise<TouchedFrom[]> {
  const touched: TouchedFrom[] = [];
  for (const feed of pbx.feeds) {
    const from = await readCursor(client, db, feed.name);
    touched.push({ from, ...(await feed.touchedSince(from, { now, firstSince: now - firstBackfillSeconds })) });
  }
  return touched;
}

/** Calls too early to judge, and rows whose caller has not been seen yet: they are looked at again every turn, from our own table. */
function stillWaiting(
  judged: readonly Judged[],
  orphans: readonly Orphan[],
  before: readonly WaitingCall[],
  office: Office,
  patience: Patience,
  now: UtcSeconds,
): WaitingCall[] {
  const since = new Map(before.map((one) => [one.linkedid, one.sinceAt]));
  const waiting = new Map<string, WaitingCall>();
  const wait = (linkedid: string, call: Call | null) => {
    const outside =
      call === null ? '' : call.direction === 'inbound' ? call.callerNumber : call.direction === 'outbound' ? call.dialled[0] || '' : '';
    waiting.set(linkedid, {
      linkedid,
      direction: call === null ? 'inbound' : call.direction,
      callerKey: outside === '' ? null : callerKey(outside, office.plan, call === null ? null : call.trunk).key,
      extension: call !== null && call.direction !== 'inbound' ? call.callerNumber : null,
      sinceAt: since.get(linkedid) || now,
      lastSeenAt: now,
    });
  };
  for (const { call } of judged) {
    if (!isSettled(call, patience, now)) for (const linkedid of call.linkedids) wait(linkedid, call);
  }
  for (const orphan of orphans) if (!isLost(orphan, patience, now)) for (const linkedid of orphan.linkedids) wait(linkedid, null);
  return Array.from(waiting.values());
}

/** Nobody's rows for so long that the caller's own will not come any more. */
function isLost(orphan: Orphan, patience: Patience, now: UtcSeconds): boolean {
  return now - orphan.lastRecordAt > patience.lostEndSeconds;
}

function asUnreadable(orphan: Orphan): UnreadableRow {
  const linkedid = orphan.linkedids[0] || '';
  return { source: orphan.source, where: linkedid, why: 'Rows of a call whose caller left none: the caller cannot be known.' };
}
