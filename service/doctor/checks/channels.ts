import { answered } from '../facts';
import { type Check, finding } from '../finding';
import { span } from '../span';

const DAY = 86400;

/** What keeps messages from people: a channel that has carried none for so long, and messages that were given up. */
export const channelsCheck: Check = {
  name: 'channels',
  group: 'home',
  fine: 'check.channels',
  find: ({ store, nowAt }) => {
    if (!answered(store)) return null;
    const { failing, givenUpAt } = store.messages;
    const channels = failing.map(({ channel, sinceAt, why }) =>
      finding('channel_failing', 'warning', { channel, time: span(nowAt - sinceAt), why }),
    );
    const n = givenUpAt.filter((at) => nowAt - at < DAY).length;
    return n === 0 ? channels : channels.concat(finding('messages_given_up', 'warning', { n }));
  },
};
