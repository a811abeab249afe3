import type { QueueLogRecord, UnreadableRow } from '../../shared/records';
import { LONGEST } from './cells';
import { type Decoded, epochOf } from './decode';

/** Lines of queue_log, decoded. Lines about no call (`NONE`, `MANAGER`, agent log-ins) are skipped: they are nothing's evidence. */
export function decodeQueueLog(lines: readonly string[]): Decoded<QueueLogRecord> {
  const records: QueueLogRecord[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const line of lines) {
    if (line.trim() === '') continue;
    const [epoch = '', callid = '', queue = '', agent = '', event = '', ...data] = line.replace(/\r$/, '').slice(0, LONGEST).split('|');
    if (!/^\d{9,10}$/.test(epoch) || event === '') {
      unreadable.push({ source: 'queue_log', where: line.slice(0, 200), why: 'It is not of the form epoch|callid|queue|agent|EVENT|….' });
    } else if (epochOf(callid) !== null) {
      records.push({ source: 'queue_log', at: Number(epoch), callid, queue, agent, event, data });
    }
  }
  return { records, unreadable };
}
