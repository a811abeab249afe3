import { type MessageKey, type Say, sayIn } from '../../shared/messages';
import type { TakenAway } from '../store/exports';
import type { SettingChange, SettingsHold } from '../store/settings-history';
import { allFields, type Field } from './setting-fields';
import { spansText, WEEKDAYS } from './setting-values';
import { machineTime, moment } from './time-text';
import { oneLine } from './view-caller';
import type { FrameView } from './view-frame';
import type { Viewer } from './view-row';
import { optionText } from './view-settings';
import { type SettingsTabView, settingsTabs } from './view-settings-tabs';

/** Who changed which setting from what to what, exactly as the template shows it. */
export interface SettingsHistoryView {
  readonly frame: FrameView;
  readonly tabs: readonly SettingsTabView[];
  readonly heading: string;
  /** Newest first. */
  readonly lines: readonly SettingsChangeView[];
  readonly isMore: boolean;
}

export interface SettingsChangeView {
  readonly at: string;
  readonly when: string;
  readonly who: string;
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

const MOST_LINES = 200;
const LONGEST_VALUE = 300;

function nameOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const { id, name, to, address } = item as Readonly<Record<string, unknown>>;
  return String(name || id || to || address || '?');
}

function hoursText(value: Readonly<Record<string, unknown>>, say: Say): string {
  const days = WEEKDAYS.filter((day) => value[day] !== undefined);
  const text = (day: (typeof WEEKDAYS)[number]) => say({ key: `time.weekday.${(WEEKDAYS.indexOf(day) + 1) % 7}` as MessageKey });
  return days.map((day) => `${text(day)} ${spansText(value[day])}`).join('; ');
}

/** A setting's value as people read it. */
export function settingText(field: Field | undefined, value: unknown, say: Say): string {
  if (field === undefined) return JSON.stringify(value);
  if (field.kind === 'secret') return value === null || value === '' ? say({ key: 'settings.value.none' }) : '••••';
  if (value === null) return say({ key: field.kind === 'hours' ? 'settings.hours.always' : 'settings.value.none' });
  if (typeof value === 'boolean') return say({ key: value ? 'settings.value.on' : 'settings.value.off' });
  if (field.kind === 'weekday') return say({ key: `time.weekday.${Number(value) % 7}` as MessageKey });
  if (typeof value === 'number') {
    const unit = field.unit === '' ? '' : ` ${say({ key: `unit.${field.unit}` as MessageKey })}`;
    return `${value}${unit}`;
  }
  if (field.kind === 'period' && Array.isArray(value)) return value.join('–');
  if (Array.isArray(value)) return value.length === 0 ? say({ key: 'settings.value.none' }) : value.map(nameOf).join(', ');
  if (typeof value === 'object') return hoursText(value as Readonly<Record<string, unknown>>, say);
  return field.kind === 'choice' ? optionText(String(value), say) : String(value);
}

/** What came to a list and what left it: a list of thousands is not told twice. */
function listChange(before: readonly unknown[], after: readonly unknown[]): { readonly from: string; readonly to: string } {
  const had = new Set(before.map((one) => JSON.stringify(one)));
  const has = new Set(after.map((one) => JSON.stringify(one)));
  const gone = before.filter((one) => !has.has(JSON.stringify(one))).map((one) => `− ${nameOf(one)}`);
  const came = after.filter((one) => !had.has(JSON.stringify(one))).map((one) => `+ ${nameOf(one)}`);
  return { from: gone.join(', '), to: came.join(', ') };
}

/** The page of who changed what; `names` are the users as colleagues know them. */
export function settingsHistoryView(
  found: { readonly changes: readonly SettingChange[]; readonly holds: readonly SettingsHold[]; readonly exports: readonly TakenAway[] },
  names: ReadonlyMap<string, string>,
  viewer: Viewer,
  frame: FrameView,
): SettingsHistoryView {
  const { now } = viewer;
  const say = sayIn(now.language);
  const fields = new Map(allFields().map((field): [string, Field] => [field.name, field]));
  const values = new Map<string, unknown>();
  const who = (userId: string | null) => oneLine(userId === null ? say({ key: 'person.colleague' }) : names.get(userId) || userId);
  const lines: (SettingsChangeView & { readonly order: number })[] = [];
  for (const { name, at, value, userId } of found.changes) {
    const field = fields.get(name);
    const before = values.has(name) ? values.get(name) : field === undefined ? null : field.usual;
    values.set(name, value);
    const isList = field !== undefined && field.kind !== 'period' && Array.isArray(before) && Array.isArray(value);
    const told = isList ? listChange(before as unknown[], value as unknown[]) : null;
    lines.push({
      order: at,
      at: machineTime(at),
      when: moment(now, at),
      who: who(userId),
      what: field === undefined ? name : say({ key: field.key }),
      from: oneLine(told === null ? settingText(field, before, say) : told.from, LONGEST_VALUE),
      to: oneLine(told === null ? settingText(field, value, say) : told.to, LONGEST_VALUE),
    });
  }
  for (const { at, userId, format, entries } of found.exports) {
    const what = say({ key: 'settings.exported', params: { n: entries, format: format.toUpperCase() } });
    lines.push({ order: at, at: machineTime(at), when: moment(now, at), who: who(userId), what, from: '', to: '' });
  }
  for (const { at, since, userId } of found.holds) {
    const what = say({ key: 'settings.held', params: { when: moment(now, since) } });
    lines.push({ order: at, at: machineTime(at), when: moment(now, at), who: who(userId), what, from: '', to: '' });
  }
  lines.sort((one, other) => other.order - one.order);
  return {
    frame,
    tabs: settingsTabs('history', viewer, frame),
    heading: say({ key: 'settings.tab.history' }),
    lines: lines.slice(0, MOST_LINES),
    isMore: lines.length > MOST_LINES,
  };
}
