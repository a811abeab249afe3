import { ANONYMOUS, type Entry, isErased } from '../../shared/entry';
import type { Language } from '../../shared/language';
import { sayIn } from '../../shared/messages';
import { formatForReader, telUri } from '../../shared/phone/display';
import { hiddenNumber, hideNumbers } from './hidden-numbers';

/** A caller, as the list and the entry name him. All of it is the caller's own writing: text, never markup. */
export interface CallerView {
  /** Shown first: the name, else the number, else that it was withheld. */
  readonly title: string;
  /** The number under a name; '' where the title is the number already. */
  readonly number: string;
  /** True when the title is what he called himself: it may hold any writing in any direction. */
  readonly isName: boolean;
  /** Whether it is one caller, and not all who withheld their number, nor one who was erased. */
  readonly isKnown: boolean;
  /** `tel:…`, or null where there is nothing to dial. */
  readonly tel: string | null;
}

const LONGEST = 120;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a caller's name may hold them, and no font shows them
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** One line of at most 120 characters, or as many as told; cut between characters, so that no emoji is halved. */
export function oneLine(text: string, longest = LONGEST): string {
  const line = text
    .slice(0, 4 * longest)
    .replace(UNPRINTABLE, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`;
}

/** The digits that stay the same with and without country code and trunk prefix. */
function tailOf(number: string): string {
  return number.replace(/[^\d]/g, '').slice(-8);
}

function repeats(name: string, number: string): boolean {
  return /^[+\d\s()./-]+$/.test(name) && tailOf(name) === tailOf(number);
}

/** How callers are dialled, and whether their numbers are shown. */
export interface Dialling {
  readonly showsNumbers: boolean;
  link(callerKey: string): string | null;
}

const USUAL: Dialling = { showsNumbers: true, link: telUri };

/** Who called. A name that only repeats the number is no name. */
export function callerView(
  entry: Pick<Entry, 'callerKey' | 'callerName' | 'callerNumber'>,
  country: string | null,
  language: Language,
  dialling: Dialling = USUAL,
): CallerView {
  const say = sayIn(language);
  const { showsNumbers, link } = dialling;
  if (isErased(entry.callerKey)) return { title: say({ key: 'caller.erased' }), number: '', isName: false, isKnown: false, tel: null };
  const name = showsNumbers ? oneLine(entry.callerName) : hideNumbers(oneLine(entry.callerName));
  const withheld = entry.callerKey === ANONYMOUS;
  const full = withheld ? '' : oneLine(formatForReader(entry.callerKey, country));
  const number = showsNumbers || full === '' ? full : hiddenNumber(full);
  const tel = withheld ? null : link(entry.callerKey);
  if (name === '' || repeats(entry.callerName, entry.callerNumber) || (withheld && /^anonymous$/i.test(name))) {
    return {
      title: withheld ? say({ key: 'caller.withheld' }) : number || say({ key: 'caller.unknown' }),
      number: '',
      isName: false,
      isKnown: !withheld,
      tel,
    };
  }
  return { title: name, number: withheld ? say({ key: 'caller.withheld' }) : number, isName: true, isKnown: !withheld, tel };
}
