import type { Entry } from '../../shared/entry';
import { readEntry } from '../store/list';
import type { Asked } from './page';
import type { PageParts } from './pages';
import { Problem } from './problems';

/** The entry a path names. Throws Problem (404) when it names none, or one that is not for this reader. */
export async function readVisible(parts: PageParts, asked: Asked): Promise<Entry> {
  const { client, scope } = asked.identity;
  const entry = await readEntry(client, parts.db, entryIdOf(asked), scope);
  if (entry === null) throw new Problem(404);
  return entry;
}

/** The number a path names. Throws Problem (404) when it names none. */
export function entryIdOf({ params }: Asked): number {
  const text = params.id || '';
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Problem(404);
  return Number(text);
}
