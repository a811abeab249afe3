import type { Entry } from '../../shared/entry';
import { type MessageKey, sayIn } from '../../shared/messages';
import { zoneOffset } from '../../shared/zone';
import type { Desk } from './desk';
import { reasonText } from './reason-text';
import { stateOf } from './state-text';
import { callerView } from './view-caller';
import { type Viewer, whereText } from './view-row';
import type { XlsxCell } from './xlsx';

/** One column of an export: its name, its width in characters, and what stands in it. */
interface Column {
  readonly key: MessageKey;
  readonly width: number;
  readonly cell: (entry: Entry, viewer: Viewer, desk: Desk) => XlsxCell;
}

function wall(at: number | null, { now }: Viewer): XlsxCell {
  return at === null ? null : { wall: at + zoneOffset(now.zone, at) };
}

function who(entry: Entry, viewer: Viewer, desk: Desk) {
  return callerView(entry, viewer.country, viewer.now.language, desk);
}

/** What the list shows of an entry, in the order of its lines; numbers are hidden as on the pages. */
const COLUMNS: readonly Column[] = [
  { key: 'export.caller', width: 28, cell: (entry, viewer, desk) => who(entry, viewer, desk).title },
  { key: 'export.number', width: 18, cell: (entry, viewer, desk) => who(entry, viewer, desk).number },
  { key: 'export.calls', width: 8, cell: (entry) => entry.missedCount },
  { key: 'export.first', width: 17, cell: (entry, viewer) => wall(entry.firstMissedAt, viewer) },
  { key: 'export.last', width: 17, cell: (entry, viewer) => wall(entry.lastMissedAt, viewer) },
  {
    key: 'export.minutes',
    width: 10,
    cell: (entry, { now }) => {
      const end = entry.status === 'cleared' && entry.clearedAt !== null ? entry.clearedAt : now.at;
      return Math.max(0, Math.floor((end - entry.firstMissedAt) / 60));
    },
  },
  { key: 'export.where', width: 24, cell: (entry, { names }) => whereText(entry, names) },
  { key: 'export.dialled', width: 18, cell: (entry) => entry.did },
  { key: 'export.phones', width: 20, cell: (entry) => entry.extensions.join(', ') },
  { key: 'export.why', width: 34, cell: (entry, { now }) => reasonText(entry, now.language) },
  { key: 'export.due', width: 17, cell: (entry, viewer) => wall(entry.dueAt, viewer) },
  {
    key: 'export.state',
    width: 40,
    cell: (entry, { names, now }, desk) => {
      const { text, detail } = stateOf(entry, names, now, undefined, desk);
      return [text, detail].filter((part) => part !== '').join(', ');
    },
  },
  { key: 'export.served', width: 17, cell: (entry, viewer) => wall(entry.clearedAt, viewer) },
];

/** The names of the columns in the reader's language. */
export function exportHead(viewer: Viewer): string[] {
  const say = sayIn(viewer.now.language);
  return COLUMNS.map(({ key }) => say({ key }));
}

/** How wide each column is, in characters. */
export const EXPORT_WIDTHS: readonly number[] = COLUMNS.map(({ width }) => width);

/** The cells of an entry. */
export function exportCells(entry: Entry, viewer: Viewer, desk: Desk): XlsxCell[] {
  return COLUMNS.map(({ cell }) => cell(entry, viewer, desk));
}

/** A cell as text: an instant as `2026-11-20 14:02` on the reader's wall, which every spreadsheet reads as a date. */
export function cellText(cell: XlsxCell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return new Date(cell.wall * 1000).toISOString().slice(0, 16).replace('T', ' ');
  return String(cell);
}
