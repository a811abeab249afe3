import type { UtcSeconds } from '../../shared/words';
import { epochOf, type Row, textOf } from './decode';
import { idSince, largestId } from './id-feed';
import type { QueueLogTable } from './queue-log-table';
import { ofMaybeTable } from './rows';
import { inPieces, marks, type Queryable } from './source';

const BATCH_ROWS = 5000;
/** No call waits longer in queues; where no index finds its rows, they are looked for so long after its start. */
const LONGEST_SECONDS = 8 * 3600;
const SLACK_SECONDS = 60;
/** The same event in the file and in the table: both take the time for themselves. */
const SAME_SECONDS = 2;

/** The table's lines of some callers' channels, in the order in which they were written. */
export async function tableLines(db: Queryable, from: QueueLogTable, callids: ReadonlySet<string>): Promise<string[]> {
  const ids = Array.from(callids).filter((id) => epochOf(id) !== null);
  if (ids.length === 0) return [];
  const rows = from.isCallidIndexed ? await byIndex(db, from, ids) : await inTime(db, from, ids);
  return from.linesOf(rows.sort((one, other) => Number(one['id']) - Number(other['id'])));
}

async function byIndex(db: Queryable, { table, columns }: QueueLogTable, ids: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const piece of inPieces(ids)) {
    const found = await ofMaybeTable(db.query(`SELECT ${columns} FROM ${table} WHERE callid IN (${marks(piece)})`, piece));
    for (const row of found) rows.push(row);
  }
  return rows;
}

/** By the primary key, near the start of each call: what lies between is read, the rest of the table never. */
async function inTime(db: Queryable, from: QueueLogTable, ids: readonly string[]): Promise<Row[]> {
  const wanted = new Set(ids);
  const largest = await largestId(db, from);
  const rows: Row[] = [];
  for (const { since, until } of stretchesOf(ids.map((id) => epochOf(id) as UtcSeconds))) {
    const last = await idSince(db, from, until, largest);
    let after = await idSince(db, from, since, last);
    while (after < last) {
      const sql = `SELECT ${from.columns} FROM ${from.table} WHERE id > ? AND id <= ? ORDER BY id LIMIT ${BATCH_ROWS}`;
      const some = await db.query(sql, [after, last]);
      for (const row of some) if (wanted.has(textOf(row['callid']))) rows.push(row);
      after = some.length < BATCH_ROWS ? last : Number((some[some.length - 1] as Row)['id']);
    }
  }
  return rows;
}

interface Stretch {
  readonly since: UtcSeconds;
  readonly until: UtcSeconds;
}

function stretchesOf(starts: readonly UtcSeconds[]): Stretch[] {
  const all: Stretch[] = [];
  for (const start of starts.slice().sort((one, other) => one - other)) {
    const last = all[all.length - 1];
    const [since, until] = [start - SLACK_SECONDS, start + LONGEST_SECONDS];
    if (last === undefined || since > last.until) all.push({ since, until });
    else all[all.length - 1] = { since: last.since, until };
  }
  return all;
}

/** Lines of the file and of the table as one log: what both have counts once, and a call that one of them has half is whole. */
export function mergedLines(file: readonly string[], table: readonly string[]): readonly string[] {
  if (file.length === 0) return table;
  if (table.length === 0) return file;
  const more = onlyInTable(file, table, partsOf);
  if (more.length === 0) return file;
  const all = file.concat(more).map((line, index) => ({ line, index, at: partsOf(line).at }));
  return all.sort((one, other) => one.at - other.at || one.index - other.index).map(({ line }) => line);
}

/** When a line was written, and what it says. */
export interface LineParts {
  readonly at: UtcSeconds;
  readonly rest: string;
}

/** The table's lines without those that the file has too; a line of the file stands for one. */
export function onlyInTable<T>(file: readonly T[], table: readonly T[], partsIn: (line: T) => LineParts): T[] {
  const inFile = new Map<string, number[]>();
  for (const line of file) {
    const { at, rest } = partsIn(line);
    inFile.set(rest, (inFile.get(rest) || []).concat(at));
  }
  return table.filter((line) => {
    const { at, rest } = partsIn(line);
    const times = inFile.get(rest) || [];
    const same = times.findIndex((time) => Math.abs(time - at) <= SAME_SECONDS);
    if (same >= 0) times.splice(same, 1);
    return same < 0;
  });
}

function partsOf(line: string): LineParts {
  const cut = line.indexOf('|');
  return { at: Number(line.slice(0, cut)) || 0, rest: line.slice(cut).replace(/[|\s]+$/, '') };
}
