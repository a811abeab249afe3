import { type CountryCode, getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

function callingCode(country: string | null): string | null {
  return country !== null && isSupportedCountry(country) ? getCountryCallingCode(country as CountryCode) : null;
}

/** The key as a reader in this country would write it: national there, international elsewhere; what is no E.164 number stays as it is. */
export function formatForReader(key: string, country: string | null): string {
  const number = /^\+\d{7,15}$/.test(key) ? parsePhoneNumberFromString(key) : undefined;
  if (number === undefined) return key;
  return number.countryCallingCode === callingCode(country) ? number.formatNational() : number.formatInternational();
}

/** A link that dials the key, or null where there is nothing to dial (a hidden number, a name). */
export function telUri(key: string): string | null {
  return /^\+?[\d*#]{1,64}$/.test(key) ? `tel:${key.replace(/#/g, '%23')}` : null;
}

/** The digits a telephone in this country dials for the key: without spaces, national there. */
export function nationalDigits(key: string, country: string | null): string {
  return formatForReader(key, country).replace(/[^\d+*#]/g, '');
}
