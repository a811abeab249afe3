import { SETTING_NAMES } from '../../shared/settings';
import schema from '../../shared/settings.schema.json';

/**
 * How a setting is typed in. switch: on or off · number · choice: one of a list · weekday · text · long: text of many lines · time: of day ·
 * lines: a list, one a line · period: two times of day · hours: opening times a weekday · items: a list of groups of fields · secret: never shown.
 */
export type FieldKind =
  | 'switch'
  | 'number'
  | 'choice'
  | 'weekday'
  | 'text'
  | 'long'
  | 'time'
  | 'lines'
  | 'period'
  | 'hours'
  | 'items'
  | 'secret';

/** One setting, or one part of a setting that is a list of groups. */
export interface Field {
  readonly name: string;
  /** Key of its name in the catalogue; its help is `<key>.help`, where it has one. */
  readonly key: `setting.${string}`;
  readonly kind: FieldKind;
  /** Nothing may be typed, which means something of its own. */
  readonly nullable: boolean;
  readonly needed: boolean;
  readonly unit: string;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly maxLength: number | null;
  readonly pattern: string;
  readonly options: readonly string[];
  /** What the PBX knows of that can be chosen: its numbers, or its queues and ring groups. */
  readonly known: 'dids' | 'places' | '';
  readonly usual: unknown;
  /** Of `items`: the fields of one group. */
  readonly parts: readonly Field[];
}

interface Node {
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | null)[];
  readonly items?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly unit?: string;
  readonly default?: unknown;
  readonly writeOnly?: boolean;
  readonly $ref?: string;
  readonly 'x-group'?: string;
  readonly 'x-known'?: string;
  readonly 'x-weekday'?: boolean;
}

/** The groups of settings, in the order of the pages. */
export const GROUPS = ['list', 'counting', 'served', 'hours', 'messages', 'recipients', 'channels'] as const;
export type SettingGroup = (typeof GROUPS)[number];

const definitions = schema.definitions as unknown as Readonly<Record<string, Node>>;
const properties = schema.properties as unknown as Readonly<Record<string, Node>>;
const TIME = (definitions.time as Node).pattern;
/** A text that may be longer is typed in a box of several lines. */
const LONG_TEXT = 1000;

function resolved(node: Node): Node {
  const name = (node.$ref || '').replace(/^#\/definitions\//, '');
  return name === '' ? node : { ...definitions[name], ...node };
}

function typesOf({ type }: Node): readonly string[] {
  return type === undefined ? [] : typeof type === 'string' ? [type] : type;
}

function kindOf(node: Node, items: Node): FieldKind {
  const types = typesOf(node);
  const isOf = (type: string) => types.indexOf(type) >= 0;
  if (node.writeOnly === true) return 'secret';
  if (node['x-weekday'] === true) return 'weekday';
  if (node.enum !== undefined) return 'choice';
  if (isOf('boolean')) return 'switch';
  if (isOf('integer')) return 'number';
  if (isOf('object')) return 'hours';
  if (isOf('array')) return items.properties !== undefined ? 'items' : node.maxItems === 2 && items.pattern === TIME ? 'period' : 'lines';
  if (node.pattern === TIME) return 'time';
  return (node.maxLength || 0) > LONG_TEXT ? 'long' : 'text';
}

function fieldOf(name: string, key: `setting.${string}`, described: Node, needed: boolean): Field {
  const node = resolved(described);
  const items = resolved(node.items || {});
  const inner = items.properties || {};
  const orNull = (value: number | undefined): number | null => (value === undefined ? null : value);
  return {
    name,
    key,
    kind: kindOf(node, items),
    nullable: typesOf(node).indexOf('null') >= 0 || (node.enum || []).indexOf(null) >= 0,
    needed,
    unit: node.unit || '',
    minimum: orNull(node.minimum),
    maximum: orNull(node.maximum),
    maxLength: orNull(node.maxLength),
    pattern: node.pattern || '',
    options: (node.enum || []).filter((one): one is string => one !== null),
    known: node['x-known'] === 'dids' || node['x-known'] === 'places' ? node['x-known'] : '',
    usual: node.default === undefined ? null : node.default,
    parts: Object.keys(inner).map((part) =>
      fieldOf(part, `${key}.${part}` as const, inner[part] as Node, (items.required || []).indexOf(part) >= 0),
    ),
  };
}

const FIELDS = SETTING_NAMES.map((name) => ({
  group: GROUPS.filter((one) => one === (properties[name] as Node)['x-group'])[0] || GROUPS[0],
  field: fieldOf(name, `setting.${name}` as const, properties[name] as Node, false),
}));

/** The settings of a group, in the order of the schema. */
export function fieldsOf(group: SettingGroup): readonly Field[] {
  return FIELDS.filter((one) => one.group === group).map(({ field }) => field);
}

/** Every setting. */
export function allFields(): readonly Field[] {
  return FIELDS.map(({ field }) => field);
}
