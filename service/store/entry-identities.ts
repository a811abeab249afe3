import type { EntryKey } from '../../shared/entry';
import type { ClientId } from '../../shared/words';
import type { Queryable } from './database';

/** What never changes of an entry. */
export type EntryIdentity = Pick<EntryKey, 'id' | 'did'>;

/** Every entry of a client by its caller, in the order of numbers: from the list, or from the calls it counts where its row is gone. */
export async function entryIdentities(client: ClientId, db: Queryable): Promise<ReadonlyMap<string, readonly EntryIdentity[]>> {
  const listed = await db.query('SELECT id, caller_key, did FROM smart_missed_calls WHERE client = ? ORDER BY id', [client]);
  const counted = await db.query(
    'SELECT DISTINCT entry_id AS id, caller_key, did FROM smc_attempts WHERE client = ? AND entry_id IS NOT NULL ORDER BY entry_id',
    [client],
  );
  const seen = new Set<number>();
  const callers = new Map<string, EntryIdentity[]>();
  for (const row of listed.concat(counted)) {
    const id = Number(row.id);
    if (seen.has(id)) continue;
    seen.add(id);
    const key = String(row.caller_key);
    callers.set(key, (callers.get(key) || []).concat({ id, did: String(row.did) }));
  }
  return callers;
}
