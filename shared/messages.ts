import en from './messages/en.json';

/** A key of the message catalogue. English is the reference: a key missing there does not compile. */
export type MessageKey = keyof typeof en;

/** A sentence of the catalogue with its values: how `because` and pages carry text without fixing its language. */
export interface Saying {
  readonly key: MessageKey;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Text of one language: a plain sentence, or one per plural category chosen by the value `n`. */
export type Text = string | { readonly one: string; readonly other: string; readonly few?: string; readonly many?: string };

const english: Readonly<Record<string, Text>> = en;

/**
 * The sentence of a key in English, with `{name}` replaced by its value; a value never introduces another placeholder.
 * Unknown placeholders stay as they are, so a mistake is seen.
 */
export function say(saying: Saying): string {
  const params = saying.params || {};
  const text = english[saying.key];
  const sentence = typeof text === 'string' ? text : text === undefined ? saying.key : params['n'] === 1 ? text.one : text.other;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : String(value);
  });
}
