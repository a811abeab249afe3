import { answered } from '../facts';
import { type Check, finding } from '../finding';

/** The CDR finds the rows of a call by an index. */
export const linkedidIndexCheck: Check = {
  name: 'linkedid_index',
  group: 'reading',
  fine: 'check.linkedid_index',
  find: ({ pbx }) => {
    if (!answered(pbx) || pbx.linkedidIndexed === null) return null;
    return pbx.linkedidIndexed ? [] : [finding('no_linkedid_index', 'note', { table: pbx.cdr.table, database: pbx.database })];
  },
};
