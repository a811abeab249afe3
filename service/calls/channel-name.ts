/** The parts of a channel's name, e.g. `PJSIP/101-0000000b` or `Local/101@from-queue-0000000c;1`. */
export interface ChannelName {
  readonly tech: string;
  /** Technology and peer, e.g. `PJSIP/101`: what the directory calls an endpoint. */
  readonly endpoint: string;
  readonly peer: string;
  /** Local channels only: what is dialled, and where. */
  readonly local: { readonly number: string; readonly context: string; readonly otherHalf: string } | null;
}

const LOCAL = /^Local\/(.*)@(.*?)(?:-[0-9a-f]{8})?(;[12])$/;

/** Splits a channel's name; never throws, a name of another form has an empty peer. */
export function channelName(name: string): ChannelName {
  const slash = name.indexOf('/');
  const tech = slash < 0 ? name : name.slice(0, slash);
  if (tech === 'Local') {
    const parts = LOCAL.exec(name);
    const number = parts ? parts[1] || '' : '';
    const local = parts
      ? { number, context: (parts[2] || '').replace(/\/n$/, ''), otherHalf: name.slice(0, -1) + (parts[3] === ';1' ? '2' : '1') }
      : null;
    return { tech, endpoint: `Local/${number}`, peer: number, local };
  }
  const dash = name.lastIndexOf('-');
  const endpoint = dash > slash ? name.slice(0, dash) : name;
  return { tech, endpoint, peer: endpoint.slice(slash + 1), local: null };
}
