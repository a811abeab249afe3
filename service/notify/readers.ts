import { createHash } from 'crypto';
import type { Directory } from '../../shared/directory';
import { mailOfExtensions, mailOfGroup, mailOfUser } from '../../shared/directory-mail';
import type { Entry } from '../../shared/entry';
import { type Cadence, MAIL_CHANNEL, type QuietHours, type Recipient, recipientOf } from '../../shared/notify-settings';
import type { Settings } from '../../shared/settings';
import type { UtcSeconds } from '../../shared/words';
import type { Scope } from './scope';

/** One address that is told: a recipient has one, or as many as the people it stands for. */
export interface Reader {
  /** Stable for the same recipient and address, at most 64 characters: what due times, the journal and unsubscribing go by. */
  readonly id: string;
  /** The recipient in the settings; `owner` for whose the entry is. */
  readonly recipient: string;
  readonly name: string;
  readonly channel: string;
  readonly address: string;
  readonly cadence: Cadence;
  readonly scope: Scope;
  readonly language: string;
  /** Of the times in messages. */
  readonly zone: string;
  readonly quiet: QuietHours | null;
}

const LONGEST_ID = 64;
/** The recipient who is whoever took the entry on, else whoever's phone rang. */
export const OWNER = 'owner';

/** What of an entry tells whose it is. */
type Owned = Pick<Entry, 'extensions' | 'claimedBy' | 'claimedUntil'>;

/** The people of a recipient change; each keeps his own due times and his own wish not to be told. */
function idOf(recipient: string, address: string, isOnly: boolean): string {
  if (isOnly && recipient.length <= LONGEST_ID) return recipient;
  return `${recipient.slice(0, 40)}/${createHash('sha1').update(`${recipient} ${address.toLowerCase()}`).digest('hex').slice(0, 16)}`;
}

function addressesOf(recipient: Recipient, directory: Directory): readonly string[] {
  if (recipient.extension !== '') return mailOfExtensions(directory, [recipient.extension]);
  if (recipient.group !== '') return mailOfGroup(directory, recipient.group);
  return [recipient.address];
}

/** Everybody who is told anything by these settings. `zone` is the PBX's, where the settings name none. */
export function readersOf(settings: Settings, directory: Directory, zone: string): readonly Reader[] {
  const all = settings.recipients.map(recipientOf).map((recipient) => {
    const addresses = addressesOf(recipient, directory);
    return addresses.map((address) => ({
      ...common(recipient, settings, zone),
      id: idOf(recipient.id, address, recipient.group === '' && recipient.extension === ''),
      address,
    }));
  });
  return all.reduce<readonly Reader[]>((readers, some) => readers.concat(some), []);
}

/** Whoever took an entry on, when the PBX knows his mail, else the people at the phones that rang, as readers of an escalation. */
export function ownersOf(entry: Owned, settings: Settings, directory: Directory, zone: string, now: UtcSeconds): readonly Reader[] {
  const isTaken = entry.claimedBy !== null && (entry.claimedUntil === null || entry.claimedUntil > now);
  const taker = isTaken ? mailOfUser(directory, entry.claimedBy as string) : [];
  return (taker.length > 0 ? taker : mailOfExtensions(directory, entry.extensions)).map((address) => ({
    ...common(recipientOf({ id: OWNER }), settings, zone),
    id: idOf(OWNER, address, false),
    address,
  }));
}

function common(recipient: Recipient, settings: Settings, zone: string): Omit<Reader, 'id' | 'address'> {
  return {
    recipient: recipient.id,
    name: recipient.name,
    channel: recipient.channel || MAIL_CHANNEL,
    cadence: recipient.cadence || settings.notify_frequency,
    scope: recipient,
    language: recipient.language || 'en',
    zone: recipient.time_zone || settings.time_zone || zone,
    quiet: recipient.quiet_hours || settings.notify_quiet_hours,
  };
}
