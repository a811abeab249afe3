import schema from './settings.schema.json';

/** A piece of the settings' schema, as far as people read it. */
interface Described {
  readonly title?: string;
  readonly description?: string;
  readonly items?: Described;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly $ref?: string;
}

const definitions: Readonly<Record<string, Described>> = schema.definitions as unknown as Readonly<Record<string, Described>>;

function resolved(node: Described): Described {
  const name = (node.$ref || '').replace(/^#\/definitions\//, '');
  return name === '' ? node : { ...definitions[name], ...node };
}

function collect(key: string, described: Described, texts: Record<string, string>): void {
  const node = resolved(described);
  if (node.title !== undefined) texts[key] = node.title;
  if (node.description !== undefined) texts[`${key}.help`] = node.description;
  const inner = resolved(node.items || {}).properties || {};
  for (const name of Object.keys(inner)) collect(`${key}.${name}`, inner[name] as Described, texts);
}

/** Name and help of every setting in English, as `setting.claim_minutes` and `setting.claim_minutes.help`: the schema is where they are written. */
export function settingTexts(): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  const properties = schema.properties as unknown as Readonly<Record<string, Described>>;
  for (const name of Object.keys(properties)) collect(`setting.${name}`, properties[name] as Described, texts);
  return texts;
}
