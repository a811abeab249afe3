import type { Database } from '../../service/store/database';
import { listEntries, readEntry } from '../../service/store/list';
import { ROOT_LINKS } from '../../service/web/links';
import { namesOf } from '../../service/web/names';
import { type RowView, rowView, type Viewer } from '../../service/web/view-row';
import type { Directory } from '../../shared/directory';
import type { Entry, EntryEvent } from '../../shared/entry';
import type { Mariadb } from '../support/mariadb';

/** Says the list and its changes in lines for a terminal. */
export class Teller {
  constructor(
    private readonly db: Database,
    private readonly client: string,
    private readonly directory: Directory,
    private readonly zone: string,
  ) {}

  private rowOf(entry: Entry, nowAt: number): RowView {
    const viewer: Viewer = {
      now: { at: nowAt, zone: this.zone, language: 'en' },
      names: namesOf(this.directory, 'en'),
      links: ROOT_LINKS,
      country: this.directory.country,
    };
    return rowView(entry, viewer);
  }

  /** One line for what happened to an entry; null for what a watcher need not know. */
  async lineOf(event: EntryEvent, nowAt: number): Promise<string | null> {
    const entry = await readEntry(this.client, this.db, event.entryId);
    if (entry === null) return null;
    const row = this.rowOf(entry, nowAt);
    const who = printable(row.caller.title);
    if (/^(?:created|incremented|reopened)$/.test(event.action)) {
      return `  + ${who}${row.count === '' ? '' : ` ${row.count}`} waits: ${printable(row.where)}, ${row.reason}`;
    }
    if (event.action === 'attempted') return `  … ${who}: ${printable(row.state.text)}`;
    if (/^cleared/.test(event.action)) return `  ✓ ${who} is off the list: ${printable(row.state.text)}`;
    return null;
  }

  /** The open list, one line a caller. */
  async openList(nowAt: number): Promise<{ readonly lines: readonly string[]; readonly callers: number }> {
    const { entries, total } = await listEntries(this.client, this.db, { status: 'open', limit: 500 });
    const lines = entries.map((entry) => {
      const row = this.rowOf(entry, nowAt);
      const called = `${pad(printable(row.caller.title), 24)}${pad(row.count, 4)}`;
      return `  ${called}${pad(row.waited, 8)}${pad(printable(row.where), 26)}${row.reason}${row.state.text === '' ? '' : `; ${printable(row.state.text)}`}`;
    });
    return { lines, callers: total };
  }
}

/** Rows a plain CDR report shows as not answered: what an admin has today. */
export async function worryingRows(mariadb: Mariadb): Promise<number> {
  const [row] = await mariadb.query<{ rows: number }>("SELECT COUNT(*) AS `rows` FROM asteriskcdrdb.cdr WHERE disposition <> 'ANSWERED'");
  return Number(row?.rows);
}

function pad(text: string, width: number): string {
  const shown = Array.from(text)
    .slice(0, width - 1)
    .join('');
  return shown + ' '.repeat(width - Array.from(shown).length);
}

/** Without what would move the cursor or turn the line round: callers name themselves. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must go
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '');
}
