import { PlainError } from '../../shared/errors';
import type { ClientId } from '../../shared/words';
import { addClient, lockClient, saveClient } from './clients';
import { placeholders } from './columns';
import { type Database, numberOf, type SqlValue, type Writable } from './database';
import type { ExportHeader } from './export';
import { EXPORTED } from './export-tables';
import { broken, type ExportedRow, type Lines, readExport } from './import-lines';
import { toSqlTime } from './instants';
import { schemaNumber } from './migrate';
import { rebuildMarks } from './save-marks';
import { verifyAudit } from './verify-audit';

/** An INSERT ends before it grows past this: old servers take a packet of 1 MB at most. */
const PIECE_CHARACTERS = 100000;
const PIECE_ROWS = 200;

/** Errors by which MariaDB says that a row does not fit its table: unknown column, NULL, a key twice, too long, no value, no instant or number. */
const DOES_NOT_FIT = [1054, 1048, 1062, 1406, 1364, 1264, 1265, 1292, 1366, 1367, 4025];

/**
 * Takes an export in, for a client of whom nothing is kept yet: all of it or nothing. `open` gives the file's lines from the first, as often
 * as asked; `zone` is this PBX's. Throws PlainError when the client is not empty, or when the file is broken, newer, another client's, or its audit does not hold.
 */
export async function importClient(client: ClientId, db: Database, zone: string, open: () => Lines): Promise<ExportHeader> {
  const known = { schema: await schemaNumber(db) };
  // A broken file is refused before anything is written; the second reading must come to the same checksum.
  const { header, sha256 } = await readExport(open(), known, () => Promise.resolve());
  const theirs = header.client.replace(/[^ -~]/g, '?').slice(0, 64);
  if (header.client !== client)
    throw new PlainError(
      'import_other_client',
      `The file is of client "${theirs}", and its audit is sealed with that name: import it with --client ${theirs}.`,
    );
  return db.transaction(async (tx) => {
    await addClient(client, tx);
    const row = await lockClient(client, tx);
    await mustBeEmpty(client, tx, row.auditNo);
    const rows = rowWriter(client, tx);
    const again = await readExport(open(), known, rows.add);
    await rows.flush();
    if (again.sha256 !== sha256) throw broken('it changed while it was read');
    await rebuildMarks(client, tx);
    if (header.zone !== zone) await tx.change(KEEP_ZONE, [client, toSqlTime(0), JSON.stringify(header.zone)]);
    await saveClient(client, tx, { nextEntryId: header.next_entry_id, auditNo: header.audit_no, auditHash: header.audit_hash });
    const [fault] = (await verifyAudit(client, tx)).faults;
    if (fault)
      throw new PlainError('import_audit', `The audit in the file does not hold at row ${fault.no} (${fault.kind}): nothing was imported.`);
    return header;
  });
}

/** The list was kept in the zone of the PBX it comes from: that goes on, from the beginning, until somebody sets another. */
const KEEP_ZONE = "INSERT IGNORE INTO smc_settings (client, name, since_at, value) VALUES (?, 'time_zone', ?, ?)";

async function mustBeEmpty(client: ClientId, tx: Writable, auditNo: number): Promise<void> {
  for (const { table } of EXPORTED) {
    const rows = await tx.query(`SELECT 1 AS one FROM ${table} WHERE client = ? LIMIT 1`, [client]);
    if (rows.length > 0 || auditNo > 0)
      throw new PlainError(
        'import_not_empty',
        `Something is kept of client "${client}" already: import into a database where the daemon never ran for it.`,
      );
  }
}

interface RowWriter {
  readonly add: (table: string, row: ExportedRow) => Promise<void>;
  readonly flush: () => Promise<void>;
}

/** Inserts rows a few at a time, as they come: of one table and the same columns each time. */
function rowWriter(client: ClientId, tx: Writable): RowWriter {
  let into = '';
  let columns: readonly string[] = [];
  let values: SqlValue[] = [];
  let rows = 0;
  let characters = 0;
  const flush = async (): Promise<void> => {
    if (rows === 0) return;
    const names = ['client'].concat(columns).join(', ');
    const sql = `INSERT INTO ${into} (${names}) VALUES ${placeholders(rows, columns.length + 1)}`;
    try {
      await tx.change(sql, values);
    } catch (error) {
      throw DOES_NOT_FIT.indexOf(numberOf(error)) < 0 ? error : broken(`a row does not fit ${into}`);
    }
    values = [];
    rows = 0;
    characters = 0;
  };
  return {
    add: async (table, row) => {
      const names = Object.keys(row);
      const same = table === into && names.join() === columns.join();
      if (!same || rows >= PIECE_ROWS || characters >= PIECE_CHARACTERS) await flush();
      into = table;
      columns = names;
      const own = names.map((name) => row[name] as SqlValue);
      values.push(client, ...own);
      characters += own.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 0);
      rows += 1;
    },
    flush,
  };
}
