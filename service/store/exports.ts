import type { ClientId, UtcSeconds } from '../../shared/words';
import { type Column, clip, fromRow } from './columns';
import type { Queryable, Writable } from './database';
import { toSqlTime } from './instants';

/** That somebody took entries away as a file. */
export interface TakenAway {
  readonly at: UtcSeconds;
  readonly userId: string;
  readonly format: string;
  /** Which part of the list: its address, without what was searched for. */
  readonly asked: string;
  readonly entries: number;
}

const COLUMNS: readonly Column<TakenAway>[] = [
  { column: 'at', field: 'at', kind: 'instant' },
  { column: 'user_id', field: 'userId', kind: 'text' },
  { column: 'format', field: 'format', kind: 'text' },
  { column: 'asked', field: 'asked', kind: 'text' },
  { column: 'entries', field: 'entries', kind: 'number' },
];
const SAVE = `
  INSERT INTO smc_exports (client, at, user_id, format, asked, entries) VALUES (?, ?, ?, ?, ?, ?)
  ON DUPLICATE KEY UPDATE entries = GREATEST(entries, VALUES(entries))
`;

/** Writes down that somebody takes entries away; once more with the same moment says how many it were in the end. */
export async function saveExport(client: ClientId, tx: Writable, { at, userId, format, asked, entries }: TakenAway): Promise<void> {
  await tx.change(SAVE, [client, toSqlTime(at), clip(userId, 100), format, clip(asked, 191), entries]);
}

/** Who took entries away, newest first, at most so many. */
export async function readExports(client: ClientId, db: Queryable, limit: number): Promise<readonly TakenAway[]> {
  const rows = await db.query('SELECT * FROM smc_exports WHERE client = ? ORDER BY at DESC LIMIT ?', [client, limit]);
  return rows.map((row) => fromRow(COLUMNS, row));
}
