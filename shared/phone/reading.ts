// `max`, not `mobile` or `min`: `mobile` calls every landline invalid, `min` every number of the right length valid.
import { type CountryCode, getCountryCallingCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { knownAlike, rememberAlike } from './alike';
import type { NumberPlan } from './plan';

/** A valid number, written with `+`, an international or a national prefix, or the way its country writes it. */
export const SURE = 4;
/** Valid once a missing `0`, or the `+` before the own country code, is supplied; or behind `00` where people dial something else. */
export const LIKELY = 3;
/** Valid as a number of another country, if only a `+` is missing. */
export const GUESSED = 2;
/** Written in full and of the right length, in a range our tables do not know: numbers are younger than tables. */
export const POSSIBLE = 1;

/** One way to understand digits as a number of the world, and how sure it is. */
export interface Reading {
  readonly e164: string;
  readonly sure: number;
}

/** Without its 0, `25550100`, a number is believed from this length on: shorter ones are dialled inside a town. */
const SHORTEST_WITHOUT_PREFIX = 8;
/** With its country code and no `+` a number is believed from this length on. */
const SHORTEST_WITHOUT_PLUS = 10;
/** `+` and nine digits. */
const SHORTEST_POSSIBLE = 10;

/** Prefixes that were abolished and still stand in dialplans and in what carriers send. */
const ABOLISHED: { readonly [country: string]: RegExp } = { MX: /^(?:01|04[45])(?=\d{10}$)/ };
const ABOLISHED_ABROAD = /^521(?=\d{10}$)/;

function parse(text: string, country: CountryCode | null): PhoneNumber | null {
  try {
    const number = country === null ? parsePhoneNumberFromString(text) : parsePhoneNumberFromString(text, country);
    return number !== undefined && /^\+[1-9]\d{6,14}$/.test(number.number) ? number : null;
  } catch {
    return null;
  }
}

/** The reading of a parsed number, if there is one that reads the same when it is read again. */
function readingOf(number: PhoneNumber, sure: number, isComplete: boolean): Reading[] {
  const again = parse(number.number, null);
  if (again === null || again.number !== number.number) return [];
  if (number.isValid()) return [{ e164: number.number, sure }];
  return isComplete && number.isPossible() && number.number.length >= SHORTEST_POSSIBLE ? [{ e164: number.number, sure: POSSIBLE }] : [];
}

/** Digits with their country code; `isComplete` where the code is no guess, so that a new range may be believed too. */
function international(digits: string, sure: number, isComplete: boolean): Reading[] {
  const number = parse(`+${digits.replace(ABOLISHED_ABROAD, '52')}`, null);
  return number === null ? [] : readingOf(number, sure, isComplete);
}

/** Six digits may be a number in a small country; elsewhere, and below, they are short codes: `112`, `1733`, `116117`, `131234`. */
function isShortCode(digits: string, number: PhoneNumber): boolean {
  if (digits.length > 6) return false;
  const type = number.getType();
  return digits !== number.nationalNumber || (type !== 'FIXED_LINE' && type !== 'MOBILE' && type !== 'FIXED_LINE_OR_MOBILE');
}

/** Digits as the people of their own country dial them. */
function national(digits: string, country: CountryCode): Reading[] {
  const old = ABOLISHED[country];
  const number = parse(old === undefined ? digits : digits.replace(old, ''), country);
  if (number === null || isShortCode(digits, number)) return [];
  const code = number.countryCallingCode;
  if (digits === number.nationalNumber) {
    // Without its 0 a number is only sure where people write it so: 912 345 678 in Spain, not 470 10 42 42 in Belgium.
    const asWritten = number.isValid() && number.formatNational().replace(/\D/g, '') === digits;
    if (!asWritten && digits.length < SHORTEST_WITHOUT_PREFIX) return [];
    // North American numbers keep one shape, whatever area codes come.
    return readingOf(number, asWritten ? SURE : LIKELY, code === '1' && /^[2-9]\d\d[2-9]\d{6}$/.test(digits));
  }
  // `32470104242` in Belgium; in North America 1 is what people dial.
  const onlyLacksPlus = code !== '1' && digits === code + number.nationalNumber;
  return readingOf(number, onlyLacksPlus ? LIKELY : SURE, !onlyLacksPlus);
}

function atHome(digits: string, country: CountryCode, plan: NumberPlan): Reading[] {
  // The country's own code first: where numbers have no fixed length (Germany), 4917… would also do as a number of Leer.
  const hasOwnCode = digits.length >= SHORTEST_WITHOUT_PLUS && startsWith(digits, getCountryCallingCode(country));
  const found = (hasOwnCode ? international(digits, LIKELY, true) : []).concat(national(digits, country));
  const prefix = plan.nationalPrefix;
  if (prefix === null || !startsWith(digits, prefix) || found.some(isValid)) return found;
  const rest = national(digits.slice(prefix.length), country).filter(isValid);
  return found.concat(rest.map((one) => ({ e164: one.e164, sure: SURE })));
}

/** What carriers send that is nothing a person of the country dials. */
function fromAbroad(digits: string, country: CountryCode | null): Reading[] {
  const code = country === null ? null : getCountryCallingCode(country);
  if (digits.slice(0, 2) === '00') {
    const rest = digits.slice(2);
    return international(rest, code !== null && startsWith(rest, code) ? SURE : LIKELY, false);
  }
  // National numbers start so too (Delhi, Johannesburg, Buenos Aires), but they end sooner.
  if (/^011\d{11}/.test(digits)) return international(digits.slice(3), LIKELY, false);
  return country !== null && digits.length >= SHORTEST_WITHOUT_PLUS && digits.charAt(0) !== '0'
    ? international(digits, GUESSED, false)
    : [];
}

function startsWith(text: string, start: string): boolean {
  return text.slice(0, start.length) === start;
}

function isValid(reading: Reading): boolean {
  return reading.sure > POSSIBLE;
}

/** Every way to understand these digits, the surest first, each number once; several only where the digits are ambiguous. */
export function readings(digits: string, country: CountryCode | null, plan: NumberPlan): Reading[] {
  if (!/^\+?\d{6,20}$/.test(digits)) return [];
  const alike = knownAlike(digits, country, plan);
  if (alike !== undefined) return [{ e164: alike, sure: SURE }];
  const found = readEach(digits, country, plan);
  const [only] = found;
  if (only !== undefined && found.length === 1 && only.sure === SURE) rememberAlike(digits, only.e164, country, plan);
  return found;
}

function readEach(digits: string, country: CountryCode | null, plan: NumberPlan): Reading[] {
  if (digits[0] === '+') return international(digits.slice(1), SURE, true);
  let found: Reading[] = [];
  for (const prefix of plan.internationalPrefixes) {
    if (startsWith(digits, prefix)) found = found.concat(international(digits.slice(prefix.length), SURE, true));
  }
  if (country !== null) found = found.concat(atHome(digits, country, plan));
  if (!found.some(isValid)) found = found.concat(fromAbroad(digits, country));
  if (found.length < 2) return found;
  const sorted = [SURE, LIKELY, GUESSED, POSSIBLE].reduce<Reading[]>(
    (list, sure) => list.concat(found.filter((one) => one.sure === sure)),
    [],
  );
  return sorted.filter((one, index) => sorted.findIndex((other) => other.e164 === one.e164) === index);
}
