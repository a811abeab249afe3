import { MIGRATIONS } from './migrations';

/** Every table of our schema, for the rights of its owner. */
export function ourTables(): string[] {
  return MIGRATIONS.map(({ sql }) => (/CREATE TABLE IF NOT EXISTS (\w+)/.exec(sql) || [])[1] || '')
    .filter((table) => table !== '')
    .concat('smc_schema');
}
