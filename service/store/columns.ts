import type { SqlRow, SqlValue } from './database';
import { fromSqlTime, toSqlTime } from './instants';

/** How a field is written to a column and read back. */
export interface Column<T> {
  readonly column: string;
  readonly field: keyof T & string;
  readonly kind: 'text' | 'number' | 'yes_no' | 'instant' | 'list';
  /** Characters a text may have; what is longer is cut. */
  readonly length?: number;
}

/** The values of an object in the order of its columns. */
export function toValues<T>(columns: readonly Column<T>[], from: T): readonly SqlValue[] {
  return columns.map(({ field, kind, length }) => {
    const value: unknown = from[field];
    if (value === null || value === undefined) return null;
    if (kind === 'instant') return toSqlTime(value as number);
    if (kind === 'list') return (value as readonly string[]).join(',');
    if (kind === 'yes_no') return value ? 1 : 0;
    return kind === 'text' && length ? clip(String(value), length) : (value as SqlValue);
  });
}

/** The object of a row; the row must hold every column. */
export function fromRow<T>(columns: readonly Column<T>[], row: SqlRow): T {
  const object: Record<string, unknown> = {};
  for (const { column, field, kind } of columns) object[field] = decoded(row[column], kind);
  return object as unknown as T;
}

/** The first characters of a text, never half of a pair. */
export function clip(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}

/** `(?, ?), (?, ?)`: placeholders for so many rows of so many values. */
export function placeholders(rows: number, values: number): string {
  const one = `(${new Array(values).fill('?').join(', ')})`;
  return new Array(rows).fill(one).join(', ');
}

/** A list in pieces of at most so many. */
export function inPieces<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  const pieces: (readonly T[])[] = [];
  for (let n = 0; n < list.length; n += size) pieces.push(list.slice(n, n + size));
  return pieces;
}

function decoded(value: SqlValue | undefined, kind: Column<unknown>['kind']): unknown {
  if (value === null || value === undefined) return null;
  if (kind === 'instant') return fromSqlTime(value);
  if (kind === 'list') return value === '' ? [] : String(value).split(',');
  if (kind === 'yes_no') return value === 1;
  return kind === 'number' ? Number(value) : value;
}
