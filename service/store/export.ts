import { createHash } from 'crypto';
import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Database, Queryable, SqlRow } from './database';
import { EXPORTED, type ExportedTable, SECRET_SETTINGS } from './export-tables';
import { toSqlTime } from './instants';
import { schemaNumber } from './migrate';

/** First line of an export. */
export interface ExportHeader {
  readonly format: 'smart_missed_calls';
  readonly version: number;
  /** Step of the schema the rows have. */
  readonly schema: number;
  readonly client: ClientId;
  readonly exported_at: string;
  /** The PBX's time zone: what the list was kept in where the settings name none. */
  readonly zone: string;
  readonly next_entry_id: number;
  readonly audit_no: number;
  readonly audit_hash: string;
  /** How many rows of each table follow. */
  readonly rows: Readonly<Record<string, number>>;
}

/** The version of the format this writes; it reads the same. */
export const EXPORT_VERSION = 1;

/**
 * Writes one client's data as lines of JSON: a header, one `["table", {row}]` a row, and a checksum of all before. All of it is as of one
 * moment, while the daemon goes on, and only a few rows are in memory at a time. Answers the header.
 */
export function exportClient(
  client: ClientId,
  db: Database,
  at: { readonly now: UtcSeconds; readonly zone: string },
  write: (line: string) => void,
): Promise<ExportHeader> {
  return db.connection(async (one) => {
    await one.query('START TRANSACTION WITH CONSISTENT SNAPSHOT');
    const checksum = createHash('sha256');
    const put = (value: unknown): void => {
      const line = `${JSON.stringify(value)}\n`;
      checksum.update(line);
      write(line);
    };
    const header = await headerOf(client, one, at, await schemaNumber(one));
    put(header);
    for (const table of EXPORTED) await eachRow(client, one, table, (row) => put([table.table, row]));
    write(`${JSON.stringify({ sha256: checksum.digest('hex') })}\n`);
    await one.query('COMMIT');
    return header;
  });
}

async function headerOf(client: ClientId, db: Queryable, at: { now: UtcSeconds; zone: string }, schema: number): Promise<ExportHeader> {
  const [row] = await db.query('SELECT next_entry_id, audit_no, audit_hash FROM smc_clients WHERE client = ?', [client]);
  const rows: Record<string, number> = {};
  for (const { table } of EXPORTED) {
    const [count] = await db.query(`SELECT COUNT(*) AS n FROM ${table} WHERE client = ?${leftOut(table)}`, [client, ...secretsOf(table)]);
    rows[table] = Number(count?.n);
  }
  return {
    format: 'smart_missed_calls',
    version: EXPORT_VERSION,
    schema,
    client,
    exported_at: toSqlTime(at.now),
    zone: at.zone,
    next_entry_id: row ? Number(row.next_entry_id) : 1,
    audit_no: row ? Number(row.audit_no) : 0,
    audit_hash: row ? String(row.audit_hash) : '',
    rows,
  };
}

/** Hands over a client's rows of a table in the order of its key, without the client. */
async function eachRow(client: ClientId, db: Queryable, { table, key, page }: ExportedTable, take: (row: SqlRow) => void): Promise<void> {
  const order = key.join(', ');
  let last: SqlRow | null = null;
  for (;;) {
    const [after, values] = last === null ? ['', []] : beyond(key, last);
    const sql = `SELECT * FROM ${table} WHERE client = ?${leftOut(table)}${after} ORDER BY ${order} LIMIT ?`;
    const rows: readonly SqlRow[] = await db.query(sql, [client, ...secretsOf(table), ...values, page]);
    for (const { client: _client, ...row } of rows) take(row);
    if (rows.length < page) return;
    last = rows[rows.length - 1] as SqlRow;
  }
}

/** `(a > ? OR (a = ? AND b > ?))`: what comes after a row. MariaDB reads it from the index, unlike `(a, b) > (?, ?)`. */
function beyond(key: readonly string[], last: SqlRow): [string, readonly unknown[]] {
  const ways = key.map((column, n) => {
    const before = key.slice(0, n);
    const sql = before.map((one) => `${one} = ? AND `).join('');
    return { sql: `(${sql}${column} > ?)`, values: before.concat(column).map((one) => last[one]) };
  });
  return [` AND (${ways.map((way) => way.sql).join(' OR ')})`, ways.reduce<unknown[]>((all, way) => all.concat(way.values), [])];
}

function leftOut(table: string): string {
  return secretsOf(table).length > 0 ? ' AND name NOT IN (?)' : '';
}

function secretsOf(table: string): readonly (readonly string[])[] {
  return table === 'smc_settings' && SECRET_SETTINGS.length > 0 ? [SECRET_SETTINGS] : [];
}
