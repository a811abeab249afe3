import { clockHints } from './cdr-clock';
import { CdrInTime, newestRows } from './cdr-in-time';
import type { CdrBy } from './cdr-keys';
import type { Row } from './decode';
import type { InCel } from './in-cel';
import { inRounds, rowsWhere } from './rows';
import type { Queryable } from './source';
import { offsetOf } from './wall-time';

/**
 * CDR rows of calls. FreePBX 17 indexes linkedid; 14 to 16 do not, and there no statement may ask for one. What they index is
 * uniqueid, which finds every row where CEL has named all channels of a call, and calldate, which finds the rest in the time it lasted.
 */
export async function cdrRows(db: Queryable, by: CdrBy, zone: string | null, ids: readonly string[], cel: InCel): Promise<Row[]> {
  const { linkedid, uniqueid, calldate } = by;
  const byUniqueid = (some: readonly string[]) => rowsWhere(db, uniqueid, 'uniqueid', some);
  const inTime = new CdrInTime(db, calldate, zone, cel);
  return inRounds(ids, new Set<string>(), async (some) => {
    if (linkedid !== null) return (await rowsWhere(db, linkedid, 'linkedid', some)).concat(await byUniqueid(some));
    const rows = await byUniqueid(some);
    return rows.concat(await inTime.more(some, rows));
  });
}

/** The offset of the table's clock from UTC, by its newest rows; 0 for an empty table. */
export async function tableOffset(db: Queryable, table: string): Promise<number> {
  return offsetOf(clockHints(await newestRows(db, table))) || 0;
}
