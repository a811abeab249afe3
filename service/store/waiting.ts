import type { ClientId, Linkedid, UtcSeconds } from '../../shared/words';
import { type Column, fromRow, placeholders, toValues } from './columns';
import type { Queryable, SqlValue, Writable } from './database';

/** A call too early to judge. Who it is with shows on the list as a call in progress, as soon as the rows tell. */
export interface WaitingCall {
  readonly linkedid: Linkedid;
  readonly direction: 'inbound' | 'outbound' | 'internal';
  readonly callerKey: string | null;
  readonly extension: string | null;
  /** When it was first seen. */
  readonly sinceAt: UtcSeconds;
  readonly lastSeenAt: UtcSeconds;
}

const COLUMNS: readonly Column<WaitingCall>[] = [
  { column: 'linkedid', field: 'linkedid', kind: 'text' },
  { column: 'direction', field: 'direction', kind: 'text' },
  { column: 'caller_key', field: 'callerKey', kind: 'text', length: 128 },
  { column: 'extension', field: 'extension', kind: 'text', length: 40 },
  { column: 'since_at', field: 'sinceAt', kind: 'instant' },
  { column: 'last_seen_at', field: 'lastSeenAt', kind: 'instant' },
];

/** The calls that wait, oldest first. */
export async function readWaiting(client: ClientId, db: Queryable): Promise<readonly WaitingCall[]> {
  const rows = await db.query('SELECT * FROM smc_waiting WHERE client = ? ORDER BY since_at, linkedid', [client]);
  return rows.map((row) => fromRow(COLUMNS, row));
}

/** Replaces all that waits. */
export async function saveWaiting(client: ClientId, tx: Writable, calls: readonly WaitingCall[]): Promise<void> {
  await tx.change('DELETE FROM smc_waiting WHERE client = ?', [client]);
  if (!calls.length) return;
  const values = calls.reduce<SqlValue[]>((all, call) => all.concat(client, toValues(COLUMNS, call)), []);
  const names = COLUMNS.map(({ column }) => column).join(', ');
  await tx.change(`REPLACE INTO smc_waiting (client, ${names}) VALUES ${placeholders(calls.length, COLUMNS.length + 1)}`, values);
}
