import type { Cadence, ChannelSetting, EscalationStep, QuietHours, RecipientSetting } from './notify-settings';
import schema from './settings.schema.json';
import type { UtcSeconds } from './words';

/** Opening times of one day in local wall time, e.g. `[['09:00', '12:30'], ['13:30', '18:00']]`. */
export type Spans = readonly (readonly string[])[];
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';
export type BusinessHours = { readonly [day in Weekday]?: Spans };

/** Every setting of one client; titles, units and bounds stand in settings.schema.json. */
export interface Settings {
  readonly smart_missed_calls_enabled: boolean;
  readonly time_zone: string | null;
  readonly minimum_ring_seconds: number;
  readonly count_voicemail: boolean;
  readonly count_menu_hangups: boolean;
  readonly count_announcements: boolean;
  readonly probe_numbers: readonly string[];
  readonly blocked_numbers: readonly string[];
  readonly left_out_dids: readonly string[];
  readonly left_out_queues: readonly string[];
  readonly callback_min_talk_seconds: number;
  readonly callback_match_window_hours: number | null;
  readonly clear_across_dids: boolean;
  readonly reopen_within_days: number;
  readonly retention_days: number | null;
  readonly allow_manual_resolve: boolean;
  readonly claim_minutes: number;
  readonly call_url: string;
  readonly response_target_minutes: number | null;
  readonly business_hours: BusinessHours | null;
  readonly holidays: readonly string[];
  readonly notify_frequency: Cadence;
  readonly notify_daily_at: string;
  readonly notify_weekly_day: number;
  readonly notify_monthly_day: number;
  readonly notify_working_days_only: boolean;
  readonly notify_empty_digests: boolean;
  readonly notify_dedupe_minutes: number;
  readonly notify_max_per_hour: number;
  readonly notify_max_per_minute: number;
  readonly notify_quiet_hours: QuietHours | null;
  readonly vip_numbers: readonly string[];
  readonly vip_contact_groups: readonly string[];
  readonly notify_base_url: string | null;
  readonly recipients: readonly (string | RecipientSetting)[];
  readonly notify_escalation: readonly EscalationStep[];
  readonly notify_channels: readonly ChannelSetting[];
}

export type SettingName = keyof Settings;

const properties: Readonly<Record<string, { readonly default: unknown }>> = schema.properties;

/** The names of all settings, in the order of the form. */
export const SETTING_NAMES = Object.keys(properties) as SettingName[];

/** What a client has who never changed anything: the defaults of the schema. */
export const DEFAULT_SETTINGS: Settings = Object.freeze(
  SETTING_NAMES.reduce<Record<string, unknown>>((all, name) => {
    all[name] = (properties[name] as { default: unknown }).default;
    return all;
  }, {}),
) as unknown as Settings;

/** The settings as they were over time, oldest first: each call is judged by those of its own moment, so a change rewrites nothing. */
export type SettingsBook = readonly { readonly since: UtcSeconds; readonly settings: Settings }[];

/** The settings in force at an instant; before the first page the defaults. */
export function settingsAt(book: SettingsBook, at: UtcSeconds): Settings {
  let found = DEFAULT_SETTINGS;
  for (const page of book) if (page.since <= at) found = page.settings;
  return found;
}
