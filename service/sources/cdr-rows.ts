import type { UtcSeconds } from '../../shared/words';
import { epochOf, type Row, secondsOf, textOf, wallOf } from './decode';
import { byEitherId, inRounds, ofMaybeTable, rowsWhere } from './rows';
import type { Queryable } from './source';
import { offsetOf, type WallSeconds, wallText } from './wall-time';

const HOUR = 3600;
/** Rows of a call's other channels are stamped while the caller's lasts; a few seconds for those written as it ends. */
const SLACK_SECONDS = 5;

/** A stretch of the table's own clock. */
interface Window {
  readonly from: WallSeconds;
  readonly to: WallSeconds;
}

/**
 * CDR rows of calls. FreePBX 17 indexes linkedid; 14 to 16 do not, and there no statement may ask for one. What they index is
 * uniqueid, which finds every row of channels CEL named, and calldate, which finds the rest in the time the call lasted.
 */
export async function cdrRows(
  db: Queryable,
  table: string,
  ids: readonly string[],
  inCel: ReadonlySet<string>,
  isIndexed: boolean,
): Promise<Row[]> {
  const known = new Set<string>();
  if (isIndexed) return inRounds(ids, known, (some) => byEitherId(db, table, some));
  return inRounds(ids, known, async (some) => {
    const rows = await rowsWhere(db, table, 'uniqueid', some);
    const unknown = some.filter((id) => !inCel.has(id));
    return unknown.length === 0 ? rows : rows.concat(await rowsInTime(db, table, unknown, rows));
  });
}

/** Whether `WHERE linkedid = …` uses an index of the table. */
export async function hasLinkedidIndex(db: Queryable, table: string): Promise<boolean> {
  const keys = await ofMaybeTable(db.query(`SHOW INDEX FROM ${table}`));
  return keys.some((key) => textOf(key['Column_name']) === 'linkedid' && Number(key['Seq_in_index']) === 1);
}

/** The offset of the table's clock from UTC, by its newest rows; 0 for an empty table. */
export async function tableOffset(db: Queryable, table: string): Promise<number> {
  const rows = await db.query(`SELECT calldate, uniqueid FROM ${table} ORDER BY calldate DESC LIMIT 50`);
  return offsetOf(rows.map((row) => ({ wall: wallOf(row['calldate']), epoch: epochOf(textOf(row['uniqueid'])) }))) || 0;
}

/** Rows with one of these linkedids, looked for while their calls lasted. `found` are the rows that have one as uniqueid. */
async function rowsInTime(db: Queryable, table: string, ids: readonly string[], found: readonly Row[]): Promise<Row[]> {
  const wanted = new Set(ids);
  const windows = new Map<string, Window>();
  for (const row of found) {
    const [linkedid, wall] = [textOf(row['linkedid']), wallOf(row['calldate'])];
    // The id of a channel that is not its call's oldest is nobody's linkedid.
    if (textOf(row['uniqueid']) !== linkedid) wanted.delete(textOf(row['uniqueid']));
    if (wall === null) continue;
    const { from, to } = windows.get(linkedid) || { from: wall, to: wall };
    windows.set(linkedid, { from: Math.min(from, wall), to: Math.max(to, wall + secondsOf(row['duration']) + SLACK_SECONDS) });
  }
  const rowless = Array.from(wanted).filter((id) => !windows.has(id) && epochOf(id) !== null);
  const offset = rowless.length === 0 ? 0 : await tableOffset(db, table);
  for (const id of rowless) {
    // The caller's own row has not come yet; those of his call lie near its start, or an hour off where the clocks changed.
    const start = (epochOf(id) as UtcSeconds) + offset;
    windows.set(id, { from: start - HOUR, to: start + HOUR });
  }
  const rows: Row[] = [];
  for (const { from, to } of merged(Array.from(windows.values()))) {
    const near = await db.query(`SELECT * FROM ${table} WHERE calldate BETWEEN ? AND ?`, [wallText(from), wallText(to)]);
    for (const row of near) if (wanted.has(textOf(row['linkedid']))) rows.push(row);
  }
  return rows;
}

/** Fewer windows: those that touch, or nearly, become one. */
function merged(windows: readonly Window[]): Window[] {
  const all: Window[] = [];
  for (const window of windows.slice().sort((a, b) => a.from - b.from)) {
    const last = all[all.length - 1];
    if (last === undefined || window.from > last.to + SLACK_SECONDS) all.push(window);
    else all[all.length - 1] = { from: last.from, to: Math.max(last.to, window.to) };
  }
  return all;
}
