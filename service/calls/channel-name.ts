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

/** A PBX has few endpoints and many channels of each: those seen last, in a place by how they end. */
const PLACES = 1024;
const endpoints: (ChannelName | undefined)[] = new Array(PLACES).fill(undefined);
const DASH = 45;

function lastDash(name: string): number {
  let at = name.length - 1;
  while (at >= 0 && name.charCodeAt(at) !== DASH) at -= 1;
  return at;
}

function placeOf(name: string, end: number): number {
  let hash = end;
  for (let at = Math.max(0, end - 4); at < end; at += 1) hash = Math.imul(hash, 31) + name.charCodeAt(at);
  return hash & (PLACES - 1);
}

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
  const dash = lastDash(name);
  const place = placeOf(name, dash);
  const last = endpoints[place];
  if (last !== undefined && last.endpoint.length === dash && name.startsWith(last.endpoint)) return last;
  const slash = name.indexOf('/');
  if (slash === 5 && name.startsWith('Local')) return localName(name);
  const isWhole = dash > slash;
  const endpoint = isWhole ? name.slice(0, dash) : name;
  const tech = slash < 0 ? endpoint : name.slice(0, slash);
  const parsed = { tech, endpoint, peer: endpoint.slice(slash + 1), isMachinery: MACHINERY.has(tech), local: null };
  if (isWhole && slash > 0) endpoints[place] = parsed;
  return parsed;
}
