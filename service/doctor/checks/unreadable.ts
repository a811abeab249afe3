import { answered } from '../facts';
import { type Check, finding } from '../finding';

const DAY = 86400;

/** Every row of the last day could be read. */
export const unreadableCheck: Check = {
  name: 'unreadable',
  group: 'list',
  fine: 'check.unreadable',
  find: ({ store, nowAt }) => {
    if (!answered(store)) return null;
    const fresh = store.unreadable.filter(({ lastSeenAt }) => nowAt - lastSeenAt < DAY);
    const newest = fresh.reduce((latest, row) => (row.lastSeenAt > latest.lastSeenAt ? row : latest), fresh[0] as (typeof fresh)[0]);
    if (fresh.length === 0) return [];
    return [finding('unreadable_rows', 'warning', { n: fresh.length, source: newest.source, example: newest.where, why: newest.why })];
  },
};
