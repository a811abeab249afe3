import { type Directory, EMPTY_DIRECTORY } from '../../shared/directory';
import { type NumberPlan, numberPlan } from '../../shared/phone/plan';

/** A plan of a country ('' for none) with these outbound prefixes, separated by blanks, and whatever else a test says. */
export function planOf(country: string, prefixes = '', rest: Partial<Directory> = {}): NumberPlan {
  return numberPlan({
    ...EMPTY_DIRECTORY,
    country: country === '' ? null : country,
    outboundPrefixes: prefixes.split(' ').filter((prefix) => prefix !== ''),
    ...rest,
  });
}

export function extension(number: string) {
  return { number, name: '', endpoints: [`PJSIP/${number}`] };
}

/** A trunk by its dial patterns as FreePBX shows them: `prepend+prefix|match`. */
export function trunk(name: string, country: string | null, patterns: readonly string[] = []) {
  const dialPatterns = patterns.map((pattern) => {
    const [front = '', match = ''] = pattern.split('|');
    const [prepend = '', prefix = ''] = front.split('+');
    return { prepend, prefix, match };
  });
  return { name, endpoint: `PJSIP/${name}`, outboundCid: '', country, dialPatterns };
}
