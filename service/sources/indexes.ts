import { textOf } from './decode';
import { ofMaybeTable } from './rows';
import type { Queryable } from './source';

/** The name of an index that finds rows by a column; null where there is none, and where it is switched off. */
export async function indexOn(db: Queryable, table: string, column: string): Promise<string | null> {
  const keys = await ofMaybeTable(db.query(`SHOW INDEX FROM ${table}`));
  const key = keys.find(
    (one) =>
      textOf(one['Column_name']) === column &&
      Number(one['Seq_in_index']) === 1 &&
      textOf(one['Comment']) !== 'disabled' &&
      textOf(one['Ignored']) !== 'YES',
  );
  return key === undefined ? null : textOf(key['Key_name']);
}

/** A statement's words for keeping to an index: a server that guesses the answer to be a good part of the table would read all of it. */
export function forced(index: string | null): string {
  return index === null ? '' : ` FORCE INDEX (\`${index.replace(/`/g, '``')}\`)`;
}
