/** A language people read us in. */
export type Language = 'en' | 'ro' | 'es' | 'fr' | 'de';

export const LANGUAGES: readonly Language[] = ['en', 'ro', 'es', 'fr', 'de'];

/** The language of a tag such as `de`, `de-AT` or `ro_RO`; English where we do not speak it. */
export function languageOf(tag: string | null): Language {
  const wanted = (tag || '').slice(0, 2).toLowerCase();
  return LANGUAGES.filter((one) => one === wanted)[0] || 'en';
}

/** A plural form of a language, as Unicode's CLDR names it. */
export type PluralForm = 'one' | 'few' | 'other';

const FORMS: Readonly<Record<Language, readonly PluralForm[]>> = {
  en: ['one', 'other'],
  ro: ['one', 'few', 'other'],
  es: ['one', 'other'],
  fr: ['one', 'other'],
  de: ['one', 'other'],
};

/** The plural forms a language has. */
export function pluralForms(language: Language): readonly PluralForm[] {
  return FORMS[language];
}

/** The form a count takes: French says `0 appel`, Romanian `2 apeluri` but `20 de apeluri`. */
export function pluralForm(language: Language, n: number): PluralForm {
  if (language === 'fr') return n >= 0 && n < 2 ? 'one' : 'other';
  if (n === 1) return 'one';
  if (language !== 'ro') return 'other';
  const hundredth = n % 100;
  return n !== Math.floor(n) || n === 0 || (hundredth >= 1 && hundredth <= 19) ? 'few' : 'other';
}

/** Between the decimals, and between thousands. French sets thousands apart by a narrow space that does not break. */
const MARKS: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['.', ','],
  ro: [',', '.'],
  es: [',', '.'],
  fr: [',', '\u202f'],
  de: [',', '.'],
};

/** A number of five digits is harder to read in one piece; four digits may be a year. */
const GROUPED_FROM = 10000;

/** A number as the language writes it: `12,345.5`, `12.345,5`, `12 345,5`; without grouping below ten thousand. */
export function numberText(language: Language, value: number): string {
  const [point, thousands] = MARKS[language];
  const [whole = '', decimals = ''] = String(Math.abs(value)).split('.');
  if (!/^\d+$/.test(whole)) return String(value);
  const grouped = Math.abs(value) < GROUPED_FROM ? whole : whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return `${value < 0 ? '-' : ''}${grouped}${decimals === '' ? '' : point + decimals}`;
}
