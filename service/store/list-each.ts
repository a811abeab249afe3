import type { Entry } from '../../shared/entry';
import type { ClientId } from '../../shared/words';
import type { Database } from './database';
import { readPage } from './list-page';
import { planOf } from './list-plan';
import type { ListQuery } from './list-query';
import { startOf } from './list-start';

/** Entries in memory at a time. */
const PIECE = 500;

/**
 * Hands over exactly the entries a query shows, on all its pages and in its order, some at a time, waiting until each lot is taken. All of
 * it is as of one moment, whatever happens to the list meanwhile. Throws what `take` throws.
 */
export function eachEntry(
  client: ClientId,
  db: Database,
  query: ListQuery,
  take: (entries: readonly Entry[]) => Promise<void>,
): Promise<void> {
  return db.connection(async (one) => {
    await one.query('START TRANSACTION WITH CONSISTENT SNAPSHOT');
    const plan = planOf(query);
    const start = await startOf(client, one, plan);
    for (let after: string | null = start === null ? null : ''; start !== null && after !== null; ) {
      const page: { readonly entries: readonly Entry[]; readonly after: string | null } = await readPage(client, one, plan, start, {
        after,
        limit: PIECE,
      });
      if (page.entries.length > 0) await take(page.entries);
      after = page.after;
    }
    await one.query('COMMIT');
  });
}
