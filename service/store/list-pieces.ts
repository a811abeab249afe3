import type { ClientId } from '../../shared/words';
import type { Place } from './list-place';
import type { ListPlan, Stretch } from './list-plan';
import { signsOf } from './signs';

/** So many entries can be named one by one. */
export const MOST_JOINED = 200;
/** Marks of a scope whose signs are asked for. */
const MOST_SIGNED = 8;

/** A statement, or a piece of one, and its values in their order. */
export interface Sql {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The marks `m` of some entries. A few are joined: of each in an IN (…) the server first tries how many rows it has. */
export function fromEntries(ids: readonly number[]): Sql {
  if (ids.length > MOST_JOINED) return { sql: 'FROM smc_marks m FORCE INDEX (by_entry)', values: [] };
  const each = ids.map((_, n) => (n === 0 ? 'SELECT ? AS id' : 'SELECT ?')).join(' UNION ALL ');
  return { sql: `FROM (${each}) g STRAIGHT_JOIN smc_marks m FORCE INDEX (by_entry) ON m.id = g.id`, values: ids };
}

/** What a mark `m` says of the plan's other marks, and of the names. */
export function signed({ marks, names }: ListPlan, begun: string): readonly Sql[] {
  const others = marks.filter((mark) => mark !== begun);
  const asked = signsOf(others, names);
  const ofMarks = asked.mask === 0 ? [] : [{ sql: '(m.signs & ?) = ?', values: [asked.mask, asked.value] }];
  return ofMarks.concat(asked.names === 0 ? [] : [{ sql: '(m.name_signs & ?) = ?', values: [asked.names, asked.names] }]);
}

/** What it says of any of some marks; nothing where they are so many that most entries may have one. */
export function signedAny(marks: readonly string[]): readonly Sql[] {
  if (marks.length > MOST_SIGNED) return [];
  const each = marks.map((mark) => signsOf([mark], []).value);
  const values = each.reduce<readonly number[]>((all, bits) => all.concat(bits, bits), []);
  return [{ sql: `(${each.map(() => '(m.signs & ?) = ?').join(' OR ')})`, values }];
}

/** Another mark of the same entry, in a stretch: an entry may have several. */
export function joinedWord(name: string, stretch: Stretch): Sql {
  const { sql, values } = standing(name, stretch);
  return {
    sql: `STRAIGHT_JOIN smc_marks ${name} FORCE INDEX (by_entry) ON ${name}.client = m.client AND ${name}.id = m.id AND ${sql}`,
    values,
  };
}

/** A mark in a stretch. */
export function standing(name: string, stretch: Stretch): Sql {
  const { shelf, mark, isBeginning } = stretch;
  const marked = { sql: `${name}.shelf = ? AND ${name}.mark ${isBeginning ? 'LIKE' : '='} ?`, values: [shelf, mark] };
  return both([marked, ...between(name, stretch)]);
}

/** From a place, and before another, where those are given. */
export function between(name: string, { least, below }: Pick<Stretch, 'least' | 'below'>): readonly Sql[] {
  const from = least === null ? [] : [{ sql: `${name}.sort >= ?`, values: [least] }];
  return from.concat(below === null ? [] : [{ sql: `${name}.sort < ?`, values: [below] }]);
}

/** Whether the entry has such a mark. As a value: an EXISTS may be turned into a reading of all entries that have. */
export function found(client: ClientId, { sql, values }: Sql): Sql {
  return {
    sql: `(SELECT s.id FROM smc_marks s FORCE INDEX (by_entry) WHERE s.client = ? AND s.id = m.id AND ${sql} LIMIT 1) IS NOT NULL`,
    values: [client, ...values],
  };
}

/** What comes after a place. MariaDB reads it from the index, unlike `(sort, id) > (?, ?)`. */
export function beyond({ sort, id }: Place, sign: '<' | '>'): Sql {
  return { sql: `m.sort ${sign}= ? AND (m.sort ${sign} ? OR (m.sort = ? AND m.id ${sign} ?))`, values: [sort, sort, sort, id] };
}

/** All of some conditions, or pieces in a row. */
export function both(conditions: readonly Sql[]): Sql {
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    values: conditions.reduce<unknown[]>((all, { values }) => all.concat(values), []),
  };
}
