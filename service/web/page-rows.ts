import { may } from '../../shared/identity';
import type { ClientId } from '../../shared/words';
import { readAttempts } from '../store/list';
import { readProofs } from '../store/proofs';
import { frameOf } from './frame';
import type { AnswerPage } from './page';
import { type PageParts, viewerOf } from './pages';
import { Problem } from './problems';
import { oneLine } from './view-caller';
import { belongsTo, entryTitle } from './view-entry';
import { sayKeyIn } from './view-frame';
import { readVisible } from './visible';

/** Every row of some calls, as the PBX's tables and its queue_log have them. */
export interface RawRows {
  readonly cdr: readonly Readonly<Record<string, unknown>>[];
  readonly cel: readonly Readonly<Record<string, unknown>>[];
  readonly queueLog: readonly string[];
}

/** Reads the rows of the calls these linkedids belong to. */
export type RowsOf = (client: ClientId, linkedids: readonly string[]) => Promise<RawRows>;

/** One table of rows, exactly as the template shows it. */
export interface TableView {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const MOST_ROWS = 500;
const MOST_CALLS = 500;

/** A table without the columns in which nothing stands. */
export function tableView(name: string, all: RawRows['cdr']): TableView {
  const rows = all.slice(0, MOST_ROWS);
  const text = (value: unknown): string => (value === null || value === undefined ? '' : oneLine(String(value)));
  const columns = Array.from(new Set(rows.reduce<string[]>((names, row) => names.concat(Object.keys(row)), [])));
  const used = columns.filter((column) => rows.some((row) => text(row[column]) !== ''));
  return { name, columns: used, rows: rows.map((row) => used.map((column) => text(row[column]))) };
}

/** GET /entries/:id/rows?call=…: what the PBX wrote of one call of an entry, for administrators who may see numbers. */
export function rowsPage(parts: PageParts): AnswerPage {
  return async (asked) => {
    const { identity, query } = asked;
    if (!may(identity, 'admin') || !may(identity, 'numbers')) throw new Problem(403);
    const { client } = identity;
    const entry = await readVisible(parts, asked);
    const calls = await readAttempts(client, parts.db, entry, MOST_CALLS);
    const call = calls.filter((one) => one.callId === query.call && belongsTo(entry, one))[0];
    if (call === undefined) throw new Problem(404);
    const [proof] = await readProofs(client, parts.db, [call.callId]);
    const linkedids = proof === undefined ? [call.callId] : proof.seen.linkedids;
    const { cdr, cel, queueLog } = await parts.rowsOf(client, linkedids);
    const viewer = viewerOf(parts, asked);
    const title = entryTitle(entry, viewer);
    const frame = await frameOf(parts, asked, viewer, { title, tab: 'none' });
    const tables = [tableView('CDR', cdr), tableView('CEL', cel)].filter(({ rows }) => rows.length > 0);
    const back = viewer.links.to(`/entries/${entry.id}`);
    const view = {
      frame,
      title,
      back,
      ids: linkedids.join(', '),
      tables,
      lines: queueLog.slice(0, MOST_ROWS),
      t: sayKeyIn(viewer.now.language),
    };
    return { template: 'rows', view };
  };
}
