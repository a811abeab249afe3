import { answered, type Facts } from '../facts';
import { type Check, finding } from '../finding';
import { span } from '../span';

/** A queue writes its line before the call's CDR row can be there. */
const BEHIND_SECONDS = 600;

/** What happens in queues is written, where there are queues. */
export const queueLogCheck: Check = {
  name: 'queue_log',
  group: 'pbx',
  fine: 'check.queue_log',
  find: (facts) => {
    const { state, why, writtenAt } = facts.queueLog;
    const file = facts.queueLog.file || 'queue_log';
    // Unreadable stops the reading whether there are queues or not.
    if (state === 'unreadable') return [finding('queue_log_unreadable', 'broken', { file, why })];
    const lastAt = lastQueueCallAt(facts);
    if (lastAt === 0 && facts.directory.queues === 0) return [];
    if (state === 'missing') return [finding('queue_log_missing', 'warning', { file })];
    const behind = lastAt - writtenAt;
    return behind > BEHIND_SECONDS ? [finding('queue_log_stale', 'warning', { file, time: span(behind) })] : [];
  },
};

function lastQueueCallAt({ pbx }: Facts): number {
  if (!answered(pbx)) return 0;
  return pbx.cdr.newest.filter((row) => row.app === 'Queue').reduce((latest, row) => Math.max(latest, row.endAt), 0);
}
