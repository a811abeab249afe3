import { answered } from '../facts';
import { type Check, finding } from '../finding';
import { span } from '../span';

/** Somebody may hold in a queue for hours, not for a working day. A channel that hangs is waited for a day, then its call is given up. */
const LONG_SECONDS = 8 * 3600;

/** No call waits for its verdict longer than calls last. */
export const waitingCheck: Check = {
  name: 'waiting',
  group: 'list',
  fine: 'check.waiting',
  find: ({ store, nowAt }) => {
    if (!answered(store)) return null;
    const long = store.waiting.filter(({ sinceAt }) => nowAt - sinceAt > LONG_SECONDS).sort((one, other) => one.sinceAt - other.sinceAt);
    const [first] = long;
    return first === undefined
      ? []
      : [finding('waiting_long', 'warning', { n: long.length, time: span(nowAt - first.sinceAt), example: first.linkedid })];
  },
};
