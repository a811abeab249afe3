import type { Entry } from '../../shared/entry';
import type { ClientId } from '../../shared/words';
import { fromRow } from './columns';
import type { Queryable } from './database';
import { ENTRY_COLUMNS } from './entry-columns';

/** These entries as far as the client has them, withdrawn or not, in the order of their ids. */
export async function readSome(client: ClientId, db: Queryable, ids: readonly number[]): Promise<readonly Entry[]> {
  if (!ids.length) return [];
  const rows = await db.query('SELECT * FROM smart_missed_calls WHERE client = ? AND id IN (?) ORDER BY id', [client, ids]);
  return rows.map((row) => fromRow(ENTRY_COLUMNS, row));
}
