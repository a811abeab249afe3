import { PlainError } from '../../shared/errors';
import { say } from '../../shared/messages';
import { SETTING_NAMES, type SettingName, type Settings } from '../../shared/settings';
import schema from '../../shared/settings.schema.json';
import { senselessSettings } from '../../shared/settings-sense';
import { settingsContract } from '../contracts';

/** What the schema says of one setting. */
interface Described {
  readonly title: string;
  readonly description: string;
  readonly unit?: string;
  readonly type: string | readonly string[];
  readonly default: unknown;
}

const described: Readonly<Record<string, Described>> = schema.properties;
const WORDS: Readonly<Record<string, boolean>> = { on: true, yes: true, off: false, no: false };

/** The setting of this name. Throws PlainError when there is none. */
export function settingNamed(name: string): SettingName {
  const found = SETTING_NAMES.find((one) => one === name);
  if (found === undefined) throw new PlainError('unknown_setting', `"${name}" is no setting: settings set --help lists them.`);
  return found;
}

/** A value as it is typed and shown: a text as it is, anything else as JSON. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The names of all settings with what they are, their unit and their default. */
export function settingsHelp(): string {
  const lines = SETTING_NAMES.map((name) => {
    const { title, unit, default: normal } = described[name] as Described;
    return `  ${name}\n      ${title}${unit === undefined ? '' : `, in ${unit}`} (default: ${valueText(normal)})\n`;
  });
  return `\nSettings:\n${lines.join('')}`;
}

function partsOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Every way a typed text may be meant, the likeliest first: nothing, plain text, JSON, on and off, a list with commas. */
function readings(text: string, { type }: Described): unknown[] {
  const types = typeof type === 'string' ? [type] : type;
  const found: unknown[] = text.trim() === '' && types.indexOf('null') >= 0 ? [null] : [];
  if (types.indexOf('string') >= 0 && text !== 'null') found.push(text.replace(/^"(.*)"$/, '$1'));
  try {
    found.push(JSON.parse(text));
  } catch (_plain) {
    // Most of what people type is no JSON.
  }
  if (types.indexOf('boolean') >= 0 && text in WORDS) found.push(WORDS[text]);
  if (types.indexOf('array') >= 0 && !/^\s*[[{]/.test(text)) found.push(partsOf(text));
  return found.concat(text);
}

/** What was typed, as a value of this setting. Throws PlainError with a sentence for each fault. */
export function typedValue(name: SettingName, text: string): Partial<Settings> {
  const meant = readings(text, described[name] as Described).map((value) => {
    // The contract fills in defaults where it looks, so it gets a copy.
    const faults = settingsContract({ [name]: value });
    const one = { [name]: value } as Partial<Settings>;
    return { one, faults: faults.length > 0 ? faults : senselessSettings(one).map(({ path, saying }) => `${path}: ${say(saying)}`) };
  });
  const good = meant.find(({ faults }) => faults.length === 0);
  if (good !== undefined) return good.one;
  throw new PlainError('setting_wrong', (meant[0] as { faults: string[] }).faults.join(' '));
}
