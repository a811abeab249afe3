/** How often a recipient is told: not at all, of each missed caller at once, or by a digest. */
export type Cadence = 'off' | 'realtime' | 'hourly' | 'daily' | 'weekly' | 'monthly';

/** From and to in local wall time; `['21:00', '07:00']` lasts over midnight. */
export type QuietHours = readonly string[];

/** Who is told, and of what. No scope at all is everything; titles and bounds stand in settings.schema.json. */
export interface RecipientSetting {
  readonly id: string;
  readonly name?: string;
  readonly channel?: string;
  readonly address?: string;
  readonly extension?: string;
  readonly group?: string;
  readonly cadence?: Cadence | null;
  readonly dids?: readonly string[];
  readonly queues?: readonly string[];
  readonly ring_groups?: readonly string[];
  readonly extensions?: readonly string[];
  readonly language?: string | null;
  readonly time_zone?: string | null;
  readonly quiet_hours?: QuietHours | null;
}

/** A recipient with nothing left open. */
export type Recipient = Required<RecipientSetting>;

export interface EscalationStep {
  /** A recipient's id, or `owner`: whoever took the entry on, else the people whose phones rang. */
  readonly to: string;
  /** Business minutes after the response target, or after the last callback that nobody took. */
  readonly after_minutes?: number;
}

/** What can carry a message. */
export type ChannelKind = 'sendmail' | 'smtp' | 'webhook' | 'slack' | 'teams' | 'google_chat' | 'telegram' | 'ntfy' | 'gotify' | 'http';

/** A way for messages. `secret` only names where the secret is kept. */
export interface ChannelSetting {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly secret?: string | null;
  readonly from?: string;
  readonly host?: string;
  readonly port?: number | null;
  readonly security?: 'starttls' | 'tls' | 'none';
  readonly user?: string;
  readonly url?: string;
  readonly to?: string;
  readonly method?: 'POST' | 'PUT' | 'GET';
  readonly content_type?: 'application/json' | 'application/x-www-form-urlencoded' | 'text/plain';
  readonly body?: string;
  readonly authorization?: string;
}

/** A channel with nothing left open. */
export type Channel = Required<ChannelSetting>;

/** The channel of every recipient who names none: mail, by this machine's sendmail unless a channel of this id says otherwise. */
export const MAIL_CHANNEL = 'email';

const RECIPIENT: Omit<Recipient, 'id'> = {
  name: '',
  channel: MAIL_CHANNEL,
  address: '',
  extension: '',
  group: '',
  cadence: null,
  dids: [],
  queues: [],
  ring_groups: [],
  extensions: [],
  language: null,
  time_zone: null,
  quiet_hours: null,
};

const CHANNEL: Omit<Channel, 'id' | 'kind'> = {
  secret: null,
  from: '',
  host: '',
  port: null,
  security: 'starttls',
  user: '',
  url: '',
  to: '',
  method: 'POST',
  content_type: 'application/json',
  body: '',
  authorization: '',
};

/** A recipient with its defaults; a mail address alone is one who gets everything. */
export function recipientOf(setting: string | RecipientSetting): Recipient {
  if (typeof setting === 'string') return { ...RECIPIENT, id: setting.toLowerCase(), address: setting };
  return { ...RECIPIENT, ...setting };
}

/** The channel of an id, with its defaults; null for one nobody set up. */
export function channelOf(channels: readonly ChannelSetting[], id: string): Channel | null {
  const found = channels.filter((one) => one.id === id)[0];
  if (found !== undefined) return { ...CHANNEL, ...found };
  return id === MAIL_CHANNEL ? { ...CHANNEL, id, kind: 'sendmail' } : null;
}
