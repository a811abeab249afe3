import type { EntryEvent } from '../../shared/entry';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { type CallerHistory, entryOf, type FoldedEntry } from '../entries/history';
import type { Queryable, Writable } from './database';
import { fromSqlTime, toSqlTime } from './instants';

/** Something somebody is to be told; whom and how is decided when it is due. */
export interface OutboxItem {
  readonly entryId: number | null;
  readonly kind: 'withdrawn' | 'escalated' | string;
  readonly dueAt: UtcSeconds;
}

/** Puts items out; they go with the transaction or not at all. */
export async function putOut(client: ClientId, tx: Writable, items: readonly OutboxItem[]): Promise<void> {
  for (const { entryId, kind, dueAt } of items) {
    await tx.change('INSERT INTO smc_outbox (client, entry_id, kind, due_at) VALUES (?, ?, ?, ?)', [
      client,
      entryId,
      kind,
      toSqlTime(dueAt),
    ]);
  }
}

/** An item that waits to be told. */
export interface WaitingItem {
  readonly id: number;
  readonly entryId: number | null;
  readonly kind: string;
  readonly dueAt: UtcSeconds;
}

/** What is due, the longest first. */
export async function dueItems(client: ClientId, db: Queryable, now: UtcSeconds, most: number): Promise<readonly WaitingItem[]> {
  const sql =
    'SELECT id, entry_id, kind, due_at FROM smc_outbox WHERE client = ? AND done_at IS NULL AND due_at <= ? ORDER BY due_at, id LIMIT ?';
  return (await db.query(sql, [client, toSqlTime(now), most])).map((row) => ({
    id: Number(row.id),
    entryId: row.entry_id === null ? null : Number(row.entry_id),
    kind: String(row.kind),
    dueAt: fromSqlTime(row.due_at),
  }));
}

/** Takes out what has become messages, or needs none; whom it was told is in the journal. */
export async function takeOut(client: ClientId, tx: Writable, ids: readonly number[]): Promise<number> {
  return ids.length === 0 ? 0 : tx.change('DELETE FROM smc_outbox WHERE client = ? AND id IN (?)', [client, ids]);
}

/** A miss, or a target that passed, of which is learned later than this is no news: the daemon was away for a day, or the past was read again. */
const NEWS_SECONDS = 12 * 3600;

/** What events themselves ask to be told: that a caller waits, that somebody was told wrongly, and that a target passed. */
export function newsOf(events: readonly EntryEvent[], histories: readonly CallerHistory[], now: UtcSeconds): readonly OutboxItem[] {
  const news: OutboxItem[] = [];
  for (const event of events) {
    const { entryId, action, why } = event;
    if (why === 'told_wrongly' || (action === 'escalated' && isNewTarget(entryId, histories, now)))
      news.push({ entryId, kind: action, dueAt: now });
    else if (beginsToWait(event) && isNews(event, now)) news.push({ entryId, kind: 'missed', dueAt: now });
  }
  return news;
}

function beginsToWait({ action, why }: EntryEvent): boolean {
  return action === 'created' || (action === 'reopened' && why !== 'by_user');
}

/** A target that passed while the entry slept passes when it wakes. */
function isNewTarget(entryId: number, histories: readonly CallerHistory[], now: UtcSeconds): boolean {
  const entries = histories.map((history) => entryOf(history, entryId)).filter((entry) => entry !== undefined);
  return entries.every((entry) => {
    const { dueAt, snoozedUntil } = (entry as FoldedEntry).state;
    return now - Math.max(dueAt || 0, snoozedUntil || 0) < NEWS_SECONDS;
  });
}

function isNews({ set }: EntryEvent, now: UtcSeconds): boolean {
  return set.lastMissedAt === undefined || now - set.lastMissedAt < NEWS_SECONDS;
}
