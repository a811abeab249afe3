import type { EntryState } from '../../shared/entry';
import type { UtcSeconds } from '../../shared/words';
import type { RuleBook } from './rules';
import { expiresAt } from './wait';

/** The instant at which an open entry expires, from one on, by the rules that hold then; null for never, and for one that is cleared. */
export function expiryOf(state: EntryState, book: RuleBook, from: UtcSeconds = 0): UtcSeconds | null {
  if (state.status !== 'open') return null;
  for (let page = 0; page < book.length; page += 1) {
    const { since, rules } = book[page] as RuleBook[0];
    const expires = expiresAt(state, rules);
    if (expires === null) continue;
    const at = Math.max(expires, page === 0 ? 0 : since, from);
    const next = book[page + 1];
    if (next === undefined || at < next.since) return at;
  }
  return null;
}
