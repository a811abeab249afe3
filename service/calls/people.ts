import type { Directory } from '../../shared/directory';
import type { Place } from '../../shared/words';

/** The directory as the look-ups the assembly needs. Build it once a directory, not once a call. */
export interface People {
  extensionOf(endpoint: string): string | null;
  isTrunk(endpoint: string): boolean;
  isExtension(number: string): boolean;
  /** The extension of a queue member as queue_log names him: `Anna Test`, `PJSIP/101`, `Local/101@from-queue/n`. */
  memberExtension(agent: string): string | null;
  /** What a number is: a queue, a ring group or an extension; null when the directory does not know it. */
  placeOfNumber(number: string): Place | null;
  /** Where a DID leads: its destination, else what its description names; null when neither says. */
  placeOfDid(did: string): { readonly place: Place; readonly from: 'destination' | 'description' } | null;
  /** A DID as the directory writes it, whatever of country code and trunk prefix stands before it; as written where it knows none like it, or two. */
  didAs(written: string): string;
  /** A place as the list shows it: its name in the directory, else its kind and number. */
  nameOf(place: Place): string;
}

type Described = ReturnType<People['placeOfDid']>;

function describedPlace(description: string, directory: Directory, extensions: ReadonlySet<string>): Place | null {
  const wanted = description.trim().toLowerCase();
  if (wanted === '') return null;
  const group = directory.ringGroups.find((one) => one.name.toLowerCase() === wanted);
  if (group) return { kind: 'ring_group', number: group.number };
  const queue = directory.queues.find((one) => one.name.toLowerCase() === wanted);
  if (queue) return { kind: 'queue', number: queue.number };
  const named = wanted.split(/[^0-9]+/).filter((word) => extensions.has(word));
  return named.length === 1 ? { kind: 'extension', number: named[0] || '' } : null;
}

/** Fewer digits are in too many numbers. */
const LEAST_DIGITS = 6;
/** DIDs of which is remembered how the directory writes them; callers cannot make more of them than somebody routes to us. */
const MOST_SPELLINGS = 5000;

/** The one DID of the directory that ends like it, or that it ends like; itself where there is none, or more than one. */
function didLike(written: string, { dids }: Directory): string {
  const digits = written.replace(/\D/g, '');
  if (digits.length < LEAST_DIGITS) return written;
  const like = dids.filter(({ number }) => {
    const own = number.replace(/\D/g, '');
    return own.length >= LEAST_DIGITS && (own.endsWith(digits) || digits.endsWith(own));
  });
  const [only] = like;
  return only !== undefined && like.length === 1 ? only.number : written;
}

function fallbackName(place: Place): string {
  return `${place.kind.replace('_', ' ')} ${place.number}`.trim();
}

/** Indexes a directory by endpoint, number and name. A name two extensions share points to nobody. */
export function peopleOf(directory: Directory): People {
  const extensions = new Set(directory.extensions.map((one) => one.number));
  const byEndpoint = new Map<string, string>();
  const byName = new Map<string, string | null>();
  for (const one of directory.extensions) {
    for (const endpoint of one.endpoints) byEndpoint.set(endpoint, one.number);
    const name = one.name.toLowerCase();
    byName.set(name, byName.has(name) ? null : one.number);
  }
  const trunks = new Set(directory.trunks.map((one) => one.endpoint));
  const places = new Map<string, Place>();
  for (const number of extensions) places.set(number, { kind: 'extension', number });
  for (const one of directory.ringGroups) places.set(one.number, { kind: 'ring_group', number: one.number });
  for (const one of directory.queues) places.set(one.number, { kind: 'queue', number: one.number });
  const names = new Map<string, ReadonlyMap<string, string>>();
  const extensionNames = new Map(directory.extensions.map(({ name, number }): [string, string] => [number, `${name} (${number})`]));
  names.set('extension', extensionNames);
  names.set('follow_me', extensionNames);
  names.set('ring_group', new Map(directory.ringGroups.map(({ name, number }): [string, string] => [number, name])));
  names.set('queue', new Map(directory.queues.map(({ name, number }): [string, string] => [number, name])));
  names.set('ivr', new Map(directory.ivrs.map(({ name, id }): [string, string] => [String(id), name])));
  const dids = new Map<string, Described>();
  for (const did of directory.dids) {
    const described = did.destination === null ? describedPlace(did.name, directory, extensions) : null;
    if (did.destination !== null) dids.set(did.number, { place: did.destination, from: 'destination' });
    else dids.set(did.number, described === null ? null : { place: described, from: 'description' });
  }
  const spellings = new Map<string, string>();
  return {
    extensionOf: (endpoint) => byEndpoint.get(endpoint) || null,
    isTrunk: (endpoint) => trunks.has(endpoint),
    isExtension: (number) => extensions.has(number),
    memberExtension: (agent) => {
      const local = /^Local\/([^@]+)@/.exec(agent);
      if (local) return local[1] || null;
      return byEndpoint.get(agent) || byName.get(agent.toLowerCase()) || (/^[A-Z0-9]+\/(\d+)$/i.exec(agent) || [])[1] || null;
    },
    placeOfNumber: (number) => places.get(number) || null,
    placeOfDid: (did) => dids.get(did) || null,
    didAs: (written) => {
      const known = spellings.get(written);
      if (known !== undefined) return known;
      const spelled = dids.has(written) ? written : didLike(written, directory);
      if (spellings.size < MOST_SPELLINGS) spellings.set(written, spelled);
      return spelled;
    },
    nameOf: (place) => {
      const known = names.get(place.kind);
      return known?.get(place.number) || fallbackName(place);
    },
  };
}
