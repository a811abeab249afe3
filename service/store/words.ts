import { ANONYMOUS, type Entry, isErased } from '../../shared/entry';

/** Shorter ends of a number tell nobody from another. */
const SHORTEST_END = 3;
const LONGEST_NUMBER = 20;
const LONGEST_WORD = 40;
const MOST_WORDS = 12;
const MOST_TERMS = 5;

/** What a caller is found by: the words of his name, and every end of his number, so that any part of it is the beginning of one. */
export function wordsOf({
  callerKey,
  callerNumber,
  callerName,
}: Pick<Entry, 'callerKey' | 'callerNumber' | 'callerName'>): readonly string[] {
  const words = new Set(split(callerName).slice(0, MOST_WORDS));
  for (const written of isErased(callerKey) || callerKey === ANONYMOUS ? [] : [callerKey, callerNumber]) {
    if (!isNumber(written)) for (const word of split(written)) words.add(word);
    const digits = significant(written.replace(/\D/g, '')).slice(-LONGEST_NUMBER);
    for (let from = 0; isNumber(written) && from <= Math.max(0, digits.length - SHORTEST_END); from += 1) words.add(digits.slice(from));
  }
  words.delete('');
  return Array.from(words).sort();
}

/**
 * What is looked for: each a beginning of a word, and all must fit. Of a number the digits without leading zeros, so that `0470 10 02` and
 * `+32 470…` both find the caller however he was written. None: the text holds nothing that could be found.
 */
export function termsOf(text: string): readonly string[] {
  if (isNumber(text.replace(/[\s()./-]/g, '')))
    return [significant(text.replace(/\D/g, '')).slice(0, LONGEST_NUMBER)].filter((term) => term !== '');
  return Array.from(new Set(split(text))).slice(0, MOST_TERMS);
}

/** Small letters without accents, at most so long. */
function split(text: string): readonly string[] {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  return plain
    .split(/[\s!-/:-@[-`{-\u00bf\u2000-\u206f]+/)
    .map((word) => (/^\d+$/.test(word) ? significant(word) : word).slice(0, LONGEST_WORD).replace(/[\uD800-\uDBFF]$/, ''))
    .filter((word) => word !== '');
}

function isNumber(written: string): boolean {
  return /^\+?[\d*#]*\d[\d*#]*$/.test(written);
}

/** Digits without leading zeros; zeros alone stay. */
function significant(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}
