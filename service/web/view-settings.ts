import type { Directory } from '../../shared/directory';
import { catalogueOf, type MessageKey, type Say, sayIn } from '../../shared/messages';
import type { Settings } from '../../shared/settings';
import type { Faults } from './setting-faults';
import { type Field, fieldsOf, type SettingGroup } from './setting-fields';
import { spansText, WEEKDAYS } from './setting-values';
import type { FrameView } from './view-frame';
import type { Viewer } from './view-row';
import { type SettingsTabView, settingsTabs } from './view-settings-tabs';

/** One field of the form, exactly as the template shows it. */
export interface FieldView {
  readonly kind: Field['kind'];
  /** Name in the form, and id in the page. */
  readonly path: string;
  readonly title: string;
  readonly help: string;
  readonly unit: string;
  readonly value: string;
  readonly isOn: boolean;
  /** Two times of a period. */
  readonly values: readonly string[];
  readonly options: readonly OptionView[];
  readonly minimum: string;
  readonly maximum: string;
  readonly maxLength: string;
  readonly pattern: string;
  readonly isNeeded: boolean;
  /** '' or one sentence. */
  readonly fault: string;
  /** Opening times a weekday. */
  readonly days: readonly { readonly path: string; readonly title: string; readonly value: string; readonly fault: string }[];
  /** Groups of fields; the last one is empty, for one more. */
  readonly items: readonly ItemView[];
}

export interface OptionView {
  readonly value: string;
  readonly text: string;
  readonly current: boolean;
}

export interface ItemView {
  readonly path: string;
  readonly title: string;
  readonly isNew: boolean;
  readonly fault: string;
  readonly parts: readonly FieldView[];
}

/** A page of settings, exactly as the template shows it. */
export interface SettingsView {
  readonly frame: FrameView;
  readonly tabs: readonly SettingsTabView[];
  readonly heading: string;
  readonly action: string;
  readonly token: string;
  /** The settings as the form was made from, so that nobody writes over what changed meanwhile. */
  readonly seen: string;
  readonly fields: readonly FieldView[];
  /** What became of the form; '' before it was sent. */
  readonly said: string;
  readonly isWrong: boolean;
}

/** What the page of a group shows: values as kept, or as somebody typed them. */
export interface ShownSettings {
  readonly group: SettingGroup;
  readonly values: Partial<Settings>;
  readonly faults: Faults;
  readonly seen: string;
  readonly token: string;
  readonly said: string;
}

/** What an option is called, or the option itself where it is a word of the trade. */
export function optionText(option: string, say: Say): string {
  const key = `option.${option}` as MessageKey;
  return catalogueOf('en')[key] === undefined ? option : say({ key });
}

function optionsOf(field: Field, value: unknown, say: Say): OptionView[] {
  if (field.kind === 'weekday') {
    return WEEKDAYS.map((_day, index) => ({
      value: String(index + 1),
      text: say({ key: `time.weekday.${(index + 1) % 7}` as MessageKey }),
      current: value === index + 1,
    }));
  }
  const empty = { value: '', text: say({ key: 'option.usual' }), current: value === null };
  const named = field.options.map((option) => ({ value: option, text: optionText(option, say), current: value === option }));
  return field.nullable && named.length > 0 ? [empty, ...named] : named;
}

/** What the PBX knows of that a list can hold, ticked where it does. */
function knownOf(field: Field, lines: readonly string[], directory: Directory): OptionView[] {
  const rows = field.known === 'dids' ? directory.dids : field.known === 'places' ? [...directory.queues, ...directory.ringGroups] : [];
  return rows.map(({ number, name }) => ({
    value: number,
    text: name === '' ? number : `${name} (${number})`,
    current: lines.indexOf(number) >= 0,
  }));
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

interface Context {
  readonly say: Say;
  readonly faults: Faults;
  readonly directory: Directory;
}

function itemsView(field: Field, path: string, value: unknown, context: Context): ItemView[] {
  const { say, faults } = context;
  const items = (Array.isArray(value) ? value : []).map(
    (item): Record<string, unknown> =>
      // A mail address alone stands for a recipient.
      typeof item === 'string' ? { address: item } : (item as Record<string, unknown>),
  );
  return items.concat([{}]).map((item, index) => {
    const start = `${path}.${index}`;
    const isNew = index === items.length;
    const name = [item.name, item.to, item.address, item.extension, item.group, item.id].map(textOf).filter((text) => text !== '')[0];
    return {
      path: start,
      title: isNew ? say({ key: 'settings.one_more' }) : name || String(index + 1),
      isNew,
      fault: faults[start] || '',
      parts: field.parts.map((part) => fieldView(part, `${start}.${part.name}`, part.name in item ? item[part.name] : part.usual, context)),
    };
  });
}

function fieldView(field: Field, path: string, value: unknown, context: Context): FieldView {
  const { say, faults } = context;
  const lines = field.kind === 'lines' && Array.isArray(value) ? value.map(String) : [];
  const known = field.kind === 'lines' ? knownOf(field, lines, context.directory) : [];
  const others = lines.filter((line) => known.every((one) => one.value !== line));
  const number = (bound: number | null) => (bound === null ? '' : String(bound));
  const helpKey = `${field.key}.help` as const;
  return {
    kind: field.kind,
    path,
    title: say({ key: field.key }),
    help: catalogueOf('en')[helpKey] === undefined ? '' : say({ key: helpKey }),
    unit: field.unit === '' ? '' : say({ key: `unit.${field.unit}` as MessageKey }),
    value: field.kind === 'secret' ? '' : field.kind === 'lines' ? others.join('\n') : textOf(value),
    isOn: field.kind === 'hours' ? value !== null : value === true,
    values: field.kind === 'period' ? (Array.isArray(value) ? value.map(String) : ['', '']) : [],
    options: field.kind === 'lines' ? known : optionsOf(field, value, say),
    minimum: number(field.minimum),
    maximum: number(field.maximum),
    maxLength: number(field.maxLength),
    pattern: field.pattern,
    // Names for the journal are made where none is typed.
    isNeeded: field.kind === 'number' ? !field.nullable : field.kind === 'time',
    fault: faults[path] || '',
    days:
      field.kind === 'hours'
        ? WEEKDAYS.map((day, index) => ({
            path: `${path}.${day}`,
            title: say({ key: `time.weekday.${(index + 1) % 7}` as MessageKey }),
            value: spansText(((value || {}) as Record<string, unknown>)[day]),
            fault: faults[`${path}.${day}`] || '',
          }))
        : [],
    items: field.kind === 'items' ? itemsView(field, path, value, context) : [],
  };
}

/** The page of a group of settings. */
export function settingsView(shown: ShownSettings, directory: Directory, viewer: Viewer, frame: FrameView): SettingsView {
  const say = sayIn(viewer.now.language);
  const { group, values, faults } = shown;
  const context = { say, faults, directory };
  return {
    frame,
    tabs: settingsTabs(group, viewer, frame),
    heading: say({ key: `settings.tab.${group}` as MessageKey }),
    action: viewer.links.to(`/settings/${group}`),
    token: shown.token,
    seen: shown.seen,
    fields: fieldsOf(group).map((field) => fieldView(field, field.name, values[field.name as keyof Settings], context)),
    said: shown.said,
    isWrong: Object.keys(faults).length > 0,
  };
}
