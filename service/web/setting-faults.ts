import type { MessageKey, Say } from '../../shared/messages';
import type { Settings } from '../../shared/settings';
import { senselessSettings } from '../../shared/settings-sense';
import { type Breach, settingsBreaches } from '../contracts';
import type { Field } from './setting-fields';
import { spansText } from './setting-values';

/** One sentence for each field that is wrong, by the field's path: `claim_minutes`, `recipients.0.address`, `business_hours.monday`. */
export type Faults = Readonly<Record<string, string>>;

const RULES: Readonly<Record<string, MessageKey>> = {
  minimum: 'fault.minimum',
  maximum: 'fault.maximum',
  maxLength: 'fault.long',
  maxItems: 'fault.many',
  minLength: 'fault.short',
  minItems: 'fault.short',
  required: 'fault.needed',
  enum: 'fault.choice',
};
const LONGEST_VALUE = 60;

function valueAt(values: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? (value as never)[name] : undefined), values);
}

/** Which field a place belongs to: a line of a list belongs to the list, a time to its day. */
function fieldAt(path: readonly string[], fields: readonly Field[]): { readonly path: string; readonly field: Field | undefined } {
  const field = fields.filter(({ name }) => name === path[0])[0];
  const start = String(path[0]);
  if (field === undefined) return { path: start, field };
  if (field.kind === 'hours') return { path: path.length > 1 ? `${start}.${path[1]}` : start, field };
  if (field.kind !== 'items' || path[1] === undefined) return { path: start, field };
  if (path[2] === undefined) return { path: `${start}.${path[1]}`, field };
  const part = fieldAt(path.slice(2), field.parts);
  return { path: `${start}.${path[1]}.${part.path}`, field: part.field };
}

function shown(value: unknown): string {
  const text = String(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

function sentence({ rule, params, path }: Breach, field: Field | undefined, values: unknown, say: Say): string {
  if (field !== undefined && field.kind === 'hours' && path.length > 1) {
    return say({ key: 'fault.hours', params: { value: shown(spansText(valueAt(values, path.slice(0, 2)))) } });
  }
  const key = RULES[rule];
  const value = valueAt(values, path);
  if (key !== undefined && value !== '') return say({ key, params: { limit: typeof params.limit === 'number' ? params.limit : '' } });
  if (value === '' || value === undefined || rule === 'required') return say({ key: 'fault.needed' });
  if (field !== undefined && field.kind === 'number') return say({ key: 'fault.number' });
  return say({ key: 'fault.form', params: { value: shown(value) } });
}

/**
 * What is wrong with these settings among these fields; none when they may be kept. `values` get the contract's defaults;
 * `others` are the settings not in this form, for what holds between two.
 */
export function faultsOf(values: Partial<Settings>, others: Settings, fields: readonly Field[], say: Say): Faults {
  const faults: Record<string, string> = {};
  const note = (path: string, text: string) => {
    if (faults[path] === undefined) faults[path] = text;
  };
  for (const breach of settingsBreaches(values)) {
    const missing = breach.params.missingProperty;
    const at = fieldAt(breach.rule === 'required' ? breach.path.concat(String(missing)) : breach.path, fields);
    note(at.path, sentence(breach, at.field, values, say));
  }
  const hours = values.business_hours;
  if (hours !== undefined && hours !== null && Object.keys(hours).length === 0) note('business_hours', say({ key: 'fault.no_hours' }));
  if (Object.keys(faults).length > 0) return faults;
  for (const { path, saying } of senselessSettings({ ...others, ...values })) {
    if ((path.split('.')[0] as string) in values) note(path, say(saying));
  }
  return faults;
}
