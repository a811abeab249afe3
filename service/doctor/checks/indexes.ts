import type { Finding } from '../../../shared/finding';
import type { TableCondition } from '../../sources/table-condition';
import { answered } from '../facts';
import { type Check, finding } from '../finding';

/** By what rows of each are looked for: without an index every look would read the whole table. */
const NEEDED = { cdr: ['calldate', 'uniqueid'], cel: ['id', 'linkedid', 'uniqueid'] };

/** The PBX's tables find rows by indexes. */
export const indexesCheck: Check = {
  name: 'indexes',
  group: 'reading',
  fine: 'check.indexes',
  find: ({ pbx }) => {
    if (!answered(pbx) || pbx.cdr.indexed === null) return null;
    const { table, database, indexed } = pbx.cdr;
    const found = missing(pbx.cdr, NEEDED.cdr).concat(missing(pbx.cel, NEEDED.cel));
    // Old FreePBX has none; then calls are found by the others.
    return indexed.indexOf('linkedid') >= 0 ? found : found.concat(finding('no_linkedid_index', 'note', { table, database }));
  },
};

function missing({ table, database, indexed }: TableCondition, needed: readonly string[]): readonly Finding[] {
  if (indexed === null) return [];
  return needed
    .filter((column) => indexed.indexOf(column) < 0)
    .map((column) => finding('no_index', 'warning', { table, database, column }));
}
