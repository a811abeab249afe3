import { knownAlike } from './alike';
import { type CallerKey, countryOn, type NumberPlan } from './plan';
import { withoutPrefixes } from './prefixes';
import { type Reading, readings, SURE } from './reading';
import { ANONYMOUS, isNobody, spellsWithheld } from './withheld';
import { dialable, readWritten } from './written';

/** Texts longer than this are not worth remembering: they are attacks or noise. */
const LONGEST_REMEMBERED = 40;

/** As nearly all callers come: nothing around the digits. */
const PLAIN = /^\+?\d{7,15}$/;

function read(written: string, plan: NumberPlan, trunkEndpoint: string | null): CallerKey {
  const { subscriber, context } = readWritten(written);
  if (isNobody(subscriber)) return { key: ANONYMOUS, e164: null };
  const digits = dialable(subscriber);
  if (digits === null) return { key: subscriber, e164: null };
  if (isNobody(digits)) return { key: ANONYMOUS, e164: null };
  if (plan.extensions.has(digits)) return { key: digits, e164: null };

  const country = countryOn(plan, trunkEndpoint);
  const isSure = (one: Reading | undefined): one is Reading => one !== undefined && one.sure === SURE;
  const inContext = context === null || digits[0] === '+' ? undefined : readings(context + digits, country, plan)[0];
  const direct = readings(digits, country, plan)[0];
  let best = isSure(inContext) ? inContext : direct;
  if (!isSure(best)) {
    // Some PBXs put the outbound prefix before the caller's number, so that phones can dial it back from their history.
    for (const rest of withoutPrefixes(digits, plan, trunkEndpoint)) {
      const reading = readings(rest, country, plan)[0];
      if (isSure(reading)) {
        best = reading;
        break;
      }
    }
  }
  if (best !== undefined) return { key: best.e164, e164: best.e164 };
  // Only where the country is known can these digits be known to be no number.
  return { key: country !== null && spellsWithheld(digits) ? ANONYMOUS : digits, e164: null };
}

/**
 * Who called, from what Asterisk wrote: the same key for every spelling of one number, so that entries can be found by it.
 *
 * The trunk decides the country. Digits that equal an extension stay those digits: over a trunk that is a caller like any
 * other, and who asks for a call inside the PBX wants `isExtension`. A key given back yields itself.
 *
 * @example callerKey('0470 10 42 42', belgium) // { key: '+32470104242', e164: '+32470104242' }
 */
export function callerKey(written: string, plan: NumberPlan, trunkEndpoint: string | null = null): CallerKey {
  const alike = PLAIN.test(written) ? knownAlike(written, countryOn(plan, trunkEndpoint), plan) : undefined;
  if (alike !== undefined && !plan.extensions.has(written)) return { key: alike, e164: alike };
  if (written.length > LONGEST_REMEMBERED) return read(written, plan, trunkEndpoint);
  const question = trunkEndpoint === null ? written : `${written}\n${trunkEndpoint}`;
  const known = plan.remembered.get(question);
  return known !== undefined ? known : plan.remembered.set(question, read(written, plan, trunkEndpoint));
}

/** Whether what was written is an extension of the directory; a caller over a trunk may well bear the same digits. */
export function isExtension(written: string, plan: NumberPlan): boolean {
  const { subscriber } = readWritten(written);
  const digits = dialable(subscriber);
  return plan.extensions.has(digits === null ? subscriber : digits);
}
