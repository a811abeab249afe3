import type { Saying } from './messages';
import { type Channel, type ChannelSetting, channelOf, MAIL_CHANNEL, type QuietHours, recipientOf } from './notify-settings';
import type { Settings } from './settings';
import { isZone } from './zone';

/** What a mail address must look like to be worth a try; no spaces, quotes or brackets, so that nothing else can be smuggled in. */
const MAIL_ADDRESS = /^[^\s"<>(),:;@\\[\]-][^\s"<>(),:;@\\[\]]*@[^\s"<>(),:;@\\[\]]+$/;

/** Whether a text can be a mail address. */
export function isMailAddress(text: string): boolean {
  return MAIL_ADDRESS.test(text);
}

/** What makes no sense about a setting of the right form, and where: `recipients.0.address`. */
export interface SettingFault {
  readonly path: string;
  readonly saying: Saying;
}

/** What makes no sense among the settings about messages. */
export function senselessNotices(settings: Partial<Settings>): SettingFault[] {
  const channels = settings.notify_channels || [];
  return quietFaults('notify_quiet_hours', settings.notify_quiet_hours || null).concat(
    recipientFaults(settings.recipients || []),
    ...channels.map((channel, place) => channelFaults(channel, `notify_channels.${place}`)),
    repeated(
      'notify_channels',
      channels.map(({ id }) => id),
    ),
  );
}

function recipientFaults(settings: Settings['recipients']): SettingFault[] {
  const all = settings.map(recipientOf);
  const faults = repeated(
    'recipients',
    all.map(({ id }) => id),
  );
  all.forEach(({ channel, address, extension, group, time_zone: zone, quiet_hours: quiet }, place) => {
    const at = `recipients.${place}`;
    const ways = [address, extension, group].filter((one) => one !== '').length;
    if (ways > 1) faults.push({ path: at, saying: { key: 'sense.ways' } });
    if (channel === MAIL_CHANNEL && ways === 0) faults.push({ path: `${at}.address`, saying: { key: 'sense.no_address' } });
    if (channel === MAIL_CHANNEL && address !== '' && !isMailAddress(address)) {
      faults.push({ path: `${at}.address`, saying: { key: 'sense.address', params: { address } } });
    }
    if (zone !== null && !isZone(zone)) faults.push({ path: `${at}.time_zone`, saying: { key: 'sense.zone', params: { zone } } });
    faults.push(...quietFaults(`${at}.quiet_hours`, quiet));
  });
  return faults;
}

function quietFaults(path: string, quiet: QuietHours | null): SettingFault[] {
  return quiet !== null && quiet[0] === quiet[1] ? [{ path, saying: { key: 'sense.quiet' } }] : [];
}

/** What each kind of channel cannot do without. */
const NEEDS: { readonly [kind in Channel['kind']]: readonly (keyof Channel)[] } = {
  sendmail: [],
  smtp: ['host'],
  webhook: ['url', 'secret'],
  slack: ['secret'],
  teams: ['secret'],
  google_chat: ['secret'],
  telegram: ['secret'],
  ntfy: ['url'],
  gotify: ['url', 'secret'],
  http: ['url'],
};

function channelFaults(setting: ChannelSetting, at: string): SettingFault[] {
  const channel = channelOf([setting], setting.id) as Channel;
  const { id, kind, user, secret, from } = channel;
  const faults: SettingFault[] = NEEDS[kind]
    .filter((name) => channel[name] === '' || channel[name] === null)
    .map((name) => ({ path: `${at}.${name}`, saying: { key: 'sense.needed', params: { kind } } }));
  if (id === MAIL_CHANNEL && kind !== 'smtp' && kind !== 'sendmail')
    faults.push({ path: `${at}.kind`, saying: { key: 'sense.mail_kind' } });
  if (user !== '' && secret === null) faults.push({ path: `${at}.secret`, saying: { key: 'sense.secret' } });
  if (from !== '' && !isMailAddress(from)) faults.push({ path: `${at}.from`, saying: { key: 'sense.address', params: { address: from } } });
  return faults;
}

/** Every id that stands there twice, where it stands again. */
function repeated(list: string, ids: readonly string[]): SettingFault[] {
  return ids
    .map((id, place): SettingFault => ({ path: `${list}.${place}.id`, saying: { key: 'sense.twice', params: { id } } }))
    .filter((_fault, place) => ids.indexOf(ids[place] as string) !== place);
}
