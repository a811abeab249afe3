import { type Language, numberText, pluralForm } from './language';
import en from './messages/en.json';
import { settingTexts } from './settings-texts';

/** A key of the message catalogue. English is the reference: a key missing there does not compile. */
export type MessageKey = keyof typeof en | SettingKey;

/** Name or help of a setting; the schema of the settings says them in English. */
export type SettingKey = `setting.${string}`;

/** The values of a sentence's placeholders. A number is written as the language writes numbers; a saying is said in it. */
export type Params = Readonly<Record<string, string | number | Saying>>;

/** A sentence of the catalogue with its values: how `because` and pages carry text without fixing its language. */
export interface Saying {
  readonly key: MessageKey;
  readonly params?: Params;
}

/** Text of one language: a plain sentence, or one per plural form of the value `n`. */
export type Text = string | Forms;

/** A sentence by the plural forms its language has; Romanian alone has `few`. */
export interface Forms {
  readonly one: string;
  readonly few?: string;
  readonly other: string;
}

/** Says a sentence in one language. */
export type Say = (saying: Saying) => string;

/** Sentences by their keys. */
export type Catalogue = Readonly<Record<string, Text>>;

const ENGLISH: Catalogue = { ...en, ...settingTexts() };

/** Read when somebody wants the language: most offices need one of them, or none, and a daemon would keep them all for years. */
const CATALOGUES: Readonly<Record<Language, () => Catalogue>> = {
  en: () => ENGLISH,
  ro: () => require('./messages/ro.json'),
  es: () => require('./messages/es.json'),
  fr: () => require('./messages/fr.json'),
  de: () => require('./messages/de.json'),
};

const read = new Map<Language, Catalogue>();

/** The catalogue of a language; what it does not have yet is said in English. */
export function catalogueOf(language: Language): Catalogue {
  const known = read.get(language) || CATALOGUES[language]();
  read.set(language, known);
  return known;
}

function sentenceOf(text: Text, language: Language, n: unknown): string {
  if (typeof text === 'string') return text;
  return text[pluralForm(language, typeof n === 'number' ? n : 0)] || text.other;
}

function sayer(language: Language): Say {
  const said: Say = ({ key, params = {} }) => {
    const own = catalogueOf(language)[key];
    const english = ENGLISH[key];
    const text = own === undefined ? english : own;
    if (text === undefined) return key;
    return sentenceOf(text, own === undefined ? 'en' : language, params.n).replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      if (typeof value === 'number') return numberText(language, value);
      return typeof value === 'string' ? value : said(value);
    });
  };
  return said;
}

const SAYERS: Readonly<Record<Language, Say>> = {
  en: sayer('en'),
  ro: sayer('ro'),
  es: sayer('es'),
  fr: sayer('fr'),
  de: sayer('de'),
};

/**
 * How sentences are said in a language: each key's sentence, with `{name}` replaced by its value; a value never introduces another
 * placeholder. Unknown placeholders stay as they are, so a mistake is seen.
 */
export function sayIn(language: Language): Say {
  return SAYERS[language];
}

/** Says a sentence in English, for the command line and the log. */
export const say: Say = SAYERS.en;
