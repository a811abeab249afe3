import type { Directory } from '../../shared/directory';
import { type Channel, channelOf } from '../../shared/notify-settings';
import type { ClientId } from '../../shared/words';
import type { Clock } from '../clock';
import type { Database } from '../store/database';
import type { Delivery } from '../store/deliveries';
import { claimDelivery, dueChannels, dueOn, forgetDelivery, settleDelivery } from '../store/delivery-claims';
import { createEntryStore } from '../store/entry-store';
import { tryAgainAt } from './backoff';
import type { Carrier, CarrierParts, Result } from './channels/contract';
import { permanent } from './channels/contract';
import { type Composed, type ComposeParts, compose } from './compose';
import { isUnsubscribed, type Planning, planningOf } from './planning';
import type { Pulse } from './pulse';

/** What messages are sent with. */
export interface SenderParts extends ComposeParts {
  readonly client: ClientId;
  readonly db: Database;
  readonly clock: Clock;
  readonly directory: () => Directory;
  /** The secret of a name, as it is kept now; null when there is none. */
  readonly secretOf: (name: string) => string | null;
  readonly carrierOf: (parts: CarrierParts) => Carrier;
  readonly sendmail: string;
  /** Every certificate to trust, as PEM; null: those everybody trusts. */
  readonly trusted: readonly string[] | null;
  /** How long to wait before the next message may go, in milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
  /** Never used by another process: whose messages are whose. */
  readonly me: string;
  /** True once nothing new is to be begun. */
  readonly stopping: () => boolean;
  readonly pulse: Pulse;
}

/** Messages of one channel a round: so many are in memory at most, one at a time. */
const MOST_A_ROUND = 50;
/** Longest attempt; a claim lasts longer than that, so that nobody else takes a message that is still on its way. */
export const ATTEMPT_MS = 60000;
const CLAIM_SECONDS = 300;
const MOST_TRIES = 5;

type Failure = Extract<Result, { readonly ok: false }>;

/**
 * Sends what is due: the channels beside one another, the messages of one channel one after the other, all of them no faster than the settings
 * allow. A channel that fails lets the rest of its messages wait. Answers how many attempts were made.
 */
export async function sendDue(parts: SenderParts): Promise<number> {
  const now = parts.clock.nowAt();
  const channels = await dueChannels(parts.client, parts.db);
  if (channels.length === 0) return 0;
  const planning = await planningOf(parts.client, parts.db, parts.directory(), now);
  const pace = paceOf(planning.settings.notify_max_per_minute, parts.pause);
  const counts = await Promise.all(channels.map((channel) => sendOn(parts, planning, channel, pace)));
  return counts.reduce((sum, one) => sum + one, 0);
}

/** Lets one pass at a time, and the next after its share of a minute. */
function paceOf(perMinute: number, pause: (ms: number) => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    const turn = last;
    last = turn.then(() => pause(60000 / perMinute));
    return turn;
  };
}

async function sendOn(parts: SenderParts, planning: Planning, name: string, pace: () => Promise<void>): Promise<number> {
  const { client, db, clock, me } = parts;
  const channel = channelOf(planning.settings.notify_channels, name);
  const carrier = channel === null ? null : parts.carrierOf(carrierParts(parts, channel));
  let attempts = 0;
  for (const id of await dueOn(client, db, name, clock.nowAt(), MOST_A_ROUND)) {
    if (parts.stopping()) break;
    const now = clock.nowAt();
    const delivery = await claimDelivery(client, db, id, { by: me, now, until: now + CLAIM_SECONDS });
    if (delivery === null) continue;
    const result = await attempt(parts, { ...planning, now }, delivery, carrier, pace);
    if (result === null) continue;
    attempts += 1;
    await parts.pulse.beat(name, result, clock.nowAt());
    if (!result.ok && result.channelFails) break;
  }
  return attempts;
}

