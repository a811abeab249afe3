import { type Language, numberText } from '../../shared/language';
import { MOST_COUNTED } from '../store/list';

/** A figure of the list for a sentence: itself, or `1000+` where the store counted no further. */
export function figure(language: Language, n: number, isMore = n > MOST_COUNTED): string | number {
  return isMore ? `${numberText(language, Math.min(n, MOST_COUNTED))}+` : n;
}
