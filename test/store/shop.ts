import { type Database, openDatabase } from '../../service/store/database';
import { migrate } from '../../service/store/migrate';
import type { Call } from '../../shared/call';
import type { CallFact, JudgedCall } from '../../shared/entry';
import { ownName, useMariadb } from '../support/shared-mariadb';

/** Opens databases of a test's own and closes them when it ends; call it inside `describe`. */
export interface Shop {
  /** A fresh database with our schema. */
  migrated(): Promise<Database>;
  /** A fresh database without tables; answers its name. */
  empty(): Promise<string>;
  /** One more pool of connections to a database. */
  open(name: string, connections?: number): Database;
}

/** A shop on the server all tests share. */
export function useShop(): Shop {
  const mariadb = useMariadb();
  let opened: Database[] = [];
  afterEach(async () => {
    await Promise.all(opened.map((db) => db.close()));
    opened = [];
  });
  const shop: Shop = {
    empty: async () => {
      const name = ownName('store');
      await mariadb().query(`CREATE DATABASE ${name}`);
      return name;
    },
    open: (name, connections = 5) => {
      const db = openDatabase({ socketPath: mariadb().socketPath, user: 'root', password: '', database: name, connections });
      opened.push(db);
      return db;
    },
    migrated: async () => {
      const db = shop.open(await shop.empty());
      await migrate(db);
      return db;
    },
  };
  return shop;
}

/** What a turn is given for one call: the facts as they are, and a call that says just enough. */
export function judged(...facts: readonly CallFact[]): JudgedCall {
  const [first] = facts;
  const { callId: id, at: startedAt } = first || { callId: '', at: 0 };
  const seen = { id, linkedids: [id], startedAt, legs: [] } as unknown as Call;
  return { facts, call: seen, verdict: { kind: 'missed', reason: 'no_answer', confidence: 'proven', because: [] } };
}
