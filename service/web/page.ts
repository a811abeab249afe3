import { type Identity, may } from '../../shared/identity';
import type { UtcSeconds } from '../../shared/words';
import type { Links } from './links';
import { Problem } from './problems';

/** A request as a page sees it: who asks, what for, and the time. */
export interface Asked {
  readonly identity: Identity;
  /** The changing parts of the path: `{ id: '12' }`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly nowAt: UtcSeconds;
  readonly links: Links;
  /** What every form of this user carries in its field `token`. */
  readonly token: string;
}

/** What a page answers: a template and exactly what it shows. */
export interface Page {
  readonly template: string;
  readonly view: object;
}

/** One page. Throws Problem when it has nothing to show. */
export type AnswerPage = (asked: Asked) => Promise<Page>;

/** The page, for those alone who may see the list. */
export function forViewers(answer: AnswerPage): AnswerPage {
  return (asked) => (may(asked.identity, 'view') ? answer(asked) : Promise.reject(new Problem(403)));
}

/** Whether only the parts that change are asked for: what the page's script fetches. */
export function isPart(asked: Asked): boolean {
  return asked.query.part === 'live';
}

/** The first value of each name; a name given twice, or with a structure, is read once and as text. */
export function plainQuery(query: unknown): Record<string, string> {
  const plain: Record<string, string> = {};
  const given = (query || {}) as Record<string, unknown>;
  for (const name of Object.keys(given)) {
    const value = given[name];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string') plain[name] = first;
  }
  return plain;
}
