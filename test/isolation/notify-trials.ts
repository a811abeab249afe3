import type { Database } from '../../service/store/database';
import { addTold, type DeliveryKind, entriesToldBy, putDelivery, readDelivery } from '../../service/store/deliveries';
import { claimDelivery, dueChannels, dueOn, forgetDelivery, releaseClaims, settleDelivery } from '../../service/store/delivery-claims';
import { holdFolded, lastToldAt, newlyTold, realtimeSince, sweepDeliveries, toldSince } from '../../service/store/delivery-history';
import { claimDigest, dropDigests, readDigests, saveDigest } from '../../service/store/digests';
import { saveHealth } from '../../service/store/health';
import { readJournal, resend, writeJournal } from '../../service/store/journal';
import { messageCondition } from '../../service/store/message-condition';
import { dueItems, takeOut } from '../../service/store/outbox';
import { sentMessage } from '../../service/store/sent-message';
import { readUnsubscribed, subscribeAgain, unsubscribe } from '../../service/store/unsubscribed';
import { DAY, NINE } from '../entries/story';
import type { Trial } from './client-rows';

const NOW = NINE + 10 * DAY;
const CLAIM = { by: 'trial', now: NOW, until: NOW + 300 };

/** A message of a client about an entry. */
async function put(client: string, db: Database, kind: DeliveryKind, onceKey: string, entryId: number): Promise<number | null> {
  const message = {
    onceKey,
    kind,
    why: `of ${client}`.slice(0, 40),
    recipient: 'desk',
    reader: 'desk',
    channel: 'email',
    address: `a@${client}`,
  };
  return putDelivery(client, db, { ...message, sinceAt: null, untilAt: null, createdAt: NINE, dueAt: NINE }, [entryId]);
}

/** Messages in every state, and what belongs to them; the same numbers at every client. */
export async function seedMessages(client: string, db: Database): Promise<void> {
  for (const [n, kind] of (['missed', 'more', 'digest'] as const).entries()) await put(client, db, kind, `${kind} ${n}`, n + 1);
  await claimDelivery(client, db, 1, { ...CLAIM, by: `daemon of ${client}` });
  await settleDelivery(client, db, 1, `daemon of ${client}`, { state: 'sent', detail: `250 ok, ${client}` }, NINE + DAY);
  await saveDigest(client, db, { reader: 'desk', schedule: `daily of ${client}`, dueAt: NINE, sinceAt: NINE });
  await unsubscribe(client, db, 1, NINE);
}

const sent = { deliveryId: 2, by: 'trial', detail: 'fine', entryIds: [1] };

/** Every exported function of the store that is about messages. */
export const NOTIFY_TRIALS: Readonly<Record<string, Trial>> = {
  addTold: (client, db) => addTold(client, db, 1, [1, 2]),
  claimDelivery: (client, db) => claimDelivery(client, db, 2, CLAIM),
  claimDigest: async (client, db) => {
    const [was] = await readDigests(client, db);
    return was && claimDigest(client, db, was, { ...was, dueAt: NOW });
  },
  dropDigests: (client, db) => dropDigests(client, db, ['desk']),
  dueChannels,
  dueItems: async (client, db) => (await dueItems(client, db, NOW, 10)).map(({ kind, entryId }) => [kind, entryId]),
  dueOn: (client, db) => dueOn(client, db, 'email', NOW, 10),
  entriesToldBy: (client, db) => entriesToldBy(client, db, 2),
  forgetDelivery: async (client, db) => {
    await claimDelivery(client, db, 2, CLAIM);
    await forgetDelivery(client, db, 2, 'trial');
  },
  holdFolded: (client, db) => holdFolded(client, db, 'desk'),
  messageCondition: async (client, db) => {
    await db.change("UPDATE smc_deliveries SET state = 'dead', done_at = due_at WHERE client = ?", [client]);
    await saveHealth(client, db, 'channel email', { ok: false, sinceAt: NINE, why: `refused at ${client}` }, NINE);
    return messageCondition(client, db);
  },
  lastToldAt: (client, db) => lastToldAt(client, db, 'desk', 1),
  newlyTold: (client, db) => newlyTold(client, db, [1, 2, 3]),
  putDelivery: (client, db) => put(client, db, 'test', 'trial', 1),
  readDelivery: (client, db) => readDelivery(client, db, 1),
  readDigests,
  readJournal: (client, db) => readJournal(client, db, { entryId: 1 }),
  readUnsubscribed,
  realtimeSince: (client, db) => realtimeSince(client, db, 'desk', 0),
  releaseClaims: async (client, db) => {
    await claimDelivery(client, db, 2, CLAIM);
    return releaseClaims(client, db, 'trial');
  },
  resend: (client, db) => resend(client, db, 1, 'eve', NOW),
  saveDigest: (client, db) => saveDigest(client, db, { reader: 'desk', schedule: 'trial', dueAt: NOW, sinceAt: NOW }),
  sentMessage: async (client, db) => {
    await claimDelivery(client, db, 2, CLAIM);
    return sentMessage(client, db, sent, NOW, async () => []);
  },
  settleDelivery: async (client, db) => {
    await claimDelivery(client, db, 2, CLAIM);
    return settleDelivery(client, db, 2, 'trial', { state: 'later', detail: 'busy', dueAt: NOW + 60 }, NOW);
  },
  subscribeAgain: (client, db) => subscribeAgain(client, db, 'desk', 'eve', NOW),
  sweepDeliveries: (client, db) => sweepDeliveries(client, db, NOW),
  takeOut: async (client, db) => {
    const items = await dueItems(client, db, NOW, 1);
    return takeOut(
      client,
      db,
      items.map(({ id }) => id),
    );
  },
  toldSince: (client, db) => toldSince(client, db, 1, 0),
  unsubscribe: (client, db) => unsubscribe(client, db, 2, NOW),
  writeJournal: (client, db) => writeJournal(client, db, { deliveryId: 1, at: NOW, result: 'resent', detail: 'trial', userId: 'eve' }),
};

/** What a turn does about messages. */
export async function sentInTurn(client: string, db: Database): Promise<typeof sent> {
  await claimDelivery(client, db, 2, CLAIM);
  return sent;
}
