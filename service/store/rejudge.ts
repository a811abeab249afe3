import type { ClientId, UtcSeconds } from '../../shared/words';
import { lockClient } from './clients';
import type { Database, Queryable } from './database';
import { toSqlTime } from './instants';

/**
 * Lets the settings of now hold since an instant: calls from then on are judged by them. The pages between stay in the history, with
 * who asked for this and when; `readSettingsBook` reads over them.
 */
export async function holdSince(
  client: ClientId,
  db: Database,
  since: UtcSeconds,
  by: { readonly userId: string | null; readonly now: UtcSeconds },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockClient(client, tx);
    await tx.change('INSERT IGNORE INTO smc_settings_holds (client, held_at, since_at, user_id) VALUES (?, ?, ?, ?)', [
      client,
      toSqlTime(by.now),
      toSqlTime(since),
      by.userId,
    ]);
  });
}

/** Some callers with a call since an instant, in the order of their keys after one; '' begins. */
export async function callersSince(
  client: ClientId,
  db: Queryable,
  since: UtcSeconds,
  after: string,
  most: number,
): Promise<readonly string[]> {
  const sql = `SELECT DISTINCT caller_key FROM smc_attempts WHERE client = ? AND started_at >= ? AND caller_key > ?
    ORDER BY caller_key LIMIT ?`;
  return (await db.query(sql, [client, toSqlTime(since), after, most])).map((row) => String(row.caller_key));
}

/** The number the client's next entry gets. */
export async function nextEntryId(client: ClientId, db: Queryable): Promise<number> {
  const [row] = await db.query('SELECT next_entry_id FROM smc_clients WHERE client = ?', [client]);
  return row ? Number(row.next_entry_id) : 1;
}
