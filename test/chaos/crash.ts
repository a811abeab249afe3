import { PbxRuns } from '../../service/calls/pbx-runs';
import { openPbx, type PbxTables } from '../../service/sources/pbx';
import type { Queryable as Reader } from '../../service/sources/source';
import type { Database, Writable } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import type { Parts } from '../../service/turn';
import type { PbxStand } from '../support/pbx-stand';

/** The end of the process, as far as the database can tell. */
export class Crash extends Error {}

/** What happens in the middle of a turn. */
export interface Interruption {
  /**
   * Before this statement, counted from 1; a commit counts as one that comes after it. Or before every one that changes something, or
   * before every transaction.
   */
  readonly at: number | 'changes' | 'transactions';
  /** Throwing is what the statement came to; a Crash never comes back. */
  happen(isInTransaction: boolean): Promise<void>;
}

type Machine = Pick<PbxStand, 'parts' | 'db' | 'reader'>;

/** A daemon process: its parts, with what they remember, and whom it asks for the PBX's rows. */
export interface Daemon {
  readonly parts: Parts;
  readonly asks: { reader: Reader };
}

/** Another daemon process: it remembers nothing but what the database does. */
export function startDaemon({ parts, db, reader }: Machine, tables: PbxTables): Daemon {
  const asks = { reader };
  const pbx = openPbx({ query: (sql, values) => asks.reader.query(sql, values) }, tables);
  const patience = { ...parts.patience, runs: new PbxRuns() };
  return { parts: { ...parts, patience, pbx, store: createEntryStore(db) }, asks };
}

/** The parts of a daemon that is interrupted once, at the same statement whenever the same turn is taken. */
export function interrupted({ parts, asks }: Daemon, { db, reader }: Machine, { at, happen }: Interruption): Parts {
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
      if (at === 'transactions') await happen(false);
      const result = await db.transaction((tx) => work(counted(tx, true)));
      // Committed, and gone before anybody heard of it.
      await next(false);
      return result;
    },
    connection: (work) => db.connection((one) => work(counted(one, false))),
    close: () => db.close(),
  };
  asks.reader = {
    query: async (sql, values) => {
      await next(false);
      return reader.query(sql, values);
    },
  };
  return { ...parts, db: ours, store: createEntryStore(ours) };
}
