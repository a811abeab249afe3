import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Directory } from '../directory';

/** The country a name of two letters stands for; null for none we know. */
export function supported(country: string | null): CountryCode | null {
  const code = (country || '').trim().toUpperCase();
  const iso = code === 'UK' ? 'GB' : code;
  return isSupportedCountry(iso) ? iso : null;
}

/** Shorter ones are written within their country. */
const LEAST_DIGITS = 10;
/** So many say as much as all. */
const MOST_DIDS = 50;

/**
 * The country to which numbers without a country code belong: the directory's, else that of all its DIDs which carry one. Many a PBX stands
 * in UTC in somebody's cloud, and FreePBX has no other word of its country.
 */
export function countryOf({ country, dids }: Directory): CountryCode | null {
  const own = supported(country);
  if (own !== null) return own;
  const found = new Set<CountryCode>();
  for (const { number } of dids.slice(0, MOST_DIDS)) {
    const digits = number.replace(/^\+|^00(?=[1-9])|[\s()./-]/g, '');
    const isSure = digits.length < number.length;
    if (!/^[1-9]\d+$/.test(digits) || digits.length < LEAST_DIGITS) continue;
    const parsed = parsePhoneNumberFromString(`+${digits}`);
    if (parsed?.country === undefined || !parsed.isValid()) continue;
    // Ten digits may be a number of North America as well.
    if (!isSure && parsePhoneNumberFromString(digits, 'US')?.isValid() === true && parsed.countryCallingCode !== '1') continue;
    found.add(parsed.country);
  }
  const [only] = Array.from(found);
  return only !== undefined && found.size === 1 ? only : null;
}
