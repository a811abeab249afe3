import { channelOf } from '../../shared/notify-settings';
import type { UtcSeconds } from '../../shared/words';
import { addClient, lockClient } from '../store/clients';
import { claimDelivery, settleDelivery } from '../store/delivery-claims';
import { permanent, type Result } from './channels/contract';
import { compose } from './compose';
import { planningOf, putTo } from './planning';
import { carrierParts, type SenderParts } from './sender';

/** What somebody tries. */
export interface Trying {
  /** Id of the channel. */
  readonly channel: string;
  /** Mail address, chat, topic or number; '' for the channel's own. */
  readonly address: string;
  readonly userId: string;
  readonly now: UtcSeconds;
}

/** Parts of a sender that sends once, without a daemon. */
export type TryParts = Omit<SenderParts, 'stopping' | 'pause' | 'pulse'>;

/**
 * Sends a test message by a channel at once, and says exactly what happened. It stands in the journal under who tried; it is never tried
 * again by itself.
 */
export async function testChannel(parts: TryParts, { channel: id, address, userId, now }: Trying): Promise<Result> {
  const { client, db, me } = parts;
  await addClient(client, db);
  const planning = await planningOf(client, db, parts.directory(), now);
  const channel = channelOf(planning.settings.notify_channels, id);
  if (channel === null) return permanent(`There is no channel "${id}": set notify_channels first.`);
  const claimed = await db.transaction(async (tx) => {
    await lockClient(client, tx);
    const reader = { id: 'test', recipient: userId, channel: id, address };
    const number = await putTo(
      reader,
      { onceKey: `test:${me}:${now}:${id}`.slice(0, 120), kind: 'test', why: 'test', dueAt: now },
      [],
      planning,
      tx,
    );
    return number === null ? null : claimDelivery(client, tx, number, { by: me, now, until: now + 300 });
  });
  if (claimed === null) return permanent('Somebody tries this channel at this very moment: look in the journal.');
  const composed = await compose(parts, planning, claimed);
  if (composed === 'nothing' || 'drop' in composed) throw new Error('a test always has something to say');
  const result = await parts.carrierOf(carrierParts(parts, channel)).send(composed.message);
  const state = result.ok ? 'sent' : 'dead';
  await db.transaction((tx) => settleDelivery(client, tx, claimed.id, me, { state, detail: result.said }, now));
  return result;
}
