import type { Saying } from '../../shared/messages';

/** Digits of a number that stay: enough to tell two callers apart, too few to dial. */
const SHOWN_DIGITS = 3;
/** Seven digits or more, however they are set apart; what is shorter, such as an extension, is none. */
const NUMBER = /\+?\d(?:[\s()./-]*\d){6,}/g;
/** Asterisk's ids, `1792000000.17`, and days are none either. */
const NO_NUMBER = /^(?:\d{9,11}\.\d{1,7}|20\d\d-\d\d-\d\d.*)$/;
/** Values of sentences that are ours: numbers people dial to reach us, places, times. */
const OURS = ['queue', 'mailbox'];

/** A number without all but its last three digits: `••• 665`. */
export function hiddenNumber(number: string): string {
  const digits = number.replace(/\D/g, '');
  return digits === '' ? '•••' : `••• ${digits.slice(-SHOWN_DIGITS)}`;
}

/** A text in which every number is hidden. */
export function hideNumbers(text: string): string {
  return text.replace(NUMBER, (found) => (NO_NUMBER.test(found) ? found : hiddenNumber(found)));
}

/** A sentence in which every number but our own is hidden; what was dialled is ours where the call came in. */
export function hideInSaying({ key, params }: Saying, isInbound: boolean): Saying {
  if (params === undefined) return { key };
  const hidden: Record<string, string | number | Saying> = {};
  for (const name of Object.keys(params)) {
    const value = params[name] as string | number | Saying;
    const isOurs = typeof value === 'number' || OURS.indexOf(name) >= 0 || (name === 'did' && isInbound);
    hidden[name] = isOurs ? value : typeof value === 'string' ? hideNumbers(value) : hideInSaying(value, isInbound);
  }
  return { key, params: hidden };
}
