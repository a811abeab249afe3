import type { ClientId } from '../../shared/words';
import { type AuditRow, hashOf, sealOf } from './audit-rows';
import type { Queryable } from './database';

/** A row of the audit that is not as it was written. */
export interface AuditFault {
  /**
   * changed: what the row says, or its note, is not what was written · missing: a row was taken out before this place
   * · reordered: the row stands where it was not written, or another was put before it
   */
  readonly kind: 'changed' | 'missing' | 'reordered';
  /** Place in the chain: of the row, or of the gap. */
  readonly no: number;
  readonly entryId: number | null;
  readonly seq: number | null;
}

/** What verifying came to. */
export interface AuditReport {
  readonly rows: number;
  readonly faults: readonly AuditFault[];
}

/** Rows read at a time. */
const PAGE = 1000;

/** Walks a client's chain from its first row to the end its own row remembers, and names every row that was changed, taken out or moved. */
export async function verifyAudit(client: ClientId, db: Queryable): Promise<AuditReport> {
  const faults: AuditFault[] = [];
  let before: Pick<AuditRow, 'no' | 'hash'> = { no: 0, hash: '' };
  let rows = 0;
  for (;;) {
    const page = await readPage(client, db, before.no);
    for (const { row, changed } of page) {
      const name = { entryId: row.entry_id, seq: row.seq };
      if (changed) faults.push({ kind: 'changed', no: row.no, ...name });
      if (row.no > before.no + 1) faults.push({ kind: 'missing', no: before.no + 1, entryId: null, seq: null });
      else if (row.prev_hash !== before.hash) {
        const fault = await brokenLink(client, db, row, faults);
        if (fault) faults.push({ kind: fault, no: row.no, ...name });
      }
      before = row;
      rows += 1;
    }
    if (page.length < PAGE) break;
  }
  const [end] = await db.query('SELECT audit_no, audit_hash FROM smc_clients WHERE client = ?', [client]);
  const whole = !end || (Number(end.audit_no) === before.no && end.audit_hash === before.hash);
  if (!whole && !faults.length) faults.push({ kind: 'missing', no: before.no + 1, entryId: null, seq: null });
  return { rows, faults };
}

/** Why a row does not follow the one before it; null when a fault already named tells. */
async function brokenLink(
  client: ClientId,
  db: Queryable,
  row: AuditRow,
  named: readonly AuditFault[],
): Promise<'missing' | 'reordered' | null> {
  const [found] = await db.query('SELECT no FROM smart_missed_calls_audit WHERE client = ? AND hash = ? LIMIT 1', [client, row.prev_hash]);
  const told = named.some((fault) => fault.no >= Number(found ? found.no : row.no - 1) && fault.no < row.no);
  if (told) return null;
  return found || row.prev_hash === '' ? 'reordered' : 'missing';
}

async function readPage(
  client: ClientId,
  db: Queryable,
  after: number,
): Promise<readonly { readonly row: AuditRow; readonly changed: boolean }[]> {
  const rows = await db.query(ROWS, [client, after, PAGE]);
  return rows.map(({ salt, words, ...columns }) => {
    const row = { ...columns, no: Number(columns.no), entry_id: Number(columns.entry_id), seq: Number(columns.seq) } as AuditRow;
    const noteChanged = words !== null && row.note !== sealOf(String(salt), String(words));
    return { row, changed: noteChanged || hashOf(row) !== row.hash };
  });
}

const ROWS = `
  SELECT a.*, n.salt, n.note AS words FROM smart_missed_calls_audit a
  LEFT JOIN smc_notes n ON n.client = a.client AND n.entry_id = a.entry_id AND n.seq = a.seq
  WHERE a.client = ? AND a.no > ? ORDER BY a.no LIMIT ?
`;
