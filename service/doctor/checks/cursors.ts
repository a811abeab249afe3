import { answered } from '../facts';
import { type Check, finding } from '../finding';
import { lagOf } from '../lag';
import { span } from '../span';

/** Turns that may be missing before somebody should look. */
const TURNS = 5;
const LEAST_SECONDS = 300;

/** The reading goes on, and keeps up. */
export const cursorsCheck: Check = {
  name: 'cursors',
  group: 'reading',
  fine: 'check.cursors',
  find: (facts) => {
    const { store, nowAt, everySeconds } = facts;
    if (!answered(store)) return null;
    if (!store.enabled) return [finding('switched_off', 'warning')];
    const cursors = store.cursors.filter(({ source }) => source !== 'backfill');
    if (cursors.length === 0) return [finding('never_read', 'broken')];
    const silent = nowAt - Math.max(...cursors.map((cursor) => cursor.movedAt));
    if (silent > Math.max(LEAST_SECONDS, TURNS * everySeconds)) return [finding('not_reading', 'broken', { time: span(silent) })];
    return lagOf(facts);
  },
};
