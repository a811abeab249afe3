import { type Row, textOf } from './decode';
import { ofMaybeTable } from './rows';
import type { Queryable } from './source';

/** What finds rows by one column: each index by its first, but for those that are switched off. */
async function firstColumns(db: Queryable, table: string): Promise<readonly Row[]> {
  const keys = await ofMaybeTable(db.query(`SHOW INDEX FROM ${table}`));
  return keys.filter(
    (one) => Number(one['Seq_in_index']) === 1 && textOf(one['Comment']) !== 'disabled' && textOf(one['Ignored']) !== 'YES',
  );
}

/** The name of an index that finds rows by a column; null where there is none. */
export async function indexOn(db: Queryable, table: string, column: string): Promise<string | null> {
  const key = (await firstColumns(db, table)).find((one) => textOf(one['Column_name']) === column);
  return key === undefined ? null : textOf(key['Key_name']);
}

/** The columns by which an index finds rows. */
export async function indexedColumns(db: Queryable, table: string): Promise<string[]> {
  return (await firstColumns(db, table)).map((one) => textOf(one['Column_name']));
}

/** A statement's words for keeping to an index: a server that guesses the answer to be a good part of the table would read all of it. */
export function forced(index: string | null): string {
  return index === null ? '' : ` FORCE INDEX (\`${index.replace(/`/g, '``')}\`)`;
}
