import type { UnreadableRow } from '../../shared/records';
import type { SourceName } from '../../shared/words';
import { type Row, textOf } from './decode';

const NO_CALL = 'It has neither linkedid nor uniqueid, so it belongs to no call.';

/** A row that says no call, under the name by which it is counted whoever comes upon it. */
export function withoutCall(source: SourceName, where: string): UnreadableRow {
  return { source, where: where.slice(0, 200), why: NO_CALL };
}

/** The columns by which a CDR row and its call are known. */
export const CDR_KEY_COLUMNS = 'linkedid, uniqueid, sequence, dstchannel, calldate';

/** (uniqueid, sequence) is the natural key, which nothing enforces: rows that were imported or forked share it. */
export function cdrKeyOf(row: Row): string {
  return ['calldate', 'uniqueid', 'sequence', 'dstchannel'].map((column) => textOf(row[column])).join(' ');
}
