import { clockHints } from './cdr-clock';
import { CdrInTime, newestRows } from './cdr-in-time';
import { type Row, textOf } from './decode';
import type { InCel } from './in-cel';
import { byEitherId, inRounds, ofMaybeTable, rowsWhere } from './rows';
import type { Queryable } from './source';
import { offsetOf } from './wall-time';

/**
 * CDR rows of calls. FreePBX 17 indexes linkedid; 14 to 16 do not, and there no statement may ask for one. What they index is
 * uniqueid, which finds every row where CEL has named all channels of a call, and calldate, which finds the rest in the time it lasted.
 */
export async function cdrRows(
  db: Queryable,
  { table, zone }: { readonly table: string; readonly zone: string | null },
  ids: readonly string[],
  cel: InCel,
  isIndexed: boolean,
): Promise<Row[]> {
  const known = new Set<string>();
  if (isIndexed) return inRounds(ids, known, (some) => byEitherId(db, table, some));
  const inTime = new CdrInTime(db, table, zone, (id, hasRows) => cel.isOthers(id) || (hasRows && cel.isWhole(id)));
  return inRounds(ids, known, async (some) => {
    const rows = await rowsWhere(db, table, 'uniqueid', some);
    return rows.concat(await inTime.more(some, rows));
  });
}

/** Whether `WHERE linkedid = …` uses an index of the table. */
export async function hasLinkedidIndex(db: Queryable, table: string): Promise<boolean> {
  const keys = await ofMaybeTable(db.query(`SHOW INDEX FROM ${table}`));
  return keys.some((key) => textOf(key['Column_name']) === 'linkedid' && Number(key['Seq_in_index']) === 1);
}

/** The offset of the table's clock from UTC, by its newest rows; 0 for an empty table. */
export async function tableOffset(db: Queryable, table: string): Promise<number> {
  return offsetOf(clockHints(await newestRows(db, table))) || 0;
}
