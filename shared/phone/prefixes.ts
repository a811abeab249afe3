import { endpointOf, type NumberPlan } from './plan';

/**
 * What a person dials before a number so that his own stays hidden (or is shown), by country; `*67`, `*82` and the
 * star-and-hash codes of ETSI and GSM are understood everywhere. Not every star code: `*72` + number is call forwarding.
 */
const PRESENTATION: { readonly [country: string]: RegExp } = {
  AU: /^183[12](?=\d{8})/,
  ES: /^067(?=\d{9})/,
  FR: /^3651(?=\d{10})/,
  GB: /^(?:141|1470)(?=0\d{9})/,
  HK: /^133(?=\d{8})/,
  IE: /^14[12](?=0\d{8})/,
  JP: /^18[46](?=0\d{9})/,
  NZ: /^019[67](?=0\d{8})/,
};
const PRESENTATION_ANYWHERE = /^(?:\*67#?|\*82|[*#]3[01][*#])(?=\d{0,6}\+?\d{3})/;

/** More steps than people and PBXs put in front: outside line, hide my number, carrier. */
const MOST_PREFIXES = 3;
const MOST_FORMS = 40;

function isOn(endpoint: string, trunkEndpoint: string | null): boolean {
  return trunkEndpoint === null || endpoint === trunkEndpoint || endpoint === endpointOf(trunkEndpoint);
}

function startsWith(text: string, start: string): boolean {
  return start !== '' && text.length > start.length && text.slice(0, start.length) === start;
}

function lessOne(digits: string, plan: NumberPlan, trunkEndpoint: string | null): string[] {
  const found: string[] = [];
  for (const prefix of plan.outboundPrefixes) if (startsWith(digits, prefix)) found.push(digits.slice(prefix.length));
  for (const rule of plan.dialRules) {
    if (!isOn(rule.endpoint, trunkEndpoint)) continue;
    const dialled = rule.hasPrefix ? rule.dialled.exec(digits) : null;
    if (dialled !== null && dialled[1] !== undefined) found.push(dialled[1]);
    if (startsWith(digits, rule.prepend) && rule.rest.test(digits.slice(rule.prepend.length)))
      found.push(digits.slice(rule.prepend.length));
  }
  const own = plan.country === null ? undefined : PRESENTATION[plan.country];
  // The codes of everywhere begin with a star or a hash.
  const codes = digits[0] === '*' || digits[0] === '#' ? [PRESENTATION_ANYWHERE] : [];
  for (const code of own === undefined ? codes : codes.concat(own)) {
    const rest = digits.replace(code, '');
    if (rest !== digits) found.push(rest);
  }
  return found.filter((rest) => rest !== '');
}

/** The digits that may be meant once outbound prefixes, trunk prefixes and caller-ID codes in front are taken off, without the digits themselves. */
export function withoutPrefixes(digits: string, plan: NumberPlan, trunkEndpoint: string | null): string[] {
  let latest = lessOne(digits, plan, trunkEndpoint);
  if (latest.length === 0) return [];
  const found = new Set([digits].concat(latest));
  latest = latest.filter((rest) => rest !== digits);
  for (let step = 1; step < MOST_PREFIXES && found.size < MOST_FORMS; step += 1) {
    const next: string[] = [];
    for (const form of latest) {
      for (const rest of lessOne(form, plan, trunkEndpoint)) {
        if (!found.has(rest)) next.push(rest);
        found.add(rest);
      }
    }
    latest = next;
  }
  found.delete(digits);
  return Array.from(found).slice(0, MOST_FORMS);
}

/** What the trunks would send for what was dialled: a local number gets its area code there. */
export function asSent(digits: string, plan: NumberPlan, trunkEndpoint: string | null): string[] {
  const found: string[] = [];
  for (const rule of plan.dialRules) {
    const dialled = rule.prepend !== '' && isOn(rule.endpoint, trunkEndpoint) ? rule.dialled.exec(digits) : null;
    if (dialled !== null && dialled[1] !== undefined) found.push(rule.prepend + dialled[1]);
  }
  return Array.from(new Set(found)).slice(0, MOST_FORMS);
}
