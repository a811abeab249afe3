import { knownAlike } from './alike';
import { countryOn, type NumberPlan } from './plan';
import { asSent, withoutPrefixes } from './prefixes';
import { GUESSED, LIKELY, POSSIBLE, type Reading, readings, SURE } from './reading';
import { isNobody } from './withheld';
import { dialable, readWritten } from './written';

/** Longer questions are not worth remembering: they are attacks or noise. */
const LONGEST_REMEMBERED = 120;

/** As nearly all numbers are dialled: digits, and somebody's. */
const PLAIN = /^(?=0*[1-9])\d{7,15}$/;

/** One thing the digits may mean; the greatest weight wins, equals stand side by side. */
interface Meaning {
  readonly digits: string;
  readonly e164: string;
  readonly weight: number;
}

/** A sure number beats all, taken as it stands or without its prefixes; what needs a guess more counts less. */
const CERTAIN = 8;
const AS_IT_STANDS = { [SURE]: CERTAIN, [LIKELY]: 6, [GUESSED]: 4, [POSSIBLE]: 1 };
const WITHOUT_PREFIXES = { [SURE]: CERTAIN, [LIKELY]: 5, [GUESSED]: 2, [POSSIBLE]: 1 };
const WITH_PREPEND = { [SURE]: 7, [LIKELY]: 3, [GUESSED]: 2, [POSSIBLE]: 1 };

/** Numbers are read as the trunk's country writes them, then as people at the PBX dial them. */
function read(digits: string, plan: NumberPlan, trunkEndpoint: string | null): Reading[] {
  const country = countryOn(plan, trunkEndpoint);
  const found = readings(digits, country, plan);
  if (country === plan.country || found.some((one) => one.sure === SURE)) return found;
  const athome = readings(digits, plan.country, plan);
  return athome.some((one) => one.sure === SURE) || found.length === 0 ? athome : found;
}

function meaningsOf(
  forms: readonly string[],
  weights: { readonly [sure: number]: number },
  plan: NumberPlan,
  trunkEndpoint: string | null,
): Meaning[] {
  const found: Meaning[] = [];
  for (const digits of forms) {
    for (const { e164, sure } of read(digits, plan, trunkEndpoint)) found.push({ digits, e164, weight: weights[sure] || 0 });
  }
  return found;
}

/**
 * The form that left the PBX (or the phone, where the trunk added something): the shorter of two, where the longer is the same with
 * a prefix in front. Nothing has to be guessed off it any more.
 */
function knownForm(written: readonly string[], plan: NumberPlan, trunkEndpoint: string | null): string | null {
  if (written.length < 2) return null;
  for (const longer of written) {
    const shorter = withoutPrefixes(longer, plan, trunkEndpoint).find((rest) => written.indexOf(rest) >= 0);
    if (shorter !== undefined) return shorter;
  }
  return null;
}

/** An Argentine mobile is one subscriber with the 9 and without; carriers and people use both. */
function twin(e164: string): string[] {
  if (/^\+549\d{10}$/.test(e164)) return [`+54${e164.slice(4)}`];
  return /^\+54\d{10}$/.test(e164) ? [`+549${e164.slice(3)}`] : [];
}

function keysOf(meanings: readonly Meaning[], asWritten: readonly string[], plan: NumberPlan): string[] {
  const heaviest = meanings.reduce((weight, one) => Math.max(weight, one.weight), 0);
  const meant = meanings.filter((one) => one.weight === heaviest);
  const keys: string[] = [];
  for (const { e164 } of meant) keys.push(e164);
  for (const { e164 } of meant) keys.push(...twin(e164));
  keys.push(...asWritten);
  // A caller whose number could not be understood is found by his very digits.
  for (const { digits, e164 } of meant) keys.push(digits, ...(plan.country === null ? [e164.slice(1)] : []));
  return keys;
}

function written(forms: readonly string[]): string[] {
  const found: string[] = [];
  for (const form of forms) {
    if (PLAIN.test(form)) {
      found.push(form);
      continue;
    }
    const { subscriber, context } = readWritten(form);
    const digits = dialable(subscriber);
    const text = digits === null ? subscriber : digits;
    if (isNobody(text)) continue;
    if (context !== null && digits !== null && digits[0] !== '+') found.push(context + digits);
    found.push(text);
  }
  return found;
}

/**
 * Every caller's key an outgoing call may mean, the likeliest first; empty when it means nobody outside.
 *
 * `forms` are the spellings the records hold of one called number, in any order: as dialled, and as sent to the trunk when known.
 * Knowing what was sent settles what a prefix was; without it, `0015123456789` behind an outside-line `0` in Germany means both a
 * number in Texas and a German mobile, and both keys are given. Dialling an extension means nobody outside.
 *
 * @example calledKeys(['0470104242', '90470104242'], belgium) // contains '+32470104242'
 */
export function calledKeys(forms: readonly string[], plan: NumberPlan, trunkEndpoint: string | null = null): readonly string[] {
  // Soon found again, and years of numbers would only push one another out of memory.
  const isSoonFound = forms.length === 1 && isAlike(forms[0] as string, plan, trunkEndpoint);
  if (isSoonFound) return keysOfForms(forms, plan, trunkEndpoint);
  const question = `${forms.join('\n')}\t${trunkEndpoint === null ? '' : trunkEndpoint}`;
  if (question.length > LONGEST_REMEMBERED) return keysOfForms(forms, plan, trunkEndpoint);
  const known = plan.rememberedCalled.get(question);
  return known !== undefined ? known : plan.rememberedCalled.set(question, keysOfForms(forms, plan, trunkEndpoint));
}

function isAlike(form: string, plan: NumberPlan, trunkEndpoint: string | null): boolean {
  return PLAIN.test(form) && knownAlike(form, countryOn(plan, trunkEndpoint), plan) !== undefined;
}

function keysOfForms(forms: readonly string[], plan: NumberPlan, trunkEndpoint: string | null): readonly string[] {
  const outside = written(forms);
  if (outside.every((form) => plan.extensions.has(form))) return [];
  const asWritten = outside.filter((form) => !plan.extensions.has(form));

  const known = knownForm(outside, plan, trunkEndpoint);
  const certain = known === null ? [] : meaningsOf([known], AS_IT_STANDS, plan, trunkEndpoint).filter((one) => one.weight === CERTAIN);
  if (certain.length > 0) return unique(keysOf(certain, asWritten, plan));

  const shorter = asWritten.reduce<string[]>((list, form) => list.concat(withoutPrefixes(form, plan, trunkEndpoint)), []);
  const longer = asWritten.reduce<string[]>((list, form) => list.concat(asSent(form, plan, trunkEndpoint)), []);
  const meanings = [
    ...meaningsOf(asWritten, AS_IT_STANDS, plan, trunkEndpoint),
    ...meaningsOf(shorter, WITHOUT_PREFIXES, plan, trunkEndpoint),
    ...meaningsOf(longer, WITH_PREPEND, plan, trunkEndpoint),
  ];
  const understood = meanings.some((one) => one.weight > 1);
  // Nothing valid in it: a short code behind an outside-line digit, or a country we do not know.
  const bare = understood ? [] : shorter.filter((form) => form.length >= 3 && !isNobody(form));
  return unique(keysOf(meanings, asWritten.concat(bare), plan));
}

function unique(keys: readonly string[]): string[] {
  return Array.from(new Set(keys));
}