/** What a channel's carrier is made of. */
export function carrierParts(
  parts: Pick<SenderParts, 'secretOf' | 'directory' | 'hostname' | 'sendmail' | 'trusted' | 'clock'>,
  channel: Channel,
): CarrierParts {
  const { secretOf, hostname, sendmail, trusted, clock } = parts;
  const { mailFrom } = parts.directory();
  const secret = channel.secret === null ? null : secretOf(channel.secret);
  const from = mailFrom === undefined ? {} : { mailFrom };
  return { channel, secret, hostname, ...from, sendmail, trusted, nowAt: () => clock.nowAt(), timeoutMs: ATTEMPT_MS };
}

/** One message, claimed: put together, sent, written down. Null when there was nothing to send. */
async function attempt(
  parts: SenderParts,
  planning: Planning,
  delivery: Delivery,
  carrier: Carrier | null,
  pace: () => Promise<void>,
): Promise<Result | null> {
  const { client, db, me, clock } = parts;
  const drop = async (why: string) => {
    await db.transaction((tx) => settleDelivery(client, tx, delivery.id, me, { state: 'dropped', detail: why }, clock.nowAt()));
    return null;
  };
  const { kind, reader, address } = delivery;
  if (kind !== 'test' && isUnsubscribed(planning.unsubscribed, reader, address)) return drop('unsubscribed');
  const composed = await composedOrNot(parts, planning, delivery);
  if (composed === null) return null;
  if (composed === 'nothing') {
    await forgetDelivery(client, db, delivery.id, me);
    return null;
  }
  if ('drop' in composed) return drop(composed.drop);
  await pace();
  if (parts.stopping()) return null;
  const result = carrier === null ? permanent(`There is no channel "${delivery.channel}" any more.`) : await carrier.send(composed.message);
  await writeDown(parts, delivery, result, composed);
  return result;
}

/** A message that cannot be put together waits, and the others go on. */
async function composedOrNot(parts: SenderParts, planning: Planning, delivery: Delivery): Promise<Composed | null> {
  try {
    return await compose(parts, planning, delivery);
  } catch (error) {
    const said = `It could not be put together: ${error instanceof Error ? error.message : String(error)}`;
    await failed(parts, delivery, { ok: false, permanent: false, channelFails: false, said });
    return null;
  }
}

/** The other side has taken it: this has to be written down, or it would be sent once more. So a database that is away is waited for. */
async function surely(pause: (ms: number) => Promise<void>, work: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      await pause(1000 * tries);
    }
  }
}

/** It did not go: tried again later, or given up. */
async function failed({ client, db, clock, me }: SenderParts, delivery: Delivery, result: Failure): Promise<void> {
  const now = clock.nowAt();
  const again = result.permanent ? null : tryAgainAt(now, delivery.createdAt, delivery.tries + 1, result.retryAfterSeconds);
  const detail = result.said;
  const outcome = again === null ? ({ state: 'dead', detail } as const) : ({ state: 'later', detail, dueAt: again } as const);
  await db.transaction((tx) => settleDelivery(client, tx, delivery.id, me, outcome, now));
}

async function writeDown(
  parts: SenderParts,
  delivery: Delivery,
  result: Result,
  { entryIds }: { readonly entryIds: readonly number[] },
): Promise<void> {
  if (!result.ok) return failed(parts, delivery, result);
  const { client, db, clock, me, directory, pause } = parts;
  const time = { now: clock.nowAt(), zone: directory().timeZone || 'UTC' };
  if (entryIds.length === 0) {
    const outcome = { state: 'sent', detail: result.said } as const;
    return surely(pause, () => db.transaction((tx) => settleDelivery(client, tx, delivery.id, me, outcome, time.now)));
  }
  const sent = { deliveryId: delivery.id, by: me, detail: result.said, entryIds };
  return surely(pause, () => createEntryStore(db).inTurn(client, time, (turn) => turn.sent(sent)));
}
