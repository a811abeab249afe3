import { answered } from '../facts';
import { type Check, finding } from '../finding';

/** Our own database answers, and its tables are those of this version. */
export const schemaCheck: Check = {
  name: 'schema',
  group: 'home',
  fine: 'check.schema',
  find: ({ store }) => {
    if (!answered(store)) return [finding('store_no_answer', 'broken', { why: store.noAnswer })];
    const { schema, known } = store;
    if (schema > known) return [finding('schema_new', 'broken', { schema, known })];
    return schema < known ? [finding('schema_old', 'broken', { schema, known })] : [];
  },
};
