import type { Directory } from '../../shared/directory';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { addClient, lockClient } from '../store/clients';
import type { Database } from '../store/database';
import { readDigests } from '../store/digests';
import { dueItems, takeOut } from '../store/outbox';
import { digestDoings, formerReaders, planDigests } from './plan-digests';
import { planItem } from './plan-news';
import { planningOf } from './planning';

/** Whose messages are planned, and with what. */
export interface PlanParts {
  readonly client: ClientId;
  readonly db: Database;
  /** The PBX's names now. */
  readonly directory: () => Directory;
}

/** What came of planning. */
export interface Planned {
  readonly messages: number;
  /** There was more than one round can take: plan again at once. */
  readonly more: boolean;
}

/** Most items of the outbox in one transaction: others wait for the client's lock meanwhile. */
const MOST_ITEMS = 200;

/**
 * Turns what is due into messages: digests by their due times, news by the outbox. All in one transaction under the client's lock, so that
 * it is done once from however many processes. When nothing is due it only looks.
 */
export async function planMessages({ client, db, directory }: PlanParts, now: UtcSeconds): Promise<Planned> {
  const names = directory();
  const look = await planningOf(client, db, names, now);
  if (!look.settings.smart_missed_calls_enabled) return { messages: 0, more: false };
  const kept = await readDigests(client, db);
  const idle = digestDoings(look, kept).length === 0 && formerReaders(look, kept).length === 0;
  if (idle && (await dueItems(client, db, now, 1)).length === 0) return { messages: 0, more: false };
  await addClient(client, db);
  return db.transaction(async (tx) => {
    await lockClient(client, tx);
    const planning = await planningOf(client, tx, names, now);
    let messages = await planDigests(planning, tx);
    const items = await dueItems(client, tx, now, MOST_ITEMS);
    for (const item of items) messages += await planItem(planning, item, tx);
    await takeOut(
      client,
      tx,
      items.map(({ id }) => id),
    );
    // What an item leads to may be due at once: the first step of an escalation.
    return { messages, more: (await dueItems(client, tx, now, 1)).length > 0 };
  });
}
