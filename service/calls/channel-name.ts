import { Memo } from '../../shared/memo';

/** The parts of a channel's name, e.g. `PJSIP/101-0000000b` or `Local/101@from-queue-0000000c;1`. */
export interface ChannelName {
  readonly tech: string;
  /** Technology and peer, e.g. `PJSIP/101`: what the directory calls an endpoint. */
  readonly endpoint: string;
  readonly peer: string;
  /** Announcers, recorders and the like. */
  readonly isMachinery: boolean;
  /** Local channels only: what is dialled, and where. */
  readonly local: { readonly number: string; readonly context: string; readonly otherHalf: string } | null;
}

const LOCAL = /^Local\/(.*)@(.*?)(?:-[0-9a-f]{8})?(;[12])$/;

const MACHINERY = new Set('CBAnn CBRec Announcer Recorder Message Surrogate MulticastRTP UnicastRTP Console Bridge'.split(' '));

/** A PBX has few endpoints and many channels of each. */
const MOST_ENDPOINTS = 4000;
const endpoints = new Memo<ChannelName>(MOST_ENDPOINTS);

function localName(name: string): ChannelName {
  const parts = LOCAL.exec(name);
  const number = parts ? parts[1] || '' : '';
  const local = parts
    ? { number, context: (parts[2] || '').replace(/\/n$/, ''), otherHalf: name.slice(0, -1) + (parts[3] === ';1' ? '2' : '1') }
    : null;
  return { tech: 'Local', endpoint: `Local/${number}`, peer: number, isMachinery: false, local };
}

/** Splits a channel's name; never throws, a name of another form has an empty peer. */
export function channelName(name: string): ChannelName {
  const slash = name.indexOf('/');
  if (slash === 5 && name.startsWith('Local')) return localName(name);
  const dash = name.lastIndexOf('-');
  const endpoint = dash > slash ? name.slice(0, dash) : name;
  const known = endpoints.get(endpoint);
  if (known !== undefined) return known;
  const tech = slash < 0 ? name : name.slice(0, slash);
  return endpoints.set(endpoint, { tech, endpoint, peer: endpoint.slice(slash + 1), isMachinery: MACHINERY.has(tech), local: null });
}
