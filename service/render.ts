import ejs from 'ejs';
import * as fs from 'fs';
import * as path from 'path';

/** From a template's name (`list`, `mail/digest`) and its view to text. A template shows `v.…` and nothing else. */
export type Render = (name: string, view: object) => string;

/**
 * The folder of the templates: beside the bundle, or of the checkout when run from sources. Throws when there is none.
 */
export function viewsFolder(near: string = __dirname): string {
  const candidates = [path.join(near, 'views'), path.join(near, '..', 'views')];
  const found = candidates.filter((folder) => fs.existsSync(path.join(folder, 'list.ejs')))[0];
  if (found === undefined) throw new Error(`The templates are missing: neither ${candidates.join(' nor ')} holds them. Install again.`);
  return found;
}

function templatesIn(folder: string, prefix = ''): string[] {
  const names: string[] = [];
  for (const entry of fs.readdirSync(path.join(folder, prefix))) {
    const name = prefix + entry;
    if (fs.statSync(path.join(folder, name)).isDirectory()) names.push(...templatesIn(folder, `${name}/`));
    else if (/\.ejs$/.test(entry)) names.push(name.slice(0, -'.ejs'.length));
  }
  return names;
}

/** What a template named `….text` prints is no HTML: its values stand as they are. */
function plainly(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

/** Compiles every template once, so that a broken one stops the start and not a request; keeps those that are asked for. */
export function loadTemplates(folder: string): Render {
  const compile = (name: string): ((view: object) => string) => {
    const file = path.join(folder, `${name}.ejs`);
    // Strict: a template sees only `v`, so a forgotten value shows as an error and never as a global.
    const options = { filename: file, strict: true, _with: false, localsName: 'v', cache: true, async: false as const };
    const escaping = /\.text$/.test(name) ? { escape: plainly } : {};
    return ejs.compile(texts.get(name) as string, { ...options, ...escaping });
  };
  const texts = new Map(
    templatesIn(folder).map((name): [string, string] => [name, fs.readFileSync(path.join(folder, `${name}.ejs`), 'utf8')]),
  );
  texts.forEach((_text, name) => {
    compile(name);
  });
  const compiled = new Map<string, (view: object) => string>();
  return (name, view) => {
    if (!texts.has(name)) throw new Error(`There is no template "${name}".`);
    const template = compiled.get(name) || compile(name);
    compiled.set(name, template);
    return template(view);
  };
}
