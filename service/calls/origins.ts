import { added } from './added';
import type { ChannelList } from './channel-list';
import type { Channel } from './channels';
import { compareUniqueids } from './uniqueid';

function byBirth(one: Channel, other: Channel): number {
  return compareUniqueids(one.uniqueid, other.uniqueid);
}

function isOrigin({ role }: Channel): boolean {
  return role === 'origin';
}

/** Click-to-call by a Local channel: its first half began the call and rings our phone before it dials out. */
function isFirstHalf({ role, linkedid, uniqueid, cel }: Channel): boolean {
  return role === 'local' && linkedid === uniqueid && cel.length > 0;
}

function oldest(channels: readonly Channel[], isOne: (channel: Channel) => boolean): Channel | null {
  let least: Channel | null = null;
  for (const one of channels) if (isOne(one) && (least === null || byBirth(one, least) < 0)) least = one;
  return least;
}

/** The channels that began calls of a group: every one that came in, in the order of their birth; else the one of ours that started it. */
export function originsOf(channels: ChannelList): Channel[] {
  let arrivals: Channel[] = [];
  for (const channel of channels.all) if (channel.role === 'arrival') arrivals = added(arrivals, channel);
  if (arrivals.length > 0) return arrivals.length === 1 ? arrivals : arrivals.sort(byBirth);
  const origin = oldest(channels.all, isOrigin) || oldest(channels.all, isFirstHalf);
  return origin === null ? [] : [origin];
}
