import type { ClientId, UtcSeconds } from '../../shared/words';
import { clip } from './columns';
import type { Queryable, Writable } from './database';
import { type Delivery, type DeliveryState, toDelivery } from './deliveries';
import { fromSqlTime, toSqlTime } from './instants';

/** sent, later (tried again), dead (given up), dropped (no longer true) · resent, unsubscribed and subscribed: by a person. */
export type JournalResult = 'sent' | 'later' | 'dead' | 'dropped' | 'resent' | 'unsubscribed' | 'subscribed';

/** One thing that became of a message. */
export interface JournalLine {
  readonly deliveryId: number;
  readonly at: UtcSeconds;
  readonly result: JournalResult;
  /** What the other side said, without secrets. */
  readonly detail: string;
  readonly userId: string | null;
}

/** Which messages the journal shows, newest first. */
export interface JournalQuery {
  readonly state?: DeliveryState;
  /** Id in the settings. */
  readonly recipient?: string;
  readonly channel?: string;
  /** Only messages about this entry. */
  readonly entryId?: number;
  /** Only those with a smaller number: the next page. */
  readonly before?: number;
  /** At most 500; 100 unless told. */
  readonly limit?: number;
}

/** A message: to whom, why, when, and what came of it, oldest line first. */
export interface JournalMessage extends Delivery {
  readonly lines: readonly JournalLine[];
  readonly entryIds: readonly number[];
}

const LONGEST_DETAIL = 2000;

const WRITE = `
  INSERT INTO smc_journal (client, delivery_id, no, at, result, detail, user_id)
  SELECT ?, ?, COALESCE(MAX(no), 0) + 1, ?, ?, ?, ? FROM smc_journal WHERE client = ? AND delivery_id = ?
`;

/** Adds a line about a message. */
export async function writeJournal(client: ClientId, tx: Writable, { deliveryId, at, result, detail, userId }: JournalLine): Promise<void> {
  const said = clip(detail, LONGEST_DETAIL);
  await tx.change(WRITE, [client, deliveryId, toSqlTime(at), result, said, userId, client, deliveryId]);
}

/** The messages of a client, newest first, each with all that became of it. */
export async function readJournal(client: ClientId, db: Queryable, query: JournalQuery = {}): Promise<readonly JournalMessage[]> {
  const limit = Math.min(500, Math.max(1, query.limit === undefined ? 100 : query.limit));
  const all: [string, ...(string | number | undefined)[]][] = [
    ['state = ?', query.state],
    ['recipient = ?', query.recipient],
    ['channel = ?', query.channel],
    ['id < ?', query.before],
    ['id IN (SELECT delivery_id FROM smc_told WHERE client = ? AND entry_id = ?)', client, query.entryId],
  ];
  const asked = all.filter((one) => one[one.length - 1] !== undefined);
  const where = asked.map(([sql]) => ` AND ${sql}`).join('');
  const values = asked.reduce<unknown[]>((some, [, ...more]) => some.concat(more), []);
  const rows = await db.query(`SELECT * FROM smc_deliveries WHERE client = ?${where} ORDER BY id DESC LIMIT ?`, [client, ...values, limit]);
  const messages = rows.map(toDelivery);
  if (messages.length === 0) return [];
  const ids = messages.map(({ id }) => id);
  const lines = await db.query('SELECT * FROM smc_journal WHERE client = ? AND delivery_id IN (?) ORDER BY delivery_id, no', [client, ids]);
  const told = await db.query('SELECT delivery_id, entry_id FROM smc_told WHERE client = ? AND delivery_id IN (?) ORDER BY entry_id', [
    client,
    ids,
  ]);
  return messages.map((message) => ({
    ...message,
    lines: lines
      .filter((row) => Number(row.delivery_id) === message.id)
      .map((row) => ({
        deliveryId: message.id,
        at: fromSqlTime(row.at),
        result: String(row.result) as JournalResult,
        detail: String(row.detail),
        userId: row.user_id === null ? null : String(row.user_id),
      })),
    entryIds: told.filter((row) => Number(row.delivery_id) === message.id).map((row) => Number(row.entry_id)),
  }));
}

/** Has a message that was sent, given up or dropped sent again, now; false when there is none, or it is still to be sent. */
export async function resend(client: ClientId, tx: Writable, id: number, userId: string, now: UtcSeconds): Promise<boolean> {
  const at = toSqlTime(now);
  const again = await tx.change(
    "UPDATE smc_deliveries SET state = 'due', due_at = ?, created_at = ?, tries = 0, done_at = NULL WHERE client = ? AND id = ? AND state <> 'due'",
    [at, at, client, id],
  );
  if (again === 1) await writeJournal(client, tx, { deliveryId: id, at: now, result: 'resent', detail: '', userId });
  return again === 1;
}
