import type { Call } from '../../shared/call';
import type { Place, PlaceKind } from '../../shared/words';
import type { People } from './people';

const WORDS: Readonly<Record<string, string>> = {
  queue: 'queue',
  ring_group: 'ring group',
  conference: 'conference',
};

/** Places a person would name. */
const TOLD: readonly PlaceKind[] = ['extension', 'queue', 'ring_group', 'ivr', 'voicemail', 'follow_me', 'parking', 'conference'];

function isTold({ kind }: Place): boolean {
  return TOLD.indexOf(kind) >= 0;
}

/** One place in words; `after` is the place before it. */
function inWords(place: Place, after: Place | undefined): string | null {
  switch (place.kind) {
    case 'extension':
      return after !== undefined && (after.kind === 'extension' || after.kind === 'parking') ? place.number : `ext ${place.number}`;
    case 'follow_me':
      return `ext ${place.number} follow-me`;
    case 'ivr':
      return 'ivr';
    case 'parking':
      return 'park';
    case 'voicemail':
      return after !== undefined && after.number === place.number ? 'voicemail' : `voicemail ${place.number}`;
    case 'queue':
    case 'ring_group':
    case 'conference':
      return `${WORDS[place.kind]} ${place.number}`;
    default:
      return null;
  }
}

/** Where the call came, as places: by its steps, else by what the directory says of its DID. */
export function placesOf(
  call: Call,
  people: People,
): { readonly places: readonly Place[]; readonly from: 'rows' | 'destination' | 'description' } {
  const told = call.steps.every(isTold) ? call.steps : call.steps.filter(isTold);
  if (told.length > 0 || call.did === null) return { places: told, from: 'rows' };
  const known = people.placeOfDid(call.did);
  return known === null ? { places: [], from: 'rows' } : { places: [known.place], from: known.from };
}

/** The way of the call in words, e.g. `ivr -> queue 400 -> ext 104`; '' when nothing tells it. */
export function destinationOf(call: Call, people: People): string {
  const { places } = placesOf(call, people);
  const forwarded = call.steps.some((step) => step.kind === 'forward');
  const words: string[] = [];
  let before: Place | undefined;
  for (const place of places) {
    const word = inWords(place, before);
    if (word !== null) words.push(word);
    before = place;
  }
  const last = places[places.length - 1];
  if (forwarded && last !== undefined && last.kind === 'extension') words[words.length - 1] += ' call-forward';
  return words.join(' -> ');
}
