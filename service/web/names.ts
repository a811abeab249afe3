import type { Directory } from '../../shared/directory';
import type { Language } from '../../shared/language';
import { type MessageKey, sayIn } from '../../shared/messages';
import type { Place, PlaceKind } from '../../shared/words';

/** What people call the extensions, queues and numbers of their PBX. */
export interface Names {
  /** `Anna Test (101)`, or the number alone where nobody named it. */
  person(extension: string): string;
  /** `Anna Test`, or the number. */
  shortPerson(extension: string): string;
  /** `Sales`, or `queue 400`. */
  place(place: Place): string;
  /** `Main number`, or '' where nobody named it. */
  did(did: string): string;
}

const PLACES: Readonly<Record<PlaceKind, MessageKey>> = {
  time_condition: 'place.time_condition',
  ivr: 'place.ivr',
  announcement: 'place.announcement',
  queue: 'place.queue',
  ring_group: 'place.ring_group',
  extension: 'place.extension',
  follow_me: 'place.follow_me',
  forward: 'place.forward',
  voicemail: 'place.voicemail',
  parking: 'place.parking',
  conference: 'place.conference',
  feature_code: 'place.feature_code',
  disa: 'place.disa',
  hangup: 'place.hangup',
  other: 'place.other',
};

function byNumber(rows: readonly { readonly number: string; readonly name: string }[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const row of rows) if (row.name.trim() !== '') names.set(row.number, row.name.trim());
  return names;
}

/** The names a directory knows, and what is said in their place in a language. */
export function namesOf(directory: Directory, language: Language): Names {
  const say = sayIn(language);
  const extensions = byNumber(directory.extensions);
  const dids = byNumber(directory.dids);
  const named: Partial<Record<PlaceKind, Map<string, string>>> = {
    queue: byNumber(directory.queues),
    ring_group: byNumber(directory.ringGroups),
    ivr: byNumber(directory.ivrs.map((ivr) => ({ number: ivr.id, name: ivr.name }))),
    extension: extensions,
  };
  return {
    person(extension) {
      const name = extensions.get(extension);
      return name === undefined ? extension : say({ key: 'person.named', params: { name, extension } });
    },
    shortPerson: (extension) => extensions.get(extension) || extension,
    place(place) {
      const known = named[place.kind];
      const name = known === undefined ? undefined : known.get(place.number);
      return name === undefined ? say({ key: PLACES[place.kind], params: { number: place.number } }).trim() : name;
    },
    did: (did) => dids.get(did) || '',
  };
}
