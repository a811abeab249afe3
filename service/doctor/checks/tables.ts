import type { TableCondition } from '../../sources/table-condition';
import { answered } from '../facts';
import { type Check, finding } from '../finding';
import { isYes } from '../look/asterisk-config';

/** The PBX's database answers, and its tables can be read. */
export const tablesCheck: Check = {
  name: 'tables',
  group: 'pbx',
  fine: 'check.tables',
  find: ({ pbx, cdrConf }) => {
    if (!answered(pbx)) return [finding('pbx_no_answer', 'broken', { why: pbx.noAnswer })];
    const off = cdrConf !== null && !isYes(cdrConf, 'enable', true) ? [finding('cdr_off', 'broken')] : [];
    const missing =
      pbx.cdr.state === 'missing' ? [finding('cdr_missing', 'broken', { table: pbx.cdr.table, database: pbx.cdr.database })] : [];
    const tables = [pbx.cdr, pbx.cel];
    const inState = (state: TableCondition['state'], some: readonly TableCondition[]) => some.filter((one) => one.state === state);
    return off.concat(
      missing,
      // The realtime table of queue_log is wanted only where no file tells the same (queue-log.ts).
      inState('denied', tables).map(({ table, database }) => finding('select_denied', 'broken', { table, database })),
      inState('damaged', tables.concat(pbx.queueLog || [])).map(({ table, database }) =>
        finding('table_damaged', 'broken', { table, database }),
      ),
    );
  },
};
