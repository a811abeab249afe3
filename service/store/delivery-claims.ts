import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Queryable, Writable } from './database';
import { type Delivery, readDelivery } from './deliveries';
import { toSqlTime } from './instants';
import { writeJournal } from './journal';

/** Who takes a message to send it, and until when it is his. */
export interface Claim {
  /** Never used by another process. */
  readonly by: string;
  readonly now: UtcSeconds;
  readonly until: UtcSeconds;
}

/** What came of an attempt. `later`: to be tried again at `dueAt`. */
export type Outcome =
  | { readonly state: 'sent' | 'dead' | 'dropped'; readonly detail: string }
  | { readonly state: 'later'; readonly detail: string; readonly dueAt: UtcSeconds };

const DUE = "state = 'due' AND due_at <= ? AND (claimed_until IS NULL OR claimed_until <= ?)";

/** The channels something waits on, due or not: read from the index alone, however many wait. */
export async function dueChannels(client: ClientId, db: Queryable): Promise<readonly string[]> {
  const rows = await db.query("SELECT DISTINCT channel FROM smc_deliveries WHERE client = ? AND state = 'due' ORDER BY channel", [client]);
  return rows.map((row) => String(row.channel));
}

/** The numbers of the messages due on a channel, the longest due first. */
export async function dueOn(client: ClientId, db: Queryable, channel: string, now: UtcSeconds, most: number): Promise<readonly number[]> {
  const at = toSqlTime(now);
  const rows = await db.query(`SELECT id FROM smc_deliveries WHERE client = ? AND channel = ? AND ${DUE} ORDER BY due_at, id LIMIT ?`, [
    client,
    channel,
    at,
    at,
    most,
  ]);
  return rows.map((row) => Number(row.id));
}

/** Takes a message to send it; null when somebody else was quicker, or it is not due. */
export async function claimDelivery(client: ClientId, db: Writable, id: number, { by, now, until }: Claim): Promise<Delivery | null> {
  const at = toSqlTime(now);
  const sql = `UPDATE smc_deliveries SET claimed_by = ?, claimed_until = ? WHERE client = ? AND id = ? AND ${DUE}`;
  const taken = await db.change(sql, [by, toSqlTime(until), client, id, at, at]);
  return taken === 1 ? readDelivery(client, db, id) : null;
}

/** Writes down what came of an attempt and lets the message go. False when it was no longer his: somebody else sends it. */
export async function settleDelivery(
  client: ClientId,
  tx: Writable,
  id: number,
  by: string,
  outcome: Outcome,
  now: UtcSeconds,
): Promise<boolean> {
  const later = outcome.state === 'later';
  const settled = await tx.change(
    `UPDATE smc_deliveries SET state = ?, due_at = COALESCE(?, due_at), done_at = ?, tries = tries + ?, claimed_by = NULL, claimed_until = NULL
      WHERE client = ? AND id = ? AND state = 'due' AND claimed_by = ?`,
    [
      later ? 'due' : outcome.state,
      outcome.state === 'later' ? toSqlTime(outcome.dueAt) : null,
      later ? null : toSqlTime(now),
      outcome.state === 'dropped' ? 0 : 1,
      client,
      id,
      by,
    ],
  );
  if (settled !== 1) return false;
  await writeJournal(client, tx, { deliveryId: id, at: now, result: outcome.state, detail: outcome.detail, userId: null });
  return true;
}

/** Removes a message that turned out to have nothing to say. */
export async function forgetDelivery(client: ClientId, tx: Writable, id: number, by: string): Promise<void> {
  await tx.change("DELETE FROM smc_deliveries WHERE client = ? AND id = ? AND state = 'due' AND claimed_by = ?", [client, id, by]);
}

/** Lets go of what a process that stops in good order has taken and not begun. */
export async function releaseClaims(client: ClientId, db: Writable, by: string): Promise<number> {
  return db.change(
    "UPDATE smc_deliveries SET claimed_by = NULL, claimed_until = NULL WHERE client = ? AND state = 'due' AND claimed_by = ?",
    [client, by],
  );
}
