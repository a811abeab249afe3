/** One destination of a Dial application. */
export interface DialTarget {
  /** Technology and peer that is dialled. */
  readonly endpoint: string;
  /** The number sent to a trunk, or null when a phone is dialled. */
  readonly number: string | null;
}

/** A call's rows are asked again and again, and those of one group carry the same data. */
let lastData = '';
let lastTargets: readonly DialTarget[] = [];

/**
 * What a Dial application dialled, from its data: `PJSIP/101/sip:…&Local/0477@from-internal/n,20,tr`.
 * A number goes to a trunk as `PJSIP/number@trunk` or `SIP/trunk/number`.
 */
export function dialTargets(data: string): readonly DialTarget[] {
  if (data === lastData) return lastTargets;
  const comma = data.indexOf(',');
  const end = comma < 0 ? data.length : comma;
  const targets: DialTarget[] = [];
  for (let from = 0; from < end; ) {
    const and = data.indexOf('&', from);
    const to = and < 0 || and > end ? end : and;
    const target = targetIn(data, from, to);
    if (target !== null) targets.push(target);
    from = to + 1;
  }
  lastData = data;
  lastTargets = targets;
  return targets;
}

/** Where a character stands in a part of a text, else the part's end. */
function before(text: string, character: string, from: number, to: number): number {
  const at = text.indexOf(character, from);
  return at < 0 || at > to ? to : at;
}

/** One destination: technology, peer and perhaps a number, with `/` between them. */
function targetIn(data: string, from: number, to: number): DialTarget | null {
  const slash = before(data, '/', from, to);
  const peerEnd = before(data, '/', slash + 1, to);
  if (slash === from || peerEnd <= slash + 1) return null;
  const at = before(data, '@', slash + 1, peerEnd);
  const isLocal = slash - from === 5 && data.startsWith('Local', from);
  if (isLocal) return { endpoint: data.slice(from, at), number: null };
  if (at < peerEnd) return { endpoint: data.slice(from, slash + 1) + data.slice(at + 1, peerEnd), number: data.slice(slash + 1, at) };
  const number = data.slice(peerEnd + 1, before(data, '/', peerEnd + 1, to));
  const isSent = number !== '' && !(slash - from === 5 && data.startsWith('PJSIP', from));
  return { endpoint: data.slice(from, peerEnd), number: isSent ? number : null };
}
