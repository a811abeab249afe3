import type { Finding } from '../../../shared/finding';
import type { UtcSeconds } from '../../../shared/words';
import { latestAt } from '../../sources/newest-rows';
import type { TableCondition } from '../../sources/table-condition';
import { answered } from '../facts';
import { type Check, finding } from '../finding';
import { span } from '../span';

const DATABASE_SECONDS = 30;
/** Rows are stamped with the past; so much later than now is another clock. */
const AHEAD_SECONDS = 60;

/** Rows that a clock dated which was wrong once; they stay where they are, and say nothing of now. */
function ahead({ table, aheadAt }: TableCondition, nowAt: UtcSeconds): readonly Finding[] {
  return aheadAt === null ? [] : [finding('rows_ahead', 'note', { table, time: span(aheadAt - nowAt) })];
}

/** The clocks of the PBX, of its database and ours agree. */
export const clocksCheck: Check = {
  name: 'clocks',
  group: 'reading',
  fine: 'check.clocks',
  find: ({ pbx, nowAt }) => {
    if (!answered(pbx)) return null;
    const apart = Math.abs(pbx.utcAt - nowAt);
    const newest = latestAt(pbx.cdr.newest.concat(pbx.cel.newest));
    return (apart > DATABASE_SECONDS ? [finding('clock_database', 'warning', { time: span(apart) })] : []).concat(
      newest - nowAt > AHEAD_SECONDS ? [finding('clock_pbx', 'warning', { time: span(newest - nowAt) })] : [],
      ahead(pbx.cdr, nowAt),
      ahead(pbx.cel, nowAt),
    );
  },
};
