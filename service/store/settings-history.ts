import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Queryable } from './database';
import { fromSqlTime } from './instants';

/** One change of one setting. */
export interface SettingChange {
  readonly name: string;
  readonly at: UtcSeconds;
  readonly value: unknown;
  /** Who changed it; null where nobody was logged in. */
  readonly userId: string | null;
}

/** Every change of a client's settings, or of one of them, oldest first. */
export async function readSettingsHistory(client: ClientId, db: Queryable, name: string | null): Promise<readonly SettingChange[]> {
  const rows = await db.query(HISTORY, [client, name, name]);
  return rows.map((row) => ({
    name: String(row.name),
    at: fromSqlTime(row.since_at),
    value: JSON.parse(String(row.value)) as unknown,
    userId: row.user_id === null ? null : String(row.user_id),
  }));
}

/** That the settings of a moment were made to hold for the past too: `backfill --rejudge`. */
export interface SettingsHold {
  readonly at: UtcSeconds;
  readonly since: UtcSeconds;
  readonly userId: string | null;
}

/** Every time that the settings of then were made to hold since an earlier instant, oldest first. */
export async function readSettingsHolds(client: ClientId, db: Queryable): Promise<readonly SettingsHold[]> {
  const rows = await db.query(HOLDS, [client]);
  return rows.map((row) => ({
    at: fromSqlTime(row.held_at),
    since: fromSqlTime(row.since_at),
    userId: row.user_id === null ? null : String(row.user_id),
  }));
}

const HOLDS = 'SELECT held_at, since_at, user_id FROM smc_settings_holds WHERE client = ? ORDER BY held_at, since_at';
const HISTORY = `
  SELECT name, since_at, value, user_id FROM smc_settings WHERE client = ? AND (? IS NULL OR name = ?) ORDER BY since_at, name
`;
