import type { ListQuery } from '../store/list-query';

/** What the address of the list says; whatever it does not say, or says wrongly, is the usual. */
export interface Wanted {
  readonly view: 'open' | 'cleared';
  readonly sort: Sort;
  /** As the reader typed it. */
  readonly text: string;
  /** From 1. */
  readonly page: number;
}

export type Sort = 'oldest' | 'newest' | 'insistent';

export const SORTS: readonly Sort[] = ['oldest', 'newest', 'insistent'];
export const PAGE_SIZE = 50;
const LONGEST_TEXT = 100;
const MOST_PAGES = 10000;

/** Reads the address of the list. */
export function readWanted(query: Readonly<Record<string, string>>): Wanted {
  const page = /^\d{1,6}$/.test(query.page || '') ? Number(query.page) : 1;
  return {
    view: query.view === 'cleared' ? 'cleared' : 'open',
    sort: SORTS.filter((sort) => sort === query.sort)[0] || 'oldest',
    text: (query.q || '').trim().slice(0, LONGEST_TEXT),
    page: Math.min(MOST_PAGES, Math.max(1, page)),
  };
}

/** The address that says it, without what is usual. */
export function wantedQuery({ view, sort, text, page }: Wanted): Record<string, string | number | null> {
  return {
    view: view === 'open' ? null : view,
    sort: sort === 'oldest' ? null : sort,
    q: text,
    page: page === 1 ? null : page,
  };
}

/**
 * What is looked for: of a number its digits without the leading zeros and the plus, so that `0470 10 02` and `+32 470…` both find
 * the caller however he was written.
 */
export function searchOf(text: string): string {
  if (!/^[+\d\s()./-]{3,}$/.test(text)) return text;
  const digits = text.replace(/[^\d]/g, '').replace(/^0+/, '');
  return digits === '' ? text : digits;
}

/** What the store is asked. */
export function listQuery({ view, sort, text, page }: Wanted): ListQuery {
  return { status: view, order: sort, search: searchOf(text), offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE };
}
