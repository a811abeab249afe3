import type { UnreadableRow } from '../../shared/records';
import type { SourceName, UtcSeconds } from '../../shared/words';

/** What a source needs of a database: the one method the store's reader has too. */
export interface Queryable {
  query(sql: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** The same for answers that are larger than memory: cells of rows, some rows at a time, null after the last. */
export interface Streamable {
  stream(sql: string, values?: readonly unknown[]): { next(): Promise<readonly (readonly unknown[])[] | null>; close(): void };
}

/** When a source looks, and how far back at its very first look. */
export interface Look {
  readonly now: UtcSeconds;
  readonly firstSince: UtcSeconds;
}

/** What moved since the cursor. */
export interface Touched {
  /** Linkedids, or uniqueids of callers where the source knows no linkedid (queue_log). */
  readonly ids: readonly string[];
  /** To be kept with what came of the calls, in one transaction; JSON. */
  readonly cursor: unknown;
  /** There was more than one batch: look again at once. */
  readonly more: boolean;
  readonly rows: number;
  readonly unreadable: readonly UnreadableRow[];
}

/** A feed of what moved. It says which calls to look at and nothing about them. */
export interface Feed {
  /** The name its cursor is kept under. */
  readonly name: SourceName | 'queue_log_table';
  /** Throws what the database or the file throws; the cursor then stays where it was. */
  touchedSince(cursor: unknown, look: Look): Promise<Touched>;
}

/** Most values of one IN list. */
export const MOST_VALUES = 500;

/** Splits a list into pieces that fit an IN list. */
export function inPieces<T>(values: readonly T[]): T[][] {
  const pieces: T[][] = [];
  for (let from = 0; from < values.length; from += MOST_VALUES) pieces.push(values.slice(from, from + MOST_VALUES));
  return pieces;
}

/** `?, ?, ?` for an IN list. */
export function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
