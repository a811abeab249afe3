import { latestAt } from '../../sources/newest-rows';
import { answered } from '../facts';
import { type Check, finding } from '../finding';
import { span } from '../span';

/** A call's row comes as it ends, some time after its first events; so much later there should have been one. */
const BEHIND_SECONDS = 3 * 3600;
/** One call alone may be a long one. */
const FEWEST_CALLS = 2;
/** The last events of a call may be stamped a little after its row. */
const SLACK_SECONDS = 60;

/** The CDR is written on. */
export const cdrCheck: Check = {
  name: 'cdr',
  group: 'pbx',
  fine: 'check.cdr',
  find: ({ pbx }) => {
    if (!answered(pbx) || pbx.cdr.state !== 'ok') return null;
    const { newest } = pbx.cel;
    const lastCallAt = pbx.cdr.newest.reduce((latest, row) => Math.max(latest, row.endAt), 0);
    if (newest.length === 0) return lastCallAt === 0 ? null : [];
    const lastEventAt = latestAt(newest);
    const since = lastCallAt === 0 ? newest.reduce((first, row) => Math.min(first, row.at), lastEventAt) : lastCallAt;
    const calls = new Set(newest.filter(({ at }) => at > lastCallAt + SLACK_SECONDS).map(({ linkedid }) => linkedid));
    const isBehind = lastEventAt - since > BEHIND_SECONDS && calls.size >= FEWEST_CALLS;
    return isBehind ? [finding('cdr_stale', 'warning', { time: span(lastEventAt - since) })] : [];
  },
};
