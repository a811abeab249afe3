import type { BusinessHours, Settings } from '../../shared/settings';
import type { UtcSeconds } from '../../shared/words';

/** The settings that shape the list, in seconds where they are times. */
export interface Rules {
  readonly countVoicemail: boolean;
  readonly callbackMinTalkSeconds: number;
  /** Null: as long as the entry is open. */
  readonly callbackMatchWindowSeconds: number | null;
  readonly clearAcrossDids: boolean;
  readonly reopenWithinSeconds: number;
  /** Null: never. */
  readonly expireAfterSeconds: number | null;
  readonly allowManualResolve: boolean;
  readonly claimSeconds: number;
  /** Null: no target. */
  readonly responseTargetMinutes: number | null;
  readonly hours: Hours;
}

/** When the people work: null hours are always open. */
export interface Hours {
  readonly zone: string;
  readonly week: BusinessHours | null;
  /** `2026-12-25` for one year, `12-25` for every year. */
  readonly holidays: readonly string[];
}

/** The rules as they were over time, oldest first: each call is held against those of its own moment, so a change rewrites nothing. */
export type RuleBook = readonly { readonly since: UtcSeconds; readonly rules: Rules }[];

/** The rules of a set of settings; `zone` stands in where the settings name none. */
export function rulesOf(settings: Settings, zone: string): Rules {
  return {
    countVoicemail: settings.count_voicemail,
    callbackMinTalkSeconds: settings.callback_min_talk_seconds,
    callbackMatchWindowSeconds: scaled(settings.callback_match_window_hours, 3600),
    clearAcrossDids: settings.clear_across_dids,
    reopenWithinSeconds: settings.reopen_within_days * 86400,
    expireAfterSeconds: scaled(settings.retention_days, 86400),
    allowManualResolve: settings.allow_manual_resolve,
    claimSeconds: settings.claim_minutes * 60,
    responseTargetMinutes: settings.response_target_minutes,
    hours: { zone: settings.time_zone || zone, week: settings.business_hours, holidays: settings.holidays },
  };
}

/** The rules in force at an instant; before the first page those of the first. Throws on an empty book. */
export function rulesAt(book: RuleBook, at: UtcSeconds): Rules {
  let found = book[0];
  if (!found) throw new Error('a rule book needs at least one page');
  for (const page of book) if (page.since <= at) found = page;
  return found.rules;
}

function scaled(value: number | null, by: number): number | null {
  return value === null ? null : value * by;
}
