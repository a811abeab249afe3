import type { Findings } from '../../shared/finding';
import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Queryable, Writable } from './database';
import { fromSqlTime, toSqlTime } from './instants';

/** A named value of the daemon's pulse, with the time it was true. */
export interface Pulse {
  readonly at: UtcSeconds;
  readonly value: unknown;
}

/** Remembers a value under a name, over what was there. */
export async function saveHealth(client: ClientId, tx: Writable, name: string, value: unknown, now: UtcSeconds): Promise<void> {
  await tx.change('REPLACE INTO smc_health (client, name, value, at) VALUES (?, ?, ?, ?)', [
    client,
    name,
    JSON.stringify(value),
    toSqlTime(now),
  ]);
}

/** The newest value of a name, or null. */
export async function readHealth(client: ClientId, db: Queryable, name: string): Promise<Pulse | null> {
  const [row] = await db.query('SELECT value, at FROM smc_health WHERE client = ? AND name = ?', [client, name]);
  return row ? { value: JSON.parse(String(row.value)), at: fromSqlTime(row.at) } : null;
}

/** The name findings are kept under. */
const FINDINGS = 'findings';

/** Keeps what the last look at the PBX and at ourselves found. */
export function saveFindings(client: ClientId, tx: Writable, { findings }: Findings, now: UtcSeconds): Promise<void> {
  return saveHealth(client, tx, FINDINGS, findings, now);
}

/** What the daemon found at its last look, worst first: what could make the list wrong, and what to do about each. For the pages. */
export async function readFindings(client: ClientId, db: Queryable): Promise<Findings> {
  const pulse = await readHealth(client, db, FINDINGS);
  return pulse === null ? { at: null, findings: [] } : { at: pulse.at, findings: pulse.value as Findings['findings'] };
}
