import { openPbx, type PbxTables } from '../../service/sources/pbx';
import type { Queryable as Reader } from '../../service/sources/source';
import type { Database, Writable } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import type { Parts } from '../../service/turn';

/** The end of the process, as far as the database can tell. */
export class Crash extends Error {}

/** What happens in the middle of a turn. */
export interface Interruption {
  /** Before this statement, counted from 1; a commit counts as one that comes after it. Or before every one that changes something. */
  readonly at: number | 'changes';
  /** Throwing is what the statement came to; a Crash never comes back. */
  happen(isInTransaction: boolean): Promise<void>;
}

/** The parts of a daemon that is interrupted once, at the same statement whenever the same turn is taken. */
export function interrupted(
  parts: Parts,
  tables: PbxTables,
  { db, reader }: { readonly db: Database; readonly reader: Reader },
  { at, happen }: Interruption,
): Parts {
  let count = 0;
  let crash: Crash | null = null;
  const next = async (isInTransaction: boolean, isChange = false): Promise<void> => {
    if (crash !== null) throw crash;
    count += 1;
    if (at === 'changes' ? !isChange : count !== at) return;
    try {
      await happen(isInTransaction);
    } catch (error) {
      if (error instanceof Crash) crash = error;
      throw error;
    }
  };
  const counted = (on: Writable, isInTransaction: boolean): Writable => ({
    query: async (sql, values) => {
      await next(isInTransaction);
      return on.query(sql, values);
    },
    change: async (sql, values) => {
      await next(isInTransaction, true);
      return on.change(sql, values);
    },
  });
  const ours: Database = {
    ...counted(db, false),
    transaction: async (work) => {
      const result = await db.transaction((tx) => work(counted(tx, true)));
      // Committed, and gone before anybody heard of it.
      await next(false);
      return result;
    },
    connection: (work) => db.connection((one) => work(counted(one, false))),
    close: () => db.close(),
  };
  const theirs: Reader = {
    query: async (sql, values) => {
      await next(false);
      return reader.query(sql, values);
    },
  };
  // Its feeds are new: it has just been started.
  return { ...parts, db: ours, store: createEntryStore(ours), pbx: openPbx(theirs, tables) };
}
