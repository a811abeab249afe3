import type { NewestRow } from '../../sources/newest-rows';
import { answered, type Facts } from '../facts';
import { type Check, finding } from '../finding';
import { batchSeconds } from '../look/asterisk-config';
import { span } from '../span';

/** Not every call leaves a row; some that were answered and none of their rows for so long is another thing. */
const BEHIND_SECONDS = 3 * 3600;
/** A row is written as its call ends, or with its batch where nobody can read that there are none. */
const BATCH_SECONDS = 300;

/** Calls that were answered and are over have a row in the CDR. */
export const cdrCheck: Check = {
  name: 'cdr',
  group: 'pbx',
  fine: 'check.cdr',
  find: (facts) => {
    const { pbx } = facts;
    if (!answered(pbx) || pbx.cdr.state !== 'ok') return null;
    const { newest } = pbx.cel;
    const lastCallAt = pbx.cdr.newest.reduce((latest, row) => Math.max(latest, row.endAt), 0);
    if (newest.length === 0) return lastCallAt === 0 ? null : [];
    const since = lastCallAt === 0 ? newest.reduce((first, row) => Math.min(first, row.at), facts.nowAt) : lastCallAt;
    const behind = lastEndAt(newest, facts.nowAt - waitOf(facts)) - since;
    return behind > BEHIND_SECONDS ? [finding('cdr_stale', 'warning', { time: span(behind) })] : [];
  },
};

function waitOf({ cdrConf }: Facts): number {
  return cdrConf === null ? BATCH_SECONDS : batchSeconds(cdrConf);
}

/** When the last call ended, up to an instant, that somebody had answered; 0 where the rows show none. */
function lastEndAt(rows: readonly NewestRow[], until: number): number {
  const answeredCalls = new Set(rows.filter(({ app }) => app === 'ANSWER').map(({ linkedid }) => linkedid));
  return rows
    .filter(({ app, at, linkedid }) => app === 'LINKEDID_END' && at <= until && answeredCalls.has(linkedid))
    .reduce((latest, { at }) => Math.max(latest, at), 0);
}
