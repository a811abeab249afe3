import type { ClientId } from '../../shared/words';
import type { Queryable, Writable } from './database';

/** What a client's row counts: its next entry, and the end of its audit chain. */
export interface ClientRow {
  readonly nextEntryId: number;
  readonly auditNo: number;
  readonly auditHash: string;
}

/** Makes the client known; does nothing for one that is. */
export async function addClient(client: ClientId, db: Writable): Promise<void> {
  const known = await db.query('SELECT client FROM smc_clients WHERE client = ?', [client]);
  if (!known.length) await db.change('INSERT IGNORE INTO smc_clients (client) VALUES (?)', [client]);
}

/** Whether anything was ever kept of a client. */
export async function isClient(client: ClientId, db: Queryable): Promise<boolean> {
  return (await db.query('SELECT client FROM smc_clients WHERE client = ?', [client])).length > 0;
}

/**
 * The client's row, locked until the transaction ends: whoever writes anything of a client takes this lock first, so that writers queue up
 * instead of meeting. Throws when the client is not known.
 */
export async function lockClient(client: ClientId, tx: Queryable): Promise<ClientRow> {
  const [row] = await tx.query('SELECT next_entry_id, audit_no, audit_hash FROM smc_clients WHERE client = ? FOR UPDATE', [client]);
  if (!row) throw new Error(`unknown client ${client}`);
  return { nextEntryId: Number(row.next_entry_id), auditNo: Number(row.audit_no), auditHash: String(row.audit_hash) };
}

/** Writes the row back. */
export async function saveClient(client: ClientId, tx: Writable, row: ClientRow): Promise<void> {
  await tx.change('UPDATE smc_clients SET next_entry_id = ?, audit_no = ?, audit_hash = ? WHERE client = ?', [
    row.nextEntryId,
    row.auditNo,
    row.auditHash,
    client,
  ]);
}
