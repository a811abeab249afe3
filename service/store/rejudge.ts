import type { SettingsBook } from '../../shared/settings';
import { settingsAt } from '../../shared/settings';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { lockClient } from './clients';
import type { Database, Queryable } from './database';
import { toSqlTime } from './instants';

/** The settings over time as if those of now had held since an instant. */
export function heldSince(book: SettingsBook, since: UtcSeconds, now: UtcSeconds): SettingsBook {
  return book.filter((page) => page.since < since).concat({ since, settings: settingsAt(book, now) });
}

/**
 * Lets the settings of now hold since an instant: calls from then on are judged by them, and the pages between are dropped. Who set a
 * value stays with it.
 */
export async function holdSince(client: ClientId, db: Database, since: UtcSeconds): Promise<void> {
  await db.transaction(async (tx) => {
    await lockClient(client, tx);
    const rows = await tx.query('SELECT name, value, user_id FROM smc_settings WHERE client = ? AND since_at > ? ORDER BY since_at', [
      client,
      toSqlTime(since),
    ]);
    const newest = new Map(rows.map((row): [string, (typeof rows)[0]] => [String(row.name), row]));
    await tx.change('DELETE FROM smc_settings WHERE client = ? AND since_at > ?', [client, toSqlTime(since)]);
    for (const [name, { value, user_id }] of Array.from(newest)) {
      await tx.change('REPLACE INTO smc_settings (client, name, since_at, value, user_id) VALUES (?, ?, ?, ?, ?)', [
        client,
        name,
        toSqlTime(since),
        value,
        user_id,
      ]);
    }
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
