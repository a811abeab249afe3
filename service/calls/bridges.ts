import type { CelRecord } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import type { ChannelList } from './channel-list';
import type { Channel } from './channels';

/** A channel's stay in one bridge where people can hear each other. */
export interface Stay {
  readonly channel: string;
  readonly bridge: string;
  readonly from: UtcSeconds;
  readonly to: UtcSeconds;
}

/** A person's channel that shared a conversation with the caller's, and when. */
export interface Meeting {
  readonly channel: Channel;
  readonly from: UtcSeconds;
  readonly to: UtcSeconds;
}

/**
 * The bridge a BRIDGE_ENTER joins. `holding_bridge` is music or parking and no conversation
 * (Asterisk's bridge_holding.c). Where `extra` was cut, the peer's name stands for the bridge.
 */
function bridgeOf(record: CelRecord): string | null {
  const extra = record.extra;
  if (extra !== null && typeof extra.bridge_id === 'string') {
    return String(extra.bridge_technology).indexOf('holding') >= 0 ? null : extra.bridge_id;
  }
  if (record.peer === '') return null;
  return [record.channel, record.peer].sort().join(' + ');
}

/** Every stay in a talking bridge, from BRIDGE_ENTER to BRIDGE_EXIT, hang-up, or for ever where the records stop. */
export function staysOf(channels: ChannelList): Stay[] {
  const stays: Stay[] = [];
  channels.all.forEach((channel) => {
    let bridge: string | null = null;
    let from = 0;
    const leave = (at: UtcSeconds) => {
      if (bridge !== null) stays.push({ channel: channel.name, bridge, from, to: at });
      bridge = null;
    };
    for (const record of channel.cel) {
      if (record.event === 'BRIDGE_ENTER') {
        leave(record.at);
        bridge = bridgeOf(record);
        from = record.at;
      } else if (record.event === 'BRIDGE_EXIT' || record.event === 'HANGUP' || record.event === 'CHAN_END') leave(record.at);
    }
    leave(Number.MAX_SAFE_INTEGER);
  });
  return stays;
}

function isPerson(channel: Channel): boolean {
  return channel.role === 'phone' || channel.role === 'outside' || channel.role === 'origin';
}

/**
 * Everyone the caller's channel met: same bridge at the same time, or joined through Local channels, which are wires.
 * Times are whole seconds, so a conversation of zero seconds counts.
 */
export function meetingsOf(caller: Channel, channels: ChannelList, stays: readonly Stay[]): Meeting[] {
  const meetings: Meeting[] = [];
  if (stays.length === 0) return meetings;
  const walk: { name: string; from: UtcSeconds; to: UtcSeconds }[] = [{ name: caller.name, from: 0, to: Number.MAX_SAFE_INTEGER }];
  const walked = new Set<string>();
  for (let here = walk.shift(); here !== undefined; here = walk.shift()) {
    for (const mine of stays) {
      if (mine.channel !== here.name || mine.from > here.to || mine.to < here.from) continue;
      for (const theirs of stays) {
        if (theirs.bridge !== mine.bridge || theirs.channel === mine.channel) continue;
        const from = Math.max(here.from, mine.from, theirs.from);
        const to = Math.min(here.to, mine.to, theirs.to);
        const key = `${theirs.channel} ${from} ${to}`;
        const other = channels.get(theirs.channel);
        if (from > to || walked.has(key) || other === undefined || other === caller) continue;
        walked.add(key);
        if (isPerson(other)) meetings.push({ channel: other, from, to });
        else if (other.parsed.local !== null) walk.push({ name: other.parsed.local.otherHalf, from, to });
      }
    }
  }
  return meetings.sort((one, other) => one.from - other.from);
}
