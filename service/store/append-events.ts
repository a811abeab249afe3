import type { EntryEvent } from '../../shared/entry';
import type { ClientId } from '../../shared/words';
import { AUDIT_COLUMNS, type AuditRow, newSalt, sealOf, toAuditRow } from './audit-rows';
import type { ClientRow } from './clients';
import { inPieces, placeholders } from './columns';
import type { SqlValue, Writable } from './database';

/** Rows in one INSERT. */
const PIECE = 200;

/**
 * Appends events to the client's chain, and their notes beside it; answers the client's row with the new end of the chain.
 * Fails when an event's seq is taken: somebody else wrote without the client's lock.
 */
export async function appendEvents(client: ClientId, tx: Writable, at: ClientRow, events: readonly EntryEvent[]): Promise<ClientRow> {
  const rows: AuditRow[] = [];
  let end = at;
  for (const event of events) {
    const salt = event.note === null ? null : newSalt();
    const seal = salt === null || event.note === null ? null : sealOf(salt, event.note);
    const row = toAuditRow(client, end.auditNo + 1, event, seal, end.auditHash);
    rows.push(row);
    end = { nextEntryId: Math.max(end.nextEntryId, event.entryId + 1), auditNo: row.no, auditHash: row.hash };
    if (salt !== null) await keepNote(client, tx, event, salt);
  }
  for (const piece of inPieces(rows, PIECE)) {
    const values = piece.reduce<SqlValue[]>(
      (all, row) =>
        all.concat(
          client,
          AUDIT_COLUMNS.map((column) => row[column]),
        ),
      [],
    );
    await tx.change(`${INSERT} ${placeholders(piece.length, AUDIT_COLUMNS.length + 1)}`, values);
  }
  return end;
}

const INSERT = `INSERT INTO smart_missed_calls_audit (client, ${AUDIT_COLUMNS.join(', ')}) VALUES`;

async function keepNote(client: ClientId, tx: Writable, event: EntryEvent, salt: string): Promise<void> {
  await tx.change('INSERT INTO smc_notes (client, entry_id, seq, salt, note) VALUES (?, ?, ?, ?, ?)', [
    client,
    event.entryId,
    event.seq,
    salt,
    event.note,
  ]);
}
