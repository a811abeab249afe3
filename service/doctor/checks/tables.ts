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
    const missing = pbx.cdr.state === 'missing' ? [finding('cdr_missing', 'broken', { table: pbx.cdr.table, database: pbx.database })] : [];
    const tables = [pbx.cdr, pbx.cel];
    const denied = tables.filter((one) => one.state === 'denied').map((one) => one.table);
    const damaged = tables.filter((one) => one.state === 'damaged').map((one) => one.table);
    return off.concat(
      missing,
      denied.map((table) => finding('select_denied', 'broken', { table, database: pbx.database })),
      damaged.map((table) => finding('table_damaged', 'broken', { table, database: pbx.database })),
    );
  },
};
