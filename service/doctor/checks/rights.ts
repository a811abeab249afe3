import { answered } from '../facts';
import { type Check, finding } from '../finding';
import { writingRights } from '../rights';

/** Our account on the PBX's database can read and nothing else. */
export const readerRightsCheck: Check = {
  name: 'reader_rights',
  group: 'reading',
  fine: 'check.reader_rights',
  find: ({ pbx }) => {
    if (!answered(pbx)) return null;
    const found = new Map<string, string>();
    for (const { table, database } of [pbx.cdr, pbx.cel].concat(pbx.queueLog || [])) {
      const rights = writingRights(pbx.grants, database, table);
      if (rights.length > 0 && !found.has(database)) found.set(database, rights.join(', '));
    }
    return Array.from(found, ([database, rights]) => finding('reader_may_write', 'warning', { rights, database }));
  },
};

/** What a right to add rows and to create the table allows cannot falsify the audit. */
const GROWING = ['INSERT', 'CREATE'];
const AUDIT = 'smart_missed_calls_audit';

/** Our own account can add to the audit and change nothing in it. */
export const auditRightsCheck: Check = {
  name: 'audit_rights',
  group: 'home',
  fine: 'check.audit_rights',
  find: ({ store }) => {
    if (!answered(store)) return null;
    const rights = writingRights(store.grants, store.database, AUDIT).filter((right) => GROWING.indexOf(right) < 0);
    return rights.length === 0 ? [] : [finding('audit_not_safe', 'warning', { rights: rights.join(', ') })];
  },
};
