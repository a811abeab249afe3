import type { Entry } from '../../shared/entry';
import type { Scope } from '../../shared/identity';
import { readEntry } from '../store/list';
import type { Asked } from './page';
import type { PageParts } from './pages';
import { Problem } from './problems';

/** Whether an entry is part of what a reader may see; null: the whole list. */
export function isInScope(entry: Pick<Entry, 'did' | 'queues' | 'ringGroups' | 'extensions'>, scope: Scope | null): boolean {
  if (scope === null) return true;
  const meet = (some: readonly string[], others: readonly string[]): boolean => some.some((one) => others.indexOf(one) >= 0);
  return (
    scope.dids.indexOf(entry.did) >= 0 ||
    meet(scope.queues, entry.queues) ||
    meet(scope.ringGroups, entry.ringGroups) ||
    meet(scope.extensions, entry.extensions)
  );
}

/** The entry a path names. Throws Problem (404) when it names none, or one that is not for this reader. */
export async function readVisible(parts: PageParts, asked: Asked): Promise<Entry> {
  const { client, scope } = asked.identity;
  const entry = await readEntry(client, parts.db, entryIdOf(asked));
  if (entry === null || !isInScope(entry, scope)) throw new Problem(404);
  return entry;
}

/** The number a path names. Throws Problem (404) when it names none. */
export function entryIdOf({ params }: Asked): number {
  const text = params.id || '';
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Problem(404);
  return Number(text);
}
