import { type CountryCode, getCountryCallingCode } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/metadata.max.json';
import type { NumberPlan } from './plan';

/**
 * A country's plan looks at the first digits of a number and only counts the others: `4[5-9]\d{7}` reads 0470 10 42 42 and 0470 10 99 99
 * alike. How many it looks at stands in the patterns themselves, so what one number came to is known of all that begin alike.
 */

/** The plans by calling code, as the package has them: texts in lists of lists, the patterns among them. */
const {
  country_calling_codes: codes,
  countries,
  nonGeographic,
} = metadata as unknown as Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A trunk prefix and the like, before the number proper. */
const LONGEST_PREFIX = 2;
const LONGEST_CODE = 3;

const known = new Map<string, number>();

/** Digits, from the first of the number proper on, that the plans of a calling code look at. */
function lookedAt(code: string): number {
  let most = known.get(code);
  if (most === undefined) {
    const plans = [nonGeographic?.[code]].concat(((codes?.[code] || []) as string[]).map((country) => countries?.[country]));
    most = deepestOf(plans);
    known.set(code, most);
  }
  return most;
}

/** How a number is written (`$1 $2`), or words before an extension. */
const NO_PATTERN = /\$\d|^[^\\[(|]*[^\d\\[(|][^\\[(|]*$/;

function deepestOf(part: unknown): number {
  if (typeof part === 'string') return NO_PATTERN.test(part) ? 0 : deepestIn(part);
  return Array.isArray(part) ? part.reduce<number>((most, one) => Math.max(most, deepestOf(one)), 0) : 0;
}

/** Digits a pattern spans at most, and how many of them, from the first on, it looks at. */
interface Span {
  length: number;
  deepest: number;
}

const ATOM = /^(?:\((?:\?[:=!])?|\[[^\]]*\]|\\d|\d)/;
const TIMES = /^(?:\?|[*+]|\{(\d+)(?:,(\d+))?\})/;
const ENDLESS = 99;

/** The last digit at which a pattern wants something else than any digit; endless where it is written in a way that is not understood. */
function deepestIn(pattern: string): number {
  let rest = pattern;
  const eaten = (expected: RegExp): RegExpExecArray | null => {
    const found = expected.exec(rest);
    if (found !== null) rest = rest.slice(found[0].length);
    return found;
  };
  const one = (): Span => {
    const [atom = ''] = eaten(ATOM) || [];
    if (atom === '') throw new RangeError(rest);
    if (atom[0] !== '(') return { length: 1, deepest: atom === '\\d' ? 0 : 1 };
    const inside = either();
    if (eaten(/^\)/) === null) throw new RangeError(rest);
    return atom === '(?=' || atom === '(?!' ? { length: 0, deepest: Math.max(inside.length, inside.deepest) } : inside;
  };
  const row = (): Span => {
    const span: Span = { length: 0, deepest: 0 };
    while (rest !== '' && rest[0] !== '|' && rest[0] !== ')') {
      if (eaten(/^[\^$]/) !== null) continue;
      const { length, deepest } = one();
      const [times, least, most] = eaten(TIMES) || [];
      const repeated = times === undefined || times === '?' ? 1 : least === undefined ? ENDLESS : Number(most || least);
      if (deepest > 0) span.deepest = Math.max(span.deepest, span.length + (repeated - 1) * length + deepest);
      span.length += repeated * length;
    }
    return span;
  };
  const either = (): Span => {
    const span = row();
    while (eaten(/^\|/) !== null) {
      const { length, deepest } = row();
      span.length = Math.max(span.length, length);
      span.deepest = Math.max(span.deepest, deepest);
    }
    return span;
  };
  try {
    const { deepest } = either();
    return rest === '' ? deepest : ENDLESS;
  } catch {
    return ENDLESS;
  }
}

/** `32` of `+32470104242`; '' where no country has such a code. */
function codeOf(international: string): string {
  for (let length = 1; length <= LONGEST_CODE; length += 1) {
    const code = international.slice(1, 1 + length);
    if (codes?.[code] !== undefined || nonGeographic?.[code] !== undefined) return code;
  }
  return '';
}

/** How a country's digits are to be taken: its calling code, and what of a national number is decisive. */
interface Home {
  readonly code: string;
  readonly end: number;
}

const homes = new Map<CountryCode, Home>();

function homeOf(country: CountryCode): Home {
  let home = homes.get(country);
  if (home === undefined) {
    const code = getCountryCallingCode(country);
    home = { code, end: LONGEST_PREFIX + lookedAt(code) };
    homes.set(country, home);
  }
  return home;
}

/** How many characters of these digits decide how they are read; 0 where nothing is known of them but to read them. */
function decisive(digits: string, country: CountryCode | null, plan: NumberPlan): number {
  if (digits[0] === '+') {
    const code = codeOf(digits);
    return code === '' ? 0 : 1 + code.length + lookedAt(code);
  }
  if (country === null || digits.length < 8) return 0;
  const { code, end } = homeOf(country);
  // These are read in more than one way.
  if (digits.startsWith(code)) return 0;
  for (const prefix of plan.internationalPrefixes) if (digits.startsWith(prefix)) return 0;
  return end;
}

/** How digits that begin like these were read, when they were a sure number and nothing else: its E.164. `digits` are digits, perhaps after a `+`. */
export function knownAlike(digits: string, country: CountryCode | null, plan: NumberPlan): string | undefined {
  const end = decisive(digits, country, plan);
  if (end === 0 || digits.length <= end) return undefined;
  const head = plan.alike.get(questionOf(digits, end, country));
  return head === undefined ? undefined : head + digits.slice(end);
}

/** Remembers that digits are this sure number and can be nothing else. */
export function rememberAlike(digits: string, e164: string, country: CountryCode | null, plan: NumberPlan): void {
  const end = decisive(digits, country, plan);
  if (end === 0 || digits.length <= end) return;
  const code = country === null ? '' : homeOf(country).code;
  const proper = e164.slice(1 + code.length);
  const isNational = digits[0] !== '+' && e164.startsWith(`+${code}`) && digits.endsWith(proper);
  if (digits !== e164 && !(isNational && digits.length - proper.length <= LONGEST_PREFIX)) return;
  plan.alike.set(questionOf(digits, end, country), e164.slice(0, e164.length - (digits.length - end)));
}

function questionOf(digits: string, end: number, country: CountryCode | null): string {
  return `${digits.slice(0, end)} ${digits.length}${country === null ? '' : country}`;
}
