import { answered } from '../facts';
import { type Check, finding } from '../finding';
import { span } from '../span';

/** Somebody may hold in a queue for hours; nobody does so long beyond the time after which a silent call is given up. */
const LONG_SECONDS = 6 * 3600;

/** No call waits for its verdict longer than calls last. */
export const waitingCheck: Check = {
  name: 'waiting',
  group: 'list',
  fine: 'check.waiting',
  find: ({ store, nowAt, lostEndSeconds }) => {
    if (!answered(store)) return null;
    const long = store.waiting
      .filter(({ sinceAt }) => nowAt - sinceAt > lostEndSeconds + LONG_SECONDS)
      .sort((one, other) => one.sinceAt - other.sinceAt);
    const [first] = long;
    return first === undefined
      ? []
      : [finding('waiting_long', 'warning', { n: long.length, time: span(nowAt - first.sinceAt), example: first.linkedid })];
  },
};
