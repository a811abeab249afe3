import { DEFAULT_SETTINGS, SETTING_NAMES, type SettingName, type Settings, type SettingsBook, settingsAt } from '../../shared/settings';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { type RuleBook, rulesOf } from '../entries/rules';
import type { Queryable, SqlRow, Writable } from './database';
import { fromSqlTime, toSqlTime } from './instants';
import { readSettingsHolds, type SettingsHold } from './settings-history';

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

/** The settings over time, oldest first: a page for every moment something was set, as they hold for calls of that time. */
export async function readSettingsBook(client: ClientId, db: Queryable): Promise<SettingsBook> {
  return pagesOf(await settingRows(client, db), await readSettingsHolds(client, db));
}

/** The settings over time as if those of an instant had held from an earlier one on. */
export function heldSince(book: SettingsBook, since: UtcSeconds, at: UtcSeconds): SettingsBook {
  const later = book.filter((page) => page.since > Math.max(at, since));
  return book.filter((page) => page.since < since).concat({ since, settings: settingsAt(book, at) }, later);
}

/** The rules of the list over time. `zone` is the PBX's, where the settings name none. */
export async function readRuleBook(client: ClientId, db: Queryable, zone: string): Promise<RuleBook> {
  return (await readSettingsBook(client, db)).map(({ since, settings }) => ({ since, rules: rulesOf(settings, zone) }));
}

function pagesOf(rows: readonly SqlRow[], holds: readonly SettingsHold[]): SettingsBook {
  let settings = DEFAULT_SETTINGS;
  let pages: SettingsBook = [{ since: 0, settings }];
  const waiting = holds.slice();
  const holdBefore = (at: UtcSeconds): void => {
    for (let hold = waiting[0]; hold !== undefined && hold.at < at; hold = waiting[0]) {
      pages = heldSince(pages, hold.since, hold.at);
      waiting.shift();
    }
  };
  for (const row of rows) {
    const since = fromSqlTime(row.since_at);
    holdBefore(since);
    settings = withRow(settings, row);
    pages = pages.filter((page) => page.since < since).concat({ since, settings });
  }
  holdBefore(Number.MAX_SAFE_INTEGER);
  return pages;
}

function settingRows(client: ClientId, db: Queryable): Promise<readonly SqlRow[]> {
  return db.query('SELECT name, value, since_at FROM smc_settings WHERE client = ? ORDER BY since_at, name', [client]);
}

/** A name this version does not know is left where it is. */
function withRow(settings: Settings, row: SqlRow): Settings {
  const name = String(row.name);
  return SETTING_NAMES.indexOf(name as SettingName) < 0 ? settings : { ...settings, [name]: JSON.parse(String(row.value)) };
}
