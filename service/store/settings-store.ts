import { DEFAULT_SETTINGS, SETTING_NAMES, type SettingName, type Settings, type SettingsBook } from '../../shared/settings';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { type RuleBook, rulesOf } from '../entries/rules';
import type { Queryable, SqlRow, Writable } from './database';
import { fromSqlTime, toSqlTime } from './instants';

/** A client's settings now, with defaults where nothing was set. */
export async function readSettings(client: ClientId, db: Queryable): Promise<Settings> {
  return (await settingRows(client, db)).reduce(withRow, DEFAULT_SETTINGS);
}

/** Sets values from now on; the caller has checked them against the schema. A value equal to the present one changes nothing. */
export async function writeSettings(
  client: ClientId,
  tx: Writable,
  values: Partial<Settings>,
  by: { readonly userId: string | null; readonly now: UtcSeconds },
): Promise<readonly SettingName[]> {
  const present = await readSettings(client, tx);
  const changed = SETTING_NAMES.filter((name) => name in values && JSON.stringify(values[name]) !== JSON.stringify(present[name]));
  for (const name of changed) {
    await tx.change('REPLACE INTO smc_settings (client, name, since_at, value, user_id) VALUES (?, ?, ?, ?, ?)', [
      client,
      name,
      toSqlTime(by.now),
      JSON.stringify(values[name]),
      by.userId,
    ]);
  }
  return changed;
}

/** The settings over time, oldest first: a page for every moment something was set. */
export async function readSettingsBook(client: ClientId, db: Queryable): Promise<SettingsBook> {
  let settings = DEFAULT_SETTINGS;
  const pages = [{ since: 0, settings }];
  for (const row of await settingRows(client, db)) {
    settings = withRow(settings, row);
    const page = { since: fromSqlTime(row.since_at), settings };
    const last = pages[pages.length - 1];
    if (last && last.since === page.since) pages.pop();
    pages.push(page);
  }
  return pages;
}

/** The rules of the list over time. `zone` is the PBX's, where the settings name none. */
export async function readRuleBook(client: ClientId, db: Queryable, zone: string): Promise<RuleBook> {
  return (await readSettingsBook(client, db)).map(({ since, settings }) => ({ since, rules: rulesOf(settings, zone) }));
}

function settingRows(client: ClientId, db: Queryable): Promise<readonly SqlRow[]> {
  return db.query('SELECT name, value, since_at FROM smc_settings WHERE client = ? ORDER BY since_at, name', [client]);
}

/** A name this version does not know is left where it is. */
function withRow(settings: Settings, row: SqlRow): Settings {
  const name = String(row.name);
  return SETTING_NAMES.indexOf(name as SettingName) < 0 ? settings : { ...settings, [name]: JSON.parse(String(row.value)) };
}
