import { type Fields, field as textOf } from './action';
import type { Field } from './setting-fields';

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const SPAN = /(\d{1,2}):(\d{2})\s*[-–—]\s*(\d{1,2}):(\d{2})/g;
/** One more than the longest list may have: the schema then says that there are too many, and none is lost in silence. */
const MOST_ITEMS = 501;

function unique(values: readonly string[]): string[] {
  return Array.from(new Set(values));
}

/** `09:00-12:30, 13:30-18:00` as pairs of times; what is no span is kept whole, so that it is refused and shown as it was typed. */
export function readSpans(text: string): string[][] {
  const spans: string[][] = [];
  const rest = text.replace(SPAN, (_span, fromHour: string, fromMinute: string, toHour: string, toMinute: string) => {
    spans.push([`${fromHour.padStart(2, '0')}:${fromMinute}`, `${toHour.padStart(2, '0')}:${toMinute}`]);
    return ' ';
  });
  return rest.replace(/[\s,;]+/g, '') === '' ? spans : [[text.trim()]];
}

/** How spans are typed. */
export function spansText(spans: unknown): string {
  if (!Array.isArray(spans)) return '';
  return spans.map((span) => (Array.isArray(span) ? span.join('–') : String(span))).join(', ');
}

function readHours(fields: Fields, path: string): unknown {
  if (textOf(fields, `${path}.open`) !== 'hours') return null;
  const hours: Record<string, string[][]> = {};
  for (const day of WEEKDAYS) {
    const text = textOf(fields, `${path}.${day}`).trim();
    if (text !== '') hours[day] = readSpans(text);
  }
  return hours;
}

/** The places of a list's groups in the form, in their order. */
function placesIn(fields: Fields, path: string): number[] {
  const start = `${path}.`;
  const places = Object.keys(fields)
    .filter((name) => name.slice(0, start.length) === start)
    .map((name) => /^(\d{1,4})\./.exec(name.slice(start.length)))
    .filter((found): found is RegExpExecArray => found !== null)
    .map((found) => Number(found[1]));
  return Array.from(new Set(places))
    .sort((one, other) => one - other)
    .slice(0, MOST_ITEMS);
}

/** A name for settings and journal, made of what somebody is called: `Maria Peeters` is `maria-peeters`. */
function idFrom(texts: readonly string[], taken: readonly string[]): string {
  const said = texts.filter((text) => text !== '')[0] || 'new';
  const plain = said
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/@.*$/, '')
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 28);
  const base = plain === '' ? 'new' : plain;
  let id = base;
  for (let n = 2; taken.indexOf(id) >= 0; n += 1) id = `${base}-${n}`;
  return id;
}

function readItems(field: Field, fields: Fields, path: string): unknown[] {
  const items: Record<string, unknown>[] = [];
  for (const place of placesIn(fields, path)) {
    const start = `${path}.${place}`;
    if (textOf(fields, `${start}.remove`) === 'on') continue;
    const isEmpty = field.parts.every(({ name, kind, options, usual }) => {
      const typed = (fields[`${start}.${name}`] || [])
        .concat(fields[`${start}.${name}.0`] || [])
        .join('')
        .trim();
      return typed === '' || typed === String(usual) || (kind === 'choice' && options.length > 0);
    });
    // The group that waits for one more, left as it was.
    if (isEmpty) continue;
    const item: Record<string, unknown> = {};
    for (const part of field.parts) item[part.name] = readField(part, fields, `${start}.${part.name}`);
    if (item.id === '') {
      const names = [item.name, item.address, item.extension, item.group, item.kind].filter(
        (one): one is string => typeof one === 'string',
      );
      item.id = idFrom(
        names,
        items.map(({ id }) => String(id)),
      );
    }
    items.push(item);
  }
  return items;
}

/** What a form says of one setting, as a value; what cannot be one is kept as it was typed, for the contract to refuse. */
export function readField(field: Field, fields: Fields, path: string): unknown {
  const text = textOf(fields, path).trim();
  switch (field.kind) {
    case 'switch':
      return text === 'on';
    case 'number':
    case 'weekday':
      if (text === '' && field.nullable) return null;
      return /^-?\d{1,9}$/.test(text) ? Number(text) : text;
    case 'lines':
      return unique(
        (fields[path] || [])
          .reduce<string[]>((all, one) => all.concat(one.split(/\r?\n/)), [])
          .map((one) => one.trim())
          .filter((one) => one !== ''),
      );
    case 'period': {
      const times = [textOf(fields, `${path}.0`), textOf(fields, `${path}.1`)];
      return times.join('') === '' ? null : times;
    }
    case 'hours':
      return readHours(fields, path);
    case 'items':
      return readItems(field, fields, path);
    case 'long':
      return textOf(fields, path).replace(/\r\n/g, '\n');
    default:
      return text === '' && field.nullable ? null : text;
  }
}
