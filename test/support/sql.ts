import { placesOf } from './source';

/** One table a statement speaks of, by the name its columns are called with; '' where they are called without one. */
interface Reference {
  readonly how: 'FROM' | 'JOIN' | 'UPDATE' | 'INTO';
  readonly table: string;
  readonly alias: string;
  readonly after: number;
}

const TABLE = '(smart_missed_calls\\w*|smc_\\w+|\\$\\{\\w+\\})';
/** Words that follow a table and are no name for it. */
const NO_ALIAS = '(?:WHERE|SET|ON|ORDER|GROUP|LEFT|INNER|JOIN|LIMIT|UNION|VALUES|USING|FORCE|USE)\\b';
const REFERENCE = new RegExp(`\\b(FROM|JOIN|(?<!KEY )UPDATE|INTO)\\s+${TABLE}(?:\\s+(?:AS\\s+)?(?!${NO_ALIAS})([a-z]\\w*))?`);

/** Whether a text is a statement on tables: ours by name, or by a name put in. */
export function isStatement(text: string): boolean {
  return /\b(?:SELECT|INSERT|REPLACE|UPDATE|DELETE)\b/.test(text) && placesOf(text, REFERENCE).length > 0;
}

function referencesIn(sql: string): Reference[] {
  return placesOf(sql, REFERENCE).map(({ at, match }) => ({
    how: match[1] as Reference['how'],
    table: match[2] as string,
    alias: match[3] || '',
    after: at + match[0].length,
  }));
}

function count(text: string, pattern: RegExp): number {
  return placesOf(text, pattern).length;
}

/** Which tables of a statement are not held to one client: every one of them must be, or a row of another may come in. */
export function unboundTables(sql: string): string[] {
  const references = referencesIn(sql).filter(({ table }) => table !== 'smc_schema');
  const inserted = references.filter(({ how }) => how === 'INTO');
  const unbound = inserted.filter(({ after }) => !/^\s*\(\s*client\b/.test(sql.slice(after)));
  const others = references.filter(({ how }) => how !== 'INTO');
  const named = others.filter(({ alias, table }) => {
    const name = alias === '' ? table : alias;
    const bound = new RegExp(
      `(?:^|[^\\w.])${name.replace(/[${}]/g, '\\$&')}\\.client\\s*=\\s*(?:\\?|\\w+\\.client)|=\\s*${name.replace(/[${}]/g, '\\$&')}\\.client\\b`,
    );
    return !bound.test(sql);
  });
  const bare = named.filter(({ alias }) => alias === '');
  const bareBound = count(sql, /(?:^|[^\w.])client\s*=\s*\?/);
  const anchored = others.length === 0 || count(sql, /\bclient\s*=\s*\?/) > 0;
  return unbound
    .concat(named.filter(({ alias }) => alias !== ''))
    .concat(anchored ? bare.slice(bareBound) : others)
    .map(({ table }) => table);
}
