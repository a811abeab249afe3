const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Writings that run from right to left: a number beside them would be drawn in another order. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\ud802[\udc00-\udfff]|\ud83a[\udc00-\udfff]|\ud83b[\udc00-\udfff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a caller's name may hold them
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** A word that a caller chose, for HTML: in one line, without marks that turn the words around it. */
export function tame(text: string): string {
  return text.replace(BIDI, '').replace(CONTROL, ' ').trim();
}

/** The same for plain text and subjects: set apart where it runs the other way. */
export function apart(text: string): string {
  const word = tame(text);
  return RIGHT_TO_LEFT.test(word) ? `\u2068${word}\u2069` : word;
}
