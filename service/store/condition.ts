import type { Saying } from '../../shared/messages';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { numberOf, type SqlRow, type Writable } from './database';
import { type Pulse, readHealth } from './health';
import { fromSqlTime } from './instants';
import { type MessageCondition, messageCondition } from './message-condition';
import { schemaNumber } from './migrate';
import { MIGRATIONS } from './migrations';
import { readSettings } from './settings-store';

/** Our own tables, as far as the state of the list shows in them. */
export interface StoreCondition {
  /** Step of the schema; 0 where there is none yet. `known` is this version's. */
  readonly schema: number;
  readonly known: number;
  readonly database: string;
  readonly grants: readonly string[];
  /** Where the server keeps its data, as it says itself. */
  readonly dataFolder: string;
  /** False: the client has switched the reading off. */
  readonly enabled: boolean;
  /** The zone the client chose for what people read; null: the PBX's. */
  readonly timeZone: string | null;
  readonly cursors: readonly { readonly source: string; readonly position: unknown; readonly movedAt: UtcSeconds }[];
  readonly waiting: readonly { readonly linkedid: string; readonly sinceAt: UtcSeconds }[];
  /** Those seen last, the last first. */
  readonly unreadable: readonly {
    readonly source: string;
    readonly where: string;
    readonly why: string;
    readonly lastSeenAt: UtcSeconds;
  }[];
  /** Of the newest open entries: how many there are, and why those that are not certain are not. */
  readonly newestOpen: number;
  readonly uncertain: readonly { readonly entryId: number; readonly because: readonly Saying[] }[];
  /** What the last turn came to, where the daemon wrote it down. */
  readonly turn: Pulse | null;
  /** How late CDR rows came lately. */
  readonly landing: Pulse | null;
  readonly messages: MessageCondition;
}

/** At most so many rows of anything are looked at, so that a look costs the same whatever has piled up. */
const MOST = 1000;
const NEWEST_OPEN = 100;
/** ER_NO_SUCH_TABLE. */
const NO_SUCH_TABLE = 1146;

const UNCERTAIN = `
  SELECT e.id, p.because FROM (
    SELECT client, id, last_call_id FROM smart_missed_calls WHERE client = ? AND status = 'open' ORDER BY first_missed_at DESC LIMIT ?
  ) e JOIN smc_proofs p ON p.client = e.client AND p.call_id = e.last_call_id WHERE p.confidence <> 'proven'
`;
const UNREADABLE = `
  SELECT source, found_where, why, last_seen_at FROM smc_unreadable WHERE client = ? ORDER BY last_seen_at DESC LIMIT ?
`;
const OPEN = `
  SELECT COUNT(*) AS total FROM (SELECT id FROM smart_missed_calls WHERE client = ? AND status = 'open' ORDER BY first_missed_at DESC LIMIT ?) newest
`;

/** Looks at our own tables with a bounded number of rows. Throws what the database throws. */
export async function storeCondition(client: ClientId, db: Writable): Promise<StoreCondition> {
  const [own] = await db.query('SELECT DATABASE() AS name, @@datadir AS folder');
  const grants = await db.query('SHOW GRANTS');
  const schema = await schemaOf(db);
  const ask = (sql: string, values: readonly unknown[]): Promise<readonly SqlRow[]> =>
    schema < MIGRATIONS.length ? Promise.resolve([]) : db.query(sql, values);
  const cursors = await ask('SELECT source, position, moved_at FROM smc_cursors WHERE client = ?', [client]);
  const waiting = await ask('SELECT linkedid, since_at FROM smc_waiting WHERE client = ? LIMIT ?', [client, MOST]);
  const unreadable = await ask(UNREADABLE, [client, MOST]);
  const [open] = await ask(OPEN, [client, NEWEST_OPEN]);
  const uncertain = await ask(UNCERTAIN, [client, NEWEST_OPEN]);
  const settings = schema < MIGRATIONS.length ? DEFAULT_SETTINGS : await readSettings(client, db);
  const pulse = (name: string) => (schema < MIGRATIONS.length ? Promise.resolve(null) : readHealth(client, db, name));
  return {
    schema,
    known: MIGRATIONS.length,
    database: String(own?.name),
    grants: grants.map((row) => String(row[Object.keys(row)[0] as string])),
    dataFolder: String(own?.folder),
    enabled: settings.smart_missed_calls_enabled,
    timeZone: settings.time_zone,
    cursors: cursors.map((row) => ({
      source: String(row.source),
      position: JSON.parse(String(row.position)),
      movedAt: fromSqlTime(row.moved_at),
    })),
    waiting: waiting.map((row) => ({ linkedid: String(row.linkedid), sinceAt: fromSqlTime(row.since_at) })),
    unreadable: unreadable.map((row) => ({
      source: String(row.source),
      where: String(row.found_where),
      why: String(row.why),
      lastSeenAt: fromSqlTime(row.last_seen_at),
    })),
    newestOpen: Number(open?.total || 0),
    uncertain: uncertain.map((row) => ({ entryId: Number(row.id), because: JSON.parse(String(row.because)) as readonly Saying[] })),
    turn: await pulse('turn'),
    landing: await pulse('landing'),
    messages: schema < MIGRATIONS.length ? { failing: [], givenUpAt: [] } : await messageCondition(client, db),
  };
}

async function schemaOf(db: Writable): Promise<number> {
  try {
    return await schemaNumber(db);
  } catch (error) {
    if (numberOf(error) === NO_SUCH_TABLE) return 0;
    throw error;
  }
}
