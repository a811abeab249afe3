import { type Channel, type ChannelSetting, channelOf, type QuietHours, recipientOf } from './notify-settings';
import type { Settings } from './settings';
import { isZone } from './zone';

/** What a mail address must look like to be worth a try; no spaces, quotes or brackets, so that nothing else can be smuggled in. */
const MAIL_ADDRESS = /^[^\s"<>(),:;@\\[\]-][^\s"<>(),:;@\\[\]]*@[^\s"<>(),:;@\\[\]]+$/;

/** Whether a text can be a mail address. */
export function isMailAddress(text: string): boolean {
  return MAIL_ADDRESS.test(text);
}

/** A sentence for each setting about messages that has the right form and makes no sense. */
export function senselessNotices(settings: Partial<Settings>): string[] {
  return quietFaults('notify_quiet_hours', settings.notify_quiet_hours || null).concat(
    recipientFaults(settings.recipients || []),
    ...(settings.notify_channels || []).map(channelFaults),
    repeated((settings.notify_channels || []).map(({ id }) => id)).map((id) => `notify_channels has "${id}" twice: give each its own id.`),
  );
}

function recipientFaults(settings: Settings['recipients']): string[] {
  const all = settings.map(recipientOf);
  const faults = repeated(all.map(({ id }) => id)).map((id) => `recipients has "${id}" twice: give each its own id.`);
  for (const { id, channel, address, extension, group, time_zone: zone, quiet_hours: quiet } of all) {
    const ways = [address, extension, group].filter((one) => one !== '').length;
    if (ways > 1) faults.push(`recipients: "${id}" has more than one of address, extension and group: keep one.`);
    if (channel === 'email' && ways === 0) faults.push(`recipients: "${id}" has no mail address: add one, an extension or a group.`);
    if (channel === 'email' && address !== '' && !isMailAddress(address))
      faults.push(`recipients: "${address}" is no mail address: correct it.`);
    if (zone !== null && !isZone(zone))
      faults.push(`recipients: time_zone "${zone}" of "${id}" is known to nobody: use one such as Europe/Brussels.`);
    faults.push(...quietFaults(`recipients: quiet_hours of "${id}"`, quiet));
  }
  return faults;
}

function quietFaults(where: string, quiet: QuietHours | null): string[] {
  return quiet !== null && quiet[0] === quiet[1] ? [`${where} begin when they end: name two times, or none.`] : [];
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

function channelFaults(setting: ChannelSetting): string[] {
  const channel = channelOf([setting], setting.id) as Channel;
  const faults = NEEDS[channel.kind]
    .filter((name) => channel[name] === '' || channel[name] === null)
    .map((name) => `notify_channels: "${channel.id}" (${channel.kind}) has no ${name}: add it.`);
  if (channel.id === 'email' && channel.kind !== 'smtp' && channel.kind !== 'sendmail')
    faults.push('notify_channels: "email" must be of kind smtp or sendmail: give this one another id.');
  if (channel.user !== '' && channel.secret === null)
    faults.push(`notify_channels: "${channel.id}" has a user and no secret: name where its password is kept.`);
  if (channel.from !== '' && !isMailAddress(channel.from))
    faults.push(`notify_channels: "${channel.from}" is no mail address: correct it.`);
  return faults;
}

function repeated(ids: readonly string[]): string[] {
  return Array.from(new Set(ids.filter((id, n) => ids.indexOf(id) !== n)));
}
