import { cdrClock, type Window } from './cdr-clock';
import { epochOf, type Row, secondsOf, textOf, wallOf } from './decode';
import type { InCel } from './in-cel';
import type { Queryable } from './source';
import { wallText } from './wall-time';

const HOUR = 3600;
/** Rows of a call's other channels are stamped while the caller's lasts; a few seconds for those written as it ends. */
const SLACK_SECONDS = 5;
/** A row that says more of its call is damaged. */
const LONGEST_SECONDS = 24 * HOUR;
/** Rows that tell the clock of a table. */
const NEWEST_ROWS = 50;

/** What is known of one call's time. */
interface Known {
  stamped: Window | null;
  /** The caller's own row is there: nothing of the call is older. */
  hasOwn: boolean;
  searched: Window | null;
}

/** The rows written last. */
export function newestRows(db: Queryable, table: string): Promise<readonly Row[]> {
  return db.query(`SELECT calldate, uniqueid, linkedid FROM ${table} ORDER BY calldate DESC LIMIT ${NEWEST_ROWS}`);
}

/** Finds rows by the time their calls lasted, where nothing else finds them. */
export class CdrInTime {
  private readonly calls = new Map<string, Known>();
  private readonly rows: Row[] = [];
  /** A PBX that keeps them empty has none in any row. */
  private keepsUniqueids = false;

  constructor(
    private readonly db: Queryable,
    private readonly table: string,
    private readonly zone: string | null,
    private readonly cel: InCel,
  ) {}

  /** Rows whose linkedid is one of these ids or that of a row that was found, as far as they were not looked for before. */
  async more(ids: readonly string[], found: readonly Row[]): Promise<Row[]> {
    const wanted = new Set(ids.filter((id) => epochOf(id) !== null));
    const all: Row[] = [];
    for (let news = found; ; ) {
      for (const linkedid of this.learn(news)) wanted.add(linkedid);
      // The id of a channel that is not its call's oldest is nobody's linkedid.
      for (const row of news) if (!this.calls.has(textOf(row['uniqueid']))) wanted.delete(textOf(row['uniqueid']));
      const near = await this.unsearched(wanted);
      if (near.length === 0) return all;
      news = await this.between(near, wanted);
      for (const row of news) all.push(row);
    }
  }

  /** Takes down when rows were stamped; answers their linkedids. */
  private learn(rows: readonly Row[]): Set<string> {
    const linkedids = new Set<string>();
    for (const row of rows) {
      const [linkedid, wall] = [textOf(row['linkedid']), wallOf(row['calldate'])];
      if (textOf(row['uniqueid']) !== '') this.keepsUniqueids = true;
      if (linkedid === '' || wall === null) continue;
      this.rows.push(row);
      linkedids.add(linkedid);
      const end = wall + Math.min(secondsOf(row['duration']), LONGEST_SECONDS);
      const { stamped, hasOwn, searched } = this.calls.get(linkedid) || { stamped: null, hasOwn: false, searched: null };
      const { from, to } = stamped || { from: wall, to: end };
      const isOwn = textOf(row['uniqueid']) === linkedid;
      this.calls.set(linkedid, { stamped: { from: Math.min(from, wall), to: Math.max(to, end) }, hasOwn: hasOwn || isOwn, searched });
    }
    return linkedids;
  }

  /** Rows of the channels that CEL names were found by their ids; the id of one that is not its call's oldest is nobody's linkedid. */
  private isAllFound(id: string, { stamped }: Known): boolean {
    return (this.keepsUniqueids && this.cel.isWhole(id)) || (stamped === null && this.cel.isOthers(id));
  }

  /** Stretches in which rows of these calls may be and were not looked for. */
  private async unsearched(ids: ReadonlySet<string>): Promise<Window[]> {
    const calls = Array.from(ids)
      .map((id) => ({ id, known: this.calls.get(id) || { stamped: null, hasOwn: false, searched: null } }))
      .filter(({ id, known }) => !this.isAllFound(id, known))
      .filter(({ known }) => known.searched === null || (known.stamped !== null && !isIn(known.stamped, known.searched)));
    if (calls.length === 0) return [];
    const rowless = calls.some(({ known }) => !known.hasOwn);
    const clock = cdrClock(rowless ? this.rows.concat(await newestRows(this.db, this.table)) : this.rows, this.zone);
    return calls.map(({ id, known }) => {
      const windows: Window[] = [];
      if (known.stamped !== null) windows.push(clock.around(known.stamped));
      // The caller's own row has not come yet, or says whose it is by its linkedid only.
      const start = known.hasOwn ? null : epochOf(id);
      if (start !== null) windows.push(clock.windowOf(start, start + HOUR));
      const searched = hullOf(windows);
      this.calls.set(id, { ...known, searched });
      return searched;
    });
  }

  private async between(windows: readonly Window[], linkedids: ReadonlySet<string>): Promise<Row[]> {
    const rows: Row[] = [];
    for (const { from, to } of merged(windows)) {
      const near = await this.db.query(`SELECT * FROM ${this.table} WHERE calldate BETWEEN ? AND ?`, [wallText(from), wallText(to)]);
      for (const row of near) if (linkedids.has(textOf(row['linkedid']))) rows.push(row);
    }
    return rows;
  }
}

/** From the first of some windows to the last, and some seconds more. */
function hullOf(windows: readonly Window[]): Window {
  const from = Math.min(...windows.map((window) => window.from));
  return { from: from - SLACK_SECONDS, to: Math.max(...windows.map(({ to }) => to)) + SLACK_SECONDS };
}

function isIn(inner: Window, outer: Window): boolean {
  return inner.from >= outer.from && inner.to <= outer.to;
}

/** Fewer windows: those that touch become one. */
function merged(windows: readonly Window[]): Window[] {
  const all: Window[] = [];
  for (const window of windows.slice().sort((a, b) => a.from - b.from)) {
    const last = all[all.length - 1];
    if (last === undefined || window.from > last.to) all.push(window);
    else all[all.length - 1] = { from: last.from, to: Math.max(last.to, window.to) };
  }
  return all;
}
