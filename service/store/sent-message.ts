import type { EntryEvent } from '../../shared/entry';
import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Writable } from './database';
import { addTold } from './deliveries';
import { settleDelivery } from './delivery-claims';
import { newlyTold } from './delivery-history';
import { putOut } from './outbox';

/** A message that went out. */
export interface SentMessage {
  readonly deliveryId: number;
  /** Who had claimed it. */
  readonly by: string;
  /** What the other side said. */
  readonly detail: string;
  /** The entries it showed. */
  readonly entryIds: readonly number[];
}

/** Writes down that a message went out; `notified` marks entries as told. False: it was not his any more, and nothing was written. */
export async function sentMessage(
  client: ClientId,
  tx: Writable,
  { deliveryId, by, detail, entryIds }: SentMessage,
  now: UtcSeconds,
  notified: (entryIds: readonly number[]) => Promise<readonly EntryEvent[]>,
): Promise<boolean> {
  if (!(await settleDelivery(client, tx, deliveryId, by, { state: 'sent', detail }, now))) return false;
  await addTold(client, tx, deliveryId, entryIds);
  const { untold, withdrawn } = await newlyTold(client, tx, entryIds);
  await notified(untold);
  // It was on its way while the caller turned out to have been served: the correction follows.
  const wrong = withdrawn.map((entryId) => ({ entryId, kind: 'withdrawn', dueAt: now }));
  await putOut(client, tx, wrong);
  return true;
}
