import type { Directory } from '../../shared/directory';
import { vipsOf } from '../../shared/phone/vips';
import type { Settings } from '../../shared/settings';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { type Hours, rulesOf } from '../entries/rules';
import type { Queryable, Writable } from '../store/database';
import { type DeliveryKind, putDelivery } from '../store/deliveries';
import { readSettings } from '../store/settings-store';
import { readUnsubscribed, type Unsubscribed } from '../store/unsubscribed';
import { quietUntil } from './quiet';
import { type Reader, readersOf } from './readers';

/** What a client's messages are planned with: read once a round. */
export interface Planning {
  readonly client: ClientId;
  readonly now: UtcSeconds;
  readonly settings: Settings;
  readonly directory: Directory;
  /** Where the people work: what due times go by. */
  readonly zone: string;
  readonly hours: Hours;
  /** Those who unsubscribed are not among them. */
  readonly readers: readonly Reader[];
  isVip(key: string): boolean;
  readonly unsubscribed: readonly Unsubscribed[];
}

/** Reads it; `directory` is the PBX's now. */
export async function planningOf(client: ClientId, db: Queryable, directory: Directory, now: UtcSeconds): Promise<Planning> {
  const settings = await readSettings(client, db);
  const pbxZone = directory.timeZone || 'UTC';
  const unsubscribed = await readUnsubscribed(client, db);
  return {
    client,
    now,
    settings,
    directory,
    zone: settings.time_zone || pbxZone,
    hours: rulesOf(settings, pbxZone).hours,
    readers: readersOf(settings, directory, pbxZone).filter((reader) => !isUnsubscribed(unsubscribed, reader.id, reader.address)),
    unsubscribed,
    isVip: vipsOf(settings, directory),
  };
}

/** Whether a reader does not want to be told at this address any more. */
export function isUnsubscribed(unsubscribed: readonly Unsubscribed[], reader: string, address: string): boolean {
  return unsubscribed.some((one) => one.reader === reader && one.address === address);
}

/** When a reader's quiet hours end, if it is quiet for him now. */
export function quietNow({ zone, now }: Planning, reader: Reader): UtcSeconds | null {
  return quietUntil(reader.quiet, zone, now);
}

/** What of a message its reader does not say. */
export interface Putting {
  readonly onceKey: string;
  readonly kind: DeliveryKind;
  readonly why: string;
  readonly dueAt: UtcSeconds;
  /** Digests: from when to when they tell. */
  readonly sinceAt?: UtcSeconds;
  readonly untilAt?: UtcSeconds;
}

/** Puts a message to a reader in; answers its number, or null when it was put in before. */
export function putTo(
  reader: Pick<Reader, 'id' | 'recipient' | 'channel' | 'address'>,
  { sinceAt, untilAt, ...message }: Putting,
  entryIds: readonly number[],
  { client, now }: Pick<Planning, 'client' | 'now'>,
  tx: Writable,
): Promise<number | null> {
  const { id, recipient, channel, address } = reader;
  const span = { sinceAt: sinceAt === undefined ? null : sinceAt, untilAt: untilAt === undefined ? null : untilAt };
  return putDelivery(client, tx, { ...message, ...span, recipient, reader: id, channel, address, createdAt: now }, entryIds);
}
