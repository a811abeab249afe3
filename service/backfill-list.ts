import type { ClientId, UtcSeconds } from '../shared/words';
import type { BackfillList } from './backfill';
import type { Queryable } from './store/database';
import type { EntryStore } from './store/entry-store';
import { withoutWeaker } from './stronger';

/** The name its position is kept under, beside the cursors of the sources. */
export const BACKFILL_CURSOR = 'backfill';

/** The real list: a batch, and how far the range was read, are kept in one transaction. */
export function storedList(
  client: ClientId,
  db: Queryable,
  store: EntryStore,
  zone: string,
  nowAt: () => UtcSeconds,
  expires: boolean,
): BackfillList {
  return {
    take: (read, position) =>
      store.inTurn(client, { now: nowAt(), zone }, async (turn) => {
        const { judged, unreadable } = await read();
        const events = await turn.pastCalls(await withoutWeaker(client, db, judged));
        if (unreadable.length > 0) await turn.saveUnreadable(unreadable);
        if (position !== null) await turn.saveCursor(BACKFILL_CURSOR, position);
        return events;
      }),
    rejudge: (callerKeys, position) =>
      store.inTurn(client, { now: nowAt(), zone }, async (turn) => {
        await turn.saveCursor(BACKFILL_CURSOR, position);
        return turn.rejudge(callerKeys);
      }),
    passed: async (at) => {
      if (expires) await store.inTurn(client, { now: nowAt(), zone }, (turn) => turn.expire(at));
    },
  };
}
