import type { UnreadableRow } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import { tableOffset } from './cdr-rows';
import { textOf, wallOf } from './decode';
import { forced, indexOn } from './indexes';
import { CDR_KEY_COLUMNS, cdrKeyOf, withoutCall } from './no-call';
import { SlowerClock } from './slower-clock';
import type { Feed, Look, Queryable, Touched } from './source';
import { lookOf, ToldRows } from './told-rows';
import { wallText } from './wall-time';

/** How the CDR is fed: rows whose `calldate` lies in a window that is read again and again. */
export interface CdrOptions {
  readonly table: string;
  /** Read again at every look: longer than the longest delay between a call's start and its rows, most times. */
  readonly overlapSeconds: number;
  /** Rows of one batch while catching up. */
  readonly batchRows?: number;
}

/** Longer windows, read more rarely: a row lands when its channel ends, with the calldate of its start, so a long call lands far back. */
const DEEPER = [
  { everySeconds: 300, windowSeconds: 2 * 3600 },
  { everySeconds: 3600, windowSeconds: 26 * 3600 },
];
const FORGET_SECONDS = 27 * 3600;

interface CdrCursor {
  /** Rows up to here were read. */
  readonly readAt: UtcSeconds;
  /** There were more rows than one batch: the next look goes on from here instead of going back. */
  readonly behind: boolean;
  readonly look: string | null;
}

function cursorOf(cursor: unknown): CdrCursor | null {
  const { readAt, behind, look } = (typeof cursor === 'object' && cursor !== null ? cursor : {}) as Partial<CdrCursor>;
  return typeof readAt === 'number' ? { readAt, behind: behind === true, look: lookOf(look) } : null;
}

/** The CDR as the feed of what moved: all there is where CEL is off, and what completes CEL's calls where it is on. */
export function cdrFeed(db: Queryable, options: CdrOptions): Feed {
  const { table, overlapSeconds } = options;
  const batchRows = options.batchRows || 20000;
  const told = new ToldRows<string>();
  const deepAt = DEEPER.map(() => 0);
  let index: string | null = null;
  const slower = new SlowerClock();

  const windowStart = (look: Look, known: CdrCursor | null): UtcSeconds => {
    if (known === null) return look.firstSince;
    if (known.behind) return known.readAt;
    // Calls that were under way then, however long ago. A clock that was set back must not hide today's behind a cursor of tomorrow.
    const stoodAt = Math.min(look.now, known.readAt);
    let since = stoodAt - overlapSeconds;
    DEEPER.forEach((deeper, index) => {
      if (Math.abs(look.now - (deepAt[index] as number)) < deeper.everySeconds) return;
      deepAt[index] = look.now;
      since = Math.min(since, stoodAt - deeper.windowSeconds);
    });
    return since;
  };

  return {
    name: 'cdr',
    touchedSince: async (cursor: unknown, look: Look): Promise<Touched> => {
      const known = cursorOf(cursor);
      if (!told.begin(known ? known.look : null)) {
        deepAt.fill(0);
        index = await indexOn(db, table, 'calldate');
      }
      const since = windowStart(look, known);
      const offset = await tableOffset(db, table);
      const rows = await db.query(`SELECT ${CDR_KEY_COLUMNS} FROM ${table}${forced(index)} WHERE calldate >= ? ORDER BY calldate LIMIT ?`, [
        wallText(since + (known === null || known.behind ? offset : slower.offsetAt(look.now, offset))),
        batchRows,
      ]);
      const ids = new Set<string>();
      const unreadable: UnreadableRow[] = [];
      let fresh = 0;
      let newest = since;
      for (const row of rows) {
        const wall = wallOf(row['calldate']);
        const at = wall === null ? look.now : wall - offset;
        newest = Math.max(newest, at);
        const id = textOf(row['linkedid']) || textOf(row['uniqueid']);
        // Where no uniqueid is kept, two calls may have all else in common.
        if (!told.isNew(`${id} ${cdrKeyOf(row)}`, at)) continue;
        fresh += 1;
        slower.learn(row, look.now, offset);
        if (id !== '') ids.add(id);
        else unreadable.push(withoutCall('cdr', cdrKeyOf(row)));
      }
      const isBehind = rows.length >= batchRows;
      told.forgetBefore(Math.min(newest, look.now - FORGET_SECONDS));
      // A whole batch within one second would be read for ever.
      const readAt = isBehind ? Math.max(newest, since + 1) : look.now;
      const next: CdrCursor = { readAt, behind: isBehind, look: told.look };
      return { ids: Array.from(ids), cursor: next, more: isBehind, rows: fresh, unreadable };
    },
  };
}
