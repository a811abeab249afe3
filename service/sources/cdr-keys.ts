import { forced, indexOn } from './indexes';
import type { Queryable } from './source';

/** ER_KEY_DOES_NOT_EXITS. */
const NO_SUCH_KEY = 1176;
/** An update of FreePBX gives an old table its index on linkedid; after so many reads it is asked again. */
const READS_WITHOUT = 500;

/** `cdr` as statements name it, so that each keeps to the index of what it asks for. */
export interface CdrBy {
  /** Null: no index finds rows by it. */
  readonly linkedid: string | null;
  readonly uniqueid: string;
  readonly calldate: string;
}

/**
 * Hands out the table by its indexes. They are named in each statement: where a restored backup left one out, the statement fails instead of
 * reading the whole table, and is asked again by those there are now.
 */
export function cdrByAtHand(db: Queryable, table: string): <T>(work: (cdr: CdrBy) => Promise<T>) => Promise<T> {
  let known: CdrBy | null = null;
  let reads = 0;
  const look = async (): Promise<CdrBy> => {
    const linkedid = await indexOn(db, table, 'linkedid');
    const by = async (column: string) => table + forced(await indexOn(db, table, column));
    known = {
      linkedid: linkedid === null ? null : table + forced(linkedid),
      uniqueid: await by('uniqueid'),
      calldate: await by('calldate'),
    };
    reads = 0;
    return known;
  };
  return async (work) => {
    reads += 1;
    const cdr = known === null || (known.linkedid === null && reads > READS_WITHOUT) ? await look() : known;
    try {
      return await work(cdr);
    } catch (error) {
      known = null;
      if ((error as { errno?: unknown }).errno !== NO_SUCH_KEY) throw error;
      return work(await look());
    }
  };
}
