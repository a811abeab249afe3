import type { Finding } from '../../shared/finding';
import type { TableCondition } from '../sources/table-condition';
import { answered, type Facts } from './facts';
import { finding } from './finding';
import { span } from './span';

/** Rows that a busy PBX writes while a turn is under way. */
const ROWS = 20000;
const BYTES = 10000000;
const MEGABYTE = 1000000;
/** So far behind, the list lacks calls of which people already ask. */
const LONG_SECONDS = 3600;
const SHORT_SECONDS = 600;

/** How far the cursors, as each source puts its own, are behind what the PBX has written. */
export function lagOf(facts: Facts): readonly Finding[] {
  const { pbx, store, nowAt } = facts;
  if (!answered(store)) return [];
  const at = (source: string): Position => (store.cursors.find((one) => one.source === source)?.position || {}) as Position;
  const { readAt, behind } = at('cdr');
  const late = behind === true && typeof readAt === 'number' ? nowAt - readAt : 0;
  const cdr =
    late > SHORT_SECONDS
      ? [finding('catching_up_time', late > LONG_SECONDS ? 'warning' : 'note', { source: 'CDR', time: span(late) })]
      : [];
  const rows = answered(pbx) ? rowsBehind(at('cel'), pbx.cel, 'CEL').concat(rowsBehind(at('queue_log_table'), pbx.queueLog, null)) : [];
  return cdr.concat(rows, bytesBehind(at('queue_log'), facts));
}

interface Position {
  readonly id?: number;
  readonly readAt?: number;
  readonly behind?: boolean;
  readonly inode?: number;
  readonly offset?: number;
}

function rowsBehind({ id }: Position, table: TableCondition | null, name: string | null): readonly Finding[] {
  if (table === null || typeof id !== 'number') return [];
  const n = table.largestId - id;
  return n > ROWS ? [finding('catching_up', 'note', { n, source: name || table.table })] : [];
}

/** Of a file that was moved away and begun anew all is still to be read. */
function bytesBehind({ inode, offset }: Position, { queueLog }: Facts): readonly Finding[] {
  const { file, bytes } = queueLog;
  if (file === null || typeof offset !== 'number') return [];
  const left = inode === queueLog.inode && bytes >= offset ? bytes - offset : bytes;
  return left > BYTES ? [finding('catching_up_file', 'note', { file, megabytes: Math.floor(left / MEGABYTE) })] : [];
}
