import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Column } from './columns';
import { clip, fromRow } from './columns';
import type { Queryable, SqlRow, Writable } from './database';
import { toSqlTime } from './instants';

/**
 * missed: one caller, at once · more: several at once, folded or after quiet hours · digest: the list · correction: who was told was served
 * after all · escalation: waited past the target · test: somebody pressed the button
 */
export type DeliveryKind = 'missed' | 'more' | 'digest' | 'correction' | 'escalation' | 'test';

/** due: to be sent, now or later · sent · dead: given up · dropped: no longer true when its turn came. */
export type DeliveryState = 'due' | 'sent' | 'dead' | 'dropped';

/** A message to be sent. */
export interface NewDelivery {
  /** What it is for, in a word that is never used twice: the same message cannot be put in again. At most 120 characters. */
  readonly onceKey: string;
  readonly kind: DeliveryKind;
  /** In a word, for the journal: `daily`, `step 2`. */
  readonly why: string;
  /** Id in the settings. */
  readonly recipient: string;
  readonly reader: string;
  readonly channel: string;
  readonly address: string;
  /** Digests: what happened from then to then. */
  readonly sinceAt: UtcSeconds | null;
  readonly untilAt: UtcSeconds | null;
  readonly createdAt: UtcSeconds;
  readonly dueAt: UtcSeconds;
}

/** A message as the journal has it. */
export interface Delivery extends NewDelivery {
  readonly id: number;
  readonly state: DeliveryState;
  readonly tries: number;
  readonly doneAt: UtcSeconds | null;
}

const COLUMNS: readonly Column<Delivery>[] = [
  { column: 'id', field: 'id', kind: 'number' },
  { column: 'once_key', field: 'onceKey', kind: 'text' },
  { column: 'kind', field: 'kind', kind: 'text' },
  { column: 'why', field: 'why', kind: 'text' },
  { column: 'recipient', field: 'recipient', kind: 'text' },
  { column: 'reader', field: 'reader', kind: 'text' },
  { column: 'channel', field: 'channel', kind: 'text' },
  { column: 'address', field: 'address', kind: 'text' },
  { column: 'since_at', field: 'sinceAt', kind: 'instant' },
  { column: 'until_at', field: 'untilAt', kind: 'instant' },
  { column: 'created_at', field: 'createdAt', kind: 'instant' },
  { column: 'due_at', field: 'dueAt', kind: 'instant' },
  { column: 'state', field: 'state', kind: 'text' },
  { column: 'tries', field: 'tries', kind: 'number' },
  { column: 'done_at', field: 'doneAt', kind: 'instant' },
];

/** The message of a row. */
export function toDelivery(row: SqlRow): Delivery {
  return fromRow(COLUMNS, row);
}

const PUT = `INSERT IGNORE INTO smc_deliveries (client, id, once_key, kind, why, recipient, reader, channel, address, since_at, until_at, created_at,
  due_at, state, tries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'due', 0)`;

/** Puts a message in, about these entries; answers its number, or null when it was put in before. The caller holds the client's lock. */
export async function putDelivery(
  client: ClientId,
  tx: Writable,
  message: NewDelivery,
  entryIds: readonly number[],
): Promise<number | null> {
  const [last] = await tx.query('SELECT MAX(id) AS id FROM smc_deliveries WHERE client = ?', [client]);
  const id = Number(last?.id || 0) + 1;
  const { sinceAt, untilAt } = message;
  const added = await tx.change(PUT, [
    client,
    id,
    message.onceKey,
    message.kind,
    clip(message.why, 40),
    clip(message.recipient, 190),
    message.reader,
    message.channel,
    clip(message.address, 190),
    sinceAt === null ? null : toSqlTime(sinceAt),
    untilAt === null ? null : toSqlTime(untilAt),
    toSqlTime(message.createdAt),
    toSqlTime(message.dueAt),
  ]);
  if (added === 0) return null;
  await addTold(client, tx, id, entryIds);
  return id;
}

/** Says of more entries that a message is about them; of some it may be known. */
export async function addTold(client: ClientId, tx: Writable, deliveryId: number, entryIds: readonly number[]): Promise<void> {
  for (const entryId of entryIds) {
    await tx.change('INSERT IGNORE INTO smc_told (client, entry_id, delivery_id) VALUES (?, ?, ?)', [client, entryId, deliveryId]);
  }
}

/** The entries a message is about, in their order. */
export async function entriesToldBy(client: ClientId, db: Queryable, deliveryId: number): Promise<readonly number[]> {
  const rows = await db.query('SELECT entry_id FROM smc_told WHERE client = ? AND delivery_id = ? ORDER BY entry_id', [client, deliveryId]);
  return rows.map((row) => Number(row.entry_id));
}

/** One message; null when the client has none of that number. */
export async function readDelivery(client: ClientId, db: Queryable, id: number): Promise<Delivery | null> {
  const [row] = await db.query('SELECT * FROM smc_deliveries WHERE client = ? AND id = ?', [client, id]);
  return row ? toDelivery(row) : null;
}
