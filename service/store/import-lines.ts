import { createHash } from 'crypto';
import { PlainError } from '../../shared/errors';
import { isZone } from '../../shared/zone';
import type { SqlValue } from './database';
import { EXPORT_VERSION, type ExportHeader } from './export';
import { EXPORTED } from './export-tables';

/** Gives the next line of a file without its end, null after the last. */
export type Lines = () => string | null;

/** A row as an export has it. */
export type ExportedRow = Readonly<Record<string, SqlValue>>;

/** What is said of a file whose lines are not those that were written. */
export function broken(what: string): PlainError {
  return new PlainError('import_broken', `The file is broken: ${what}. Export it again, or take another copy.`);
}

/**
 * Reads an export from its first line to its last and hands over its rows; answers the header and the checksum. Throws PlainError when the file is
 * none, was made by a newer version, or is not exactly what was written.
 */
export async function readExport(
  lines: Lines,
  known: { readonly schema: number },
  take: (table: string, row: ExportedRow) => Promise<void>,
): Promise<{ readonly header: ExportHeader; readonly sha256: string }> {
  const checksum = createHash('sha256');
  const first = lines();
  const header = headerFrom(first, known.schema);
  checksum.update(`${first}\n`);
  const left = new Map(EXPORTED.map(({ table }): [string, number] => [table, Number(header.rows[table]) || 0]));
  let number = 1;
  for (let line = lines(); line !== null; line = lines()) {
    number += 1;
    const value = parsed(line, number);
    if (!Array.isArray(value)) {
      const sha256 = checksum.digest('hex');
      if ((value as { sha256?: unknown } | null)?.sha256 !== sha256) throw broken('its checksum does not fit');
      if (lines() !== null) throw broken('something follows its checksum');
      if (Array.from(left.values()).some((n) => n !== 0)) throw broken('it has not the rows its first line promises');
      return { header, sha256 };
    }
    checksum.update(`${line}\n`);
    const [table, row] = value as [unknown, unknown];
    if (typeof table !== 'string' || !left.has(table) || !isRow(row)) throw broken(`line ${number} is no row of ours`);
    left.set(table, (left.get(table) as number) - 1);
    await take(table, row);
  }
  throw broken('its end is missing');
}

function headerFrom(line: string | null, schema: number): ExportHeader {
  const header = (line === null ? null : parsed(line, 1)) as Partial<ExportHeader> | null;
  if (header === null || header.format !== 'smart_missed_calls')
    throw new PlainError('import_unknown', 'The file is no export of this program: name one that is.');
  if (Number(header.version) > EXPORT_VERSION || Number(header.schema) > schema)
    throw new PlainError(
      'import_newer',
      `The file was made by a newer version (schema ${header.schema}, this one knows ${schema}): update this one first.`,
    );
  const numbers = [header.version, header.schema, header.next_entry_id, header.audit_no];
  const whole =
    numbers.every((one) => typeof one === 'number' && one >= 0) &&
    typeof header.client === 'string' &&
    typeof header.zone === 'string' &&
    isZone(header.zone) &&
    typeof header.audit_hash === 'string';
  if (!whole || typeof header.rows !== 'object' || header.rows === null) throw broken('its first line is not whole');
  return header as ExportHeader;
}

function parsed(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (_error) {
    if (number === 1) return null;
    throw broken(`line ${number} is no JSON`);
  }
}

function isRow(row: unknown): row is ExportedRow {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return false;
  return Object.keys(row).every((column) => {
    const value = (row as Record<string, unknown>)[column];
    return (
      /^[a-z_]{1,64}$/.test(column) && column !== 'client' && (value === null || typeof value === 'string' || typeof value === 'number')
    );
  });
}
