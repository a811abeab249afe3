import type { ClientId, UtcSeconds } from '../../shared/words';
import { type Column, fromRow } from './columns';
import type { Queryable, Writable } from './database';
import { upsert } from './upsert';

/** Somebody who has opened the list. */
export interface Colleague {
  readonly client: ClientId;
  readonly userId: string;
  readonly name: string;
  readonly extension: string | null;
  /** May be given an entry. */
  readonly works: boolean;
  readonly seenAt: UtcSeconds;
}

/** The table's columns. */
export const COLLEAGUE_COLUMNS: readonly Column<Colleague>[] = [
  { column: 'client', field: 'client', kind: 'text' },
  { column: 'user_id', field: 'userId', kind: 'text', length: 100 },
  { column: 'name', field: 'name', kind: 'text', length: 191 },
  { column: 'extension', field: 'extension', kind: 'text', length: 40 },
  { column: 'works', field: 'works', kind: 'yes_no' },
  { column: 'seen_at', field: 'seenAt', kind: 'instant' },
];
const MOST = 500;

/** Remembers how a user is called and what he may do. */
export async function rememberColleague(client: ClientId, tx: Writable, colleague: Omit<Colleague, 'client'>): Promise<void> {
  await upsert(tx, 'smc_colleagues', COLLEAGUE_COLUMNS, [{ ...colleague, client }]);
}

/** Everybody who has opened the list, by name; at most 500, those seen last. */
export async function readColleagues(client: ClientId, db: Queryable): Promise<readonly Colleague[]> {
  const rows = await db.query('SELECT * FROM smc_colleagues WHERE client = ? ORDER BY seen_at DESC, user_id LIMIT ?', [client, MOST]);
  return rows.map((row) => fromRow(COLLEAGUE_COLUMNS, row)).sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}
