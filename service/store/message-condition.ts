import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Queryable } from './database';
import { fromSqlTime } from './instants';

/** How the messages of a client are doing. */
export interface MessageCondition {
  /** Channels whose last attempt failed, with when that began and what was said. */
  readonly failing: readonly { readonly channel: string; readonly sinceAt: UtcSeconds; readonly why: string }[];
  /** When messages were given up, the last first; at most a hundred. */
  readonly givenUpAt: readonly UtcSeconds[];
}

/** How the name of a channel's pulse begins. */
export const CHANNEL_PULSE = 'channel ';

const GIVEN_UP = `
  SELECT done_at FROM smc_deliveries WHERE client = ? AND state = 'dead' AND kind <> 'test' AND done_at IS NOT NULL
  ORDER BY done_at DESC LIMIT 100
`;

/** Looks at the channels' pulses, and at what was given up lately. */
export async function messageCondition(client: ClientId, db: Queryable): Promise<MessageCondition> {
  const sql = 'SELECT name, value FROM smc_health WHERE client = ? AND name LIKE ? ORDER BY name';
  const failing = (await db.query(sql, [client, `${CHANNEL_PULSE}%`]))
    .map((row) => ({ channel: String(row.name).slice(CHANNEL_PULSE.length), pulse: JSON.parse(String(row.value)) as Kept }))
    .filter(({ pulse }) => !pulse.ok)
    .map(({ channel, pulse: { sinceAt, why } }) => ({ channel, sinceAt, why }));
  const givenUp = await db.query(GIVEN_UP, [client]);
  return { failing, givenUpAt: givenUp.map((row) => fromSqlTime(row.done_at)) };
}

interface Kept {
  readonly ok: boolean;
  readonly sinceAt: UtcSeconds;
  readonly why: string;
}
