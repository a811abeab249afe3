import type { Queryable } from '../../service/store/database';
import { ourTables } from '../../service/store/our-tables';

/** Every column of every row of our tables whose text holds one of these words or numbers, as `table.column: text`. */
export async function textsHolding(db: Queryable, needles: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  const patterns = needles.map(patternOf);
  for (const table of ourTables()) {
    for (const row of await db.query(`SELECT * FROM ${table}`)) {
      for (const column of Object.keys(row)) {
        const text = String(row[column]);
        const bare = text.replace(/[\s()./_-]/g, '');
        if (patterns.some((pattern) => pattern.test(text) || pattern.test(bare))) found.push(`${table}.${column}: ${text}`);
      }
    }
  }
  return found;
}

/** Digits are found inside longer ones and between separators; a name is a whole word: `First` is not `firstMissedAt`. */
function patternOf(needle: string): RegExp {
  const literal = needle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return /^\d+$/.test(needle) ? new RegExp(literal) : new RegExp(`(^|[^A-Za-z])${literal}($|[^A-Za-z])`);
}
