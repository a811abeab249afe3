import { type Column, inPieces, placeholders, toValues } from './columns';
import type { SqlValue, Writable } from './database';

/** Rows in one INSERT. */
const PIECE = 200;

/** Inserts rows, or replaces the columns of those that are there; the client is one of the columns. */
export async function upsert<T>(tx: Writable, table: string, columns: readonly Column<T>[], rows: readonly T[]): Promise<void> {
  const names = columns.map(({ column }) => column);
  const updates = names.map((name) => `${name} = VALUES(${name})`).join(', ');
  for (const piece of inPieces(rows, PIECE)) {
    const values = piece.reduce<SqlValue[]>((all, row) => all.concat(toValues(columns, row)), []);
    const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES ${placeholders(piece.length, names.length)}`;
    await tx.change(`${sql} ON DUPLICATE KEY UPDATE ${updates}`, values);
  }
}
