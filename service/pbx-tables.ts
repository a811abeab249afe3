import type { Config } from './config';
import type { PbxTables } from './sources/pbx';

/** Where the PBX's records lie, as the configuration says; `zone` is asked each time rows are read. */
export function pbxTables({ pbx, cdr_overlap_seconds }: Config, zone: () => string | null): PbxTables {
  return {
    cdr: pbx.cdr_table,
    cel: pbx.cel_database === null ? pbx.cel_table : `${pbx.cel_database}.${pbx.cel_table}`,
    queueLog: pbx.queue_log,
    queueLogTable: pbx.queue_log_table,
    cdrOverlapSeconds: cdr_overlap_seconds,
    get zone() {
      return zone();
    },
  };
}
