/**
 * From what was written to the part that names the subscriber: display name, brackets, scheme, host, parameters and
 * decoration fall away. Numbers are hostile input: everything here is linear in a text that is cut first.
 */

/** No real number or SIP user is longer; a longer text only costs time. */
const LONGEST_INPUT = 1000;
const LONGEST_KEY = 64;

/** Code points of the zeros of other digits: Arabic-Indic, Persian, N'Ko, the Indic scripts, Thai, Lao, Tibetan, Burmese, Khmer, full width. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0xff10,
];

/** Never part of a number: controls, soft hyphen, zero width, marks of writing direction, surrogates and private use, variation selectors. */
const INVISIBLE: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xf8ff],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfff0, 0xffff],
];

/** What was written, split: the subscriber, and the country code a `phone-context` puts before it. */
export interface Written {
  readonly subscriber: string;
  /** `+32`, or null. */
  readonly context: string | null;
}

function plainCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (INVISIBLE.some(([first, last]) => code >= first && code <= last)) return '';
  const zero = ZEROS.find((one) => code >= one && code <= one + 9);
  if (zero !== undefined) return String(code - zero);
  if (code === 0xff0b || code === 0xfe62 || code === 0x207a) return '+';
  if (code === 0xff0a) return '*';
  if (code === 0xff03) return '#';
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xff0d) return '-';
  if (code === 0xff08) return '(';
  if (code === 0xff09) return ')';
  return character;
}

function plain(written: string): string {
  const text = written.slice(0, LONGEST_INPUT).replace(/[^ -~]/g, plainCharacter);
  return text.replace(/\s+/g, ' ').trim();
}

function insideBrackets(text: string): string {
  const open = text.lastIndexOf('<');
  const close = text.indexOf('>', open);
  return open >= 0 && close > open ? text.slice(open + 1, close) : text;
}

/** `%2B32` is how some phones send `+32`; only what a number is made of is decoded, so that decoding twice changes nothing. */
function unescaped(text: string): string {
  return text.replace(/%(2[0389abdef]|3[0-9])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))).replace(/[<>"`%\\]/g, '');
}

/** What was written without everything that only wraps a subscriber's number; at most 64 characters. */
export function readWritten(written: string): Written {
  if (/^\+?\d{3,20}$/.test(written)) return { subscriber: written, context: null };
  let text = insideBrackets(plain(written)).trim();
  // RFC 3323 and 3GPP TS 23.003: whoever stands before these hosts is nobody.
  if (/@(?:anonymous|unknown)\.invalid/i.test(text)) return { subscriber: 'anonymous', context: null };
  const context = /;phone-context=(\+|%2B)(\d{1,7})(?!\d)/i.exec(text);
  text = text.replace(/^["'\s]*(?:(?:sips?|tel|callto):\/{0,2})+/i, '').replace(/^[;@?,:\s]+/, '');
  const end = text.search(/[;@?,:]/);
  text = unescaped(end < 0 ? text : text.slice(0, end));
  const subscriber = text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_KEY).trim();
  return { subscriber, context: context === null ? null : `+${context[2]}` };
}

/** An address of a SIP scanner, not a number in a dotted form: those have groups that no address can have. */
function isAddress(text: string): boolean {
  return /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(text) && text.split('.').every((part) => Number(part) <= 255);
}

/** The digits (with `+`, `*`, `#`) a subscriber text stands for, or null when it is a name. */
export function dialable(subscriber: string): string | null {
  if (isAddress(subscriber)) return null;
  // `0470 10 42 42 ext 5`, `0470104242w1`, `…p1`: what follows is dialled after the answer.
  const number = subscriber.replace(/^([+\d*#\s()./_~-]{5,}?)\s*(?:ext\.?|[xwp])[\s\d*#wp]*$/i, '$1');
  let digits = number.replace(/[\s()./_~-]/g, '').replace(/^\++/, '+');
  // No country code begins with 0: a carrier put `+` before a national or `00` number.
  if (/^\+0/.test(digits)) digits = digits.slice(1);
  // `#` after a number tells the phone that the number is complete.
  if (/(?:^\+?\d{3,}|\d{6})#+$/.test(digits)) digits = digits.replace(/#+$/, '');
  return /\d/.test(digits) && /^(?:[\d*#]*\+)?[\d*#]+$/.test(digits) ? digits : null;
}
