import { planMessages } from '../../service/notify/plan';
import { type Database, openDatabase } from '../../service/store/database';
import { claimDelivery, dueChannels, dueOn } from '../../service/store/delivery-claims';
import { createEntryStore, type Turn } from '../../service/store/entry-store';
import { type JournalMessage, readJournal } from '../../service/store/journal';
import { migrate } from '../../service/store/migrate';
import { ourTables } from '../../service/store/our-tables';
import type { Directory } from '../../shared/directory';
import type { CallFact } from '../../shared/entry';
import type { Settings } from '../../shared/settings';
import type { UtcSeconds } from '../../shared/words';
import { judged } from '../store/shop';
import { ownName, useMariadb } from '../support/shared-mariadb';
import { DIRECTORY } from './directory';

/** An office whose messages are planned, and sent by hand. */
export interface Office {
  readonly db: Database;
  set(settings: Partial<Settings>, at: UtcSeconds): Promise<void>;
  /** Calls that are learned of at an instant. */
  calls(at: UtcSeconds, ...facts: readonly CallFact[]): Promise<void>;
  turn<T>(at: UtcSeconds, work: (turn: Turn) => Promise<T>): Promise<T>;
  /** Plans all that is due; answers how many messages. */
  plan(at: UtcSeconds): Promise<number>;
  /** Sends what is due, as the sender would: answers `kind address` of each, with the entries it is about. */
  send(at: UtcSeconds): Promise<readonly string[]>;
  journal(): Promise<readonly JournalMessage[]>;
}

/** Opens an office on a migrated database. */
export function officeOn(db: Database, directory: Directory = DIRECTORY): Office {
  const turn: Office['turn'] = (at, work) => createEntryStore(db).inTurn('default', { now: at, zone: 'Europe/Brussels' }, work);
  const send = async (at: UtcSeconds): Promise<readonly string[]> => {
    const sent: string[] = [];
    for (const channel of await dueChannels('default', db)) {
      for (const id of await dueOn('default', db, channel, at, 1000)) {
        const message = await claimDelivery('default', db, id, { by: 'hand', now: at, until: at + 60 });
        if (message === null) throw new Error('nobody else sends here');
        const told = (await readJournal('default', db, { before: id + 1, limit: 1 }))[0]?.entryIds || [];
        await turn(at, (one) => one.sent({ deliveryId: id, by: 'hand', detail: '250', entryIds: told }));
        sent.push(`${message.kind} ${message.address}${told.length === 0 ? '' : ` ${told.join(',')}`}`);
      }
    }
    return sent;
  };
  return {
    db,
    turn,
    send,
    set: async (settings, at) => {
      await turn(at, (one) => one.set(settings, null));
    },
    calls: async (at, ...facts) => {
      await turn(at, (one) => one.calls(facts.map((fact) => judged(fact))));
    },
    plan: async (at) => {
      let messages = 0;
      for (let more = true; more; ) {
        const planned = await planMessages({ client: 'default', db, directory: () => directory }, at);
        messages += planned.messages;
        more = planned.more;
      }
      return messages;
    },
    journal: () => readJournal('default', db),
  };
}

/** One migrated database for all tests of a `describe`, empty at each; call it inside. */
export function useOfficeDatabase(): () => Database {
  const mariadb = useMariadb();
  let db: Database | null = null;
  before(async () => {
    const database = ownName('notify');
    await mariadb().query(`CREATE DATABASE ${database}`);
    db = openDatabase({ socketPath: mariadb().socketPath, user: 'root', password: '', database });
    await migrate(db);
  });
  beforeEach(async () => {
    for (const table of ourTables().filter((one) => one !== 'smc_schema')) await (db as Database).change(`DELETE FROM ${table}`);
  });
  after(async () => {
    if (db !== null) await db.close();
  });
  return () => db as Database;
}
