import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Queryable, Writable } from './database';
import { readDelivery } from './deliveries';
import { fromSqlTime, toSqlTime } from './instants';
import { writeJournal } from './journal';

/** Somebody who wished not to be told any more, at this address. */
export interface Unsubscribed {
  readonly reader: string;
  readonly address: string;
  readonly at: UtcSeconds;
}

/** Everybody of a client who does not want to be told. */
export async function readUnsubscribed(client: ClientId, db: Queryable): Promise<readonly Unsubscribed[]> {
  const rows = await db.query('SELECT reader, address, at FROM smc_unsubscribed WHERE client = ? ORDER BY reader', [client]);
  return rows.map((row) => ({ reader: String(row.reader), address: String(row.address), at: fromSqlTime(row.at) }));
}

/** Takes the reader of a message off, and says so in the journal; a second time changes nothing. False when there is no such message. */
export async function unsubscribe(client: ClientId, tx: Writable, deliveryId: number, now: UtcSeconds): Promise<boolean> {
  const message = await readDelivery(client, tx, deliveryId);
  if (message === null) return false;
  const known = (await readUnsubscribed(client, tx)).some(
    ({ reader, address }) => reader === message.reader && address === message.address,
  );
  if (known) return true;
  await tx.change('REPLACE INTO smc_unsubscribed (client, reader, address, at) VALUES (?, ?, ?, ?)', [
    client,
    message.reader,
    message.address,
    toSqlTime(now),
  ]);
  await writeJournal(client, tx, { deliveryId, at: now, result: 'unsubscribed', detail: '', userId: null });
  return true;
}

const NEWEST = 'SELECT MAX(id) AS id FROM smc_deliveries WHERE client = ? AND reader = ? AND address = ?';

/**
 * Lets a reader be told again, and says in the journal, at the newest message to him that is kept, who did. False when he is told already.
 */
export async function subscribeAgain(client: ClientId, tx: Writable, reader: string, userId: string, now: UtcSeconds): Promise<boolean> {
  const one = (await readUnsubscribed(client, tx)).filter((each) => each.reader === reader)[0];
  if (one === undefined) return false;
  await tx.change('DELETE FROM smc_unsubscribed WHERE client = ? AND reader = ?', [client, reader]);
  const [newest] = await tx.query(NEWEST, [client, reader, one.address]);
  if (newest?.id) await writeJournal(client, tx, { deliveryId: Number(newest.id), at: now, result: 'subscribed', detail: '', userId });
  return true;
}
