import type { CountryCode } from 'libphonenumber-js/max';
import type { Directory } from '../directory';
import { Memo } from '../memo';
import { countryOf, supported } from './country';
import { type DialRule, dialRules } from './dial-rules';

/** Who called: `key` is what entries are found by. */
export interface CallerKey {
  /** `+32470104242`, digits or a name as written, or `anonymous`; at most 64 characters. */
  readonly key: string;
  /** The number in E.164, or null where it is none. */
  readonly e164: string | null;
}

/** How numbers are written and dialled at one client; made once from its directory. */
export interface NumberPlan {
  readonly country: CountryCode | null;
  readonly internationalPrefixes: readonly string[];
  readonly nationalPrefix: string | null;
  readonly outboundPrefixes: readonly string[];
  readonly extensions: ReadonlySet<string>;
  /** Country of the numbers a trunk presents, by its endpoint (`PJSIP/carrier`), where the directory says so. */
  readonly trunkCountries: ReadonlyMap<string, CountryCode>;
  readonly dialRules: readonly DialRule[];
  /** Who called, by what was written, at most `MOST_REMEMBERED`; and what was called. */
  readonly remembered: Memo<CallerKey>;
  readonly rememberedCalled: Memo<readonly string[]>;
  /** What sure numbers begin with in E.164, by what they begin with as written. */
  readonly alike: Memo<string>;
}

/** Bound of each memory of one plan: some 10 MB when full. */
export const MOST_REMEMBERED = 50000;

function digitsOnly(prefix: string | null): string[] {
  const text = (prefix || '').trim();
  return /^\d{1,6}$/.test(text) ? [text] : [];
}

/** The plan of numbers a directory describes. */
export function numberPlan(directory: Directory): NumberPlan {
  const country = countryOf(directory);
  const configured = digitsOnly(directory.internationalPrefix);
  const trunkCountries = new Map<string, CountryCode>();
  for (const trunk of directory.trunks) {
    const own = supported(trunk.country);
    if (own !== null) trunkCountries.set(trunk.endpoint, own);
  }
  return {
    country,
    // libphonenumber knows the prefix of a country; where none is known, `00` is what most of the world dials.
    internationalPrefixes: configured.length > 0 ? configured : country === null ? ['00'] : [],
    nationalPrefix: digitsOnly(directory.nationalPrefix)[0] || null,
    outboundPrefixes: directory.outboundPrefixes.map((prefix) => prefix.trim()).filter((prefix) => /^[\d*#]{1,8}$/.test(prefix)),
    extensions: new Set(directory.extensions.map((extension) => extension.number)),
    trunkCountries,
    dialRules: dialRules(directory.trunks),
    remembered: new Memo(MOST_REMEMBERED),
    rememberedCalled: new Memo(MOST_REMEMBERED),
    alike: new Memo(MOST_REMEMBERED),
  };
}

/** `PJSIP/carrier` of `PJSIP/carrier-0000003f`; an endpoint stays as it is. */
export function endpointOf(channelOrEndpoint: string): string {
  return channelOrEndpoint.replace(/-[0-9a-f]{8}(?:;[12])?$/, '');
}

/** The country national numbers belong to on this trunk. */
export function countryOn(plan: NumberPlan, trunkEndpoint: string | null): CountryCode | null {
  if (trunkEndpoint === null || plan.trunkCountries.size === 0) return plan.country;
  return plan.trunkCountries.get(trunkEndpoint) || plan.trunkCountries.get(endpointOf(trunkEndpoint)) || plan.country;
}
