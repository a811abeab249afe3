import type { Leg, Person } from '../../shared/call';
import type { CdrRecord } from '../../shared/records';
import { added } from './added';
import type { ChannelList } from './channel-list';
import type { Channel } from './channels';
import { dialTargets } from './dial-targets';

/** Q.850 causes of a phone that never rang. Source: Asterisk `include/asterisk/causes.h`. */
const UNREACHABLE = new Set([1, 3, 18, 20, 27, 34, 38, 41, 42, 44, 58, 66]);
const BUSY = 17;
const DECLINED = 21;
const ANSWERED_ELSEWHERE = 26;

/** A phone that refuses within this time did not ring: records have whole seconds, so one may pass between two of them. */
const AT_ONCE_SECONDS = 1;

function outcomeOf(cause: number | null, seconds: number): Leg['outcome'] {
  if (cause === ANSWERED_ELSEWHERE) return 'answered_elsewhere';
  if (cause === BUSY) return seconds > AT_ONCE_SECONDS ? 'declined' : 'busy';
  if (cause === DECLINED) return 'declined';
  if (cause !== null && UNREACHABLE.has(cause) && seconds <= AT_ONCE_SECONDS) return 'unreachable';
  return 'no_answer';
}

function celLeg(channel: Channel, person: Person): Leg {
  const pickedUp = channel.cel.some((record) => record.event === 'PICKUP');
  const end = channel.answeredAt !== null ? channel.answeredAt : channel.endedAt;
  const last = channel.cel[channel.cel.length - 1];
  const seconds = (end !== null ? end : last ? last.at : channel.startedAt) - channel.startedAt;
  const outcome = pickedUp ? 'answered_elsewhere' : channel.answeredAt !== null ? 'answered' : outcomeOf(channel.hangupCause, seconds);
  const refused = outcome === 'busy' || outcome === 'declined' || outcome === 'unreachable';
  const rang = !(refused && seconds <= AT_ONCE_SECONDS);
  const ringSeconds = rang ? seconds : 0;
  return { channel: channel.name, person, startedAt: channel.startedAt, endedAt: channel.endedAt, rang, ringSeconds, outcome };
}

/** `lastdata` is varchar(80): a longer list of phones is cut. */
const LASTDATA_LENGTH = 79;

/** True when the row's own Dial or Queue rang this phone; a picker, a retriever or a transfer target only shows up as dstchannel. */
export function wasDialled(row: CdrRecord, channel: Channel): boolean {
  if (row.lastapp === 'Queue') return true;
  if (row.lastapp !== 'Dial') return false;
  for (const target of dialTargets(row.lastdata)) if (target.endpoint === channel.parsed.endpoint) return true;
  const rangOrFailed = row.disposition !== 'ANSWERED' || row.durationSeconds > row.billSeconds;
  return row.lastdata.length >= LASTDATA_LENGTH && rangOrFailed;
}

/** The first of the rows that rang it. */
function dialledBy(channel: Channel): CdrRecord | undefined {
  for (const row of channel.called) if (wasDialled(row, channel)) return row;
  return undefined;
}

function cdrLeg(row: CdrRecord, channel: Channel, person: Person): Leg {
  const seconds = row.disposition === 'ANSWERED' ? Math.max(0, row.durationSeconds - row.billSeconds) : row.durationSeconds;
  const refused = row.disposition === 'BUSY' || row.disposition === 'FAILED' || row.disposition === 'CONGESTION';
  const atOnce = refused && seconds <= AT_ONCE_SECONDS;
  const outcome: Leg['outcome'] =
    row.disposition === 'ANSWERED'
      ? 'answered'
      : !refused
        ? 'no_answer'
        : row.disposition === 'BUSY'
          ? atOnce
            ? 'busy'
            : 'declined'
          : 'unreachable';
  return {
    channel: channel.name,
    person,
    startedAt: row.startedAt,
    endedAt: row.startedAt + row.durationSeconds,
    rang: !atOnce,
    ringSeconds: atOnce ? 0 : seconds,
    outcome,
  };
}

/** Every phone that was tried for the caller, in order; by CEL where it knows the channel, else by the CDR row that dialled it. */
export function legsOf(channels: ChannelList, person: (channel: Channel) => Person): Leg[] {
  let legs: Leg[] = [];
  for (const channel of channels.all) {
    if (channel.role !== 'phone' && channel.role !== 'outside') continue;
    if (channel.cel.length > 0) {
      legs = added(legs, celLeg(channel, person(channel)));
      continue;
    }
    const row = dialledBy(channel);
    if (row !== undefined) legs = added(legs, cdrLeg(row, channel, person(channel)));
  }
  return legs.length < 2 ? legs : legs.sort((one, other) => one.startedAt - other.startedAt || (one.channel < other.channel ? -1 : 1));
}
