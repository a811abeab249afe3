import { latestAt } from '../../sources/newest-rows';
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
    // Nobody knows what it says of calls, whether there are queues now or not.
    if (state === 'unreadable') return [finding('queue_log_unreadable', 'broken', { file, why })];
    const lastAt = lastQueueCallAt(facts);
    if (lastAt === 0 && facts.directory.queues === 0) return [];
    const log = answered(facts.pbx) ? facts.pbx.queueLog : null;
    const table = log !== null && log.largestId > 0 ? log : null;
    const denied =
      log !== null && log.state === 'denied' ? [finding('select_denied', 'warning', { table: log.table, database: log.database })] : [];
    if (state === 'missing' && table === null) return denied.length > 0 ? denied : [finding('queue_log_missing', 'warning', { file })];
    // Either of the two may be the one that is written.
    const behind = lastAt - Math.max(writtenAt, table === null ? 0 : latestAt(table.newest));
    if (behind <= BEHIND_SECONDS) return [];
    const name = table === null ? '' : `${table.database}.${table.table}`;
    const both = [state === 'missing' ? '' : file, name].filter((one) => one !== '').join(', ');
    return [finding('queue_log_stale', 'warning', { file: both, time: span(behind) })].concat(denied);
  },
};

function lastQueueCallAt({ pbx }: Facts): number {
  if (!answered(pbx)) return 0;
  return pbx.cdr.newest.filter((row) => row.app === 'Queue').reduce((latest, row) => Math.max(latest, row.endAt), 0);
}
