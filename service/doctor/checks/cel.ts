import { latestAt } from '../../sources/newest-rows';
import { answered, type Facts } from '../facts';
import { type Check, finding } from '../finding';
import { span } from '../span';

/** A call whose CDR row is there has left its last CEL row some seconds before. */
const BEHIND_SECONDS = 600;

/** Whether CEL is written; null where that cannot be told. */
export function isCelWritten(facts: Facts): boolean | null {
  const found = celCheck.find(facts);
  return found === null ? null : found.length === 0;
}

/** CEL is written, and did not stop. */
export const celCheck: Check = {
  name: 'cel',
  group: 'pbx',
  fine: 'check.cel',
  find: ({ pbx }) => {
    if (!answered(pbx) || pbx.cel.state === 'denied' || pbx.cel.state === 'damaged') return null;
    const off = [finding('cel_off', 'warning')];
    if (pbx.cel.state === 'missing') return off;
    const lastCallAt = pbx.cdr.newest.reduce((latest, row) => Math.max(latest, row.endAt), 0);
    const lastEventAt = latestAt(pbx.cel.newest);
    // Neither a call nor an event: a PBX on which nobody has called yet.
    if (lastEventAt === 0) return lastCallAt === 0 ? null : off;
    const behind = lastCallAt - lastEventAt;
    return behind > BEHIND_SECONDS ? [finding('cel_stale', 'broken', { time: span(behind) })] : [];
  },
};
