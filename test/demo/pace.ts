import { startOfCapture, type WrittenCapture, type WrittenRow } from '../support/capture-rows';

/** What becomes visible at one moment of a story. */
export interface Moment {
  /** Seconds after the story's start. */
  readonly after: number;
  readonly cdr: readonly WrittenRow[];
  readonly cel: readonly WrittenRow[];
  readonly queueLog: readonly string[];
}

function rowKey(row: WrittenRow): string {
  return `${row.uniqueid} ${row.sequence}`;
}

/**
 * A story as the PBX wrote it: CEL rows and lines of queue_log in their own second, each CDR row when it was seen to land.
 * Times of CEL rows count from the first of them, so that the zone they are written in does not matter.
 */
export function momentsOf(capture: WrittenCapture): Moment[] {
  const moments = new Map<number, { cdr: WrittenRow[]; cel: WrittenRow[]; queueLog: string[] }>();
  const at = (after: number) => {
    const second = Math.max(0, Math.round(after * 10) / 10);
    const known = moments.get(second) || { cdr: [], cel: [], queueLog: [] };
    moments.set(second, known);
    return known;
  };
  const secondOf = (row: WrittenRow) => Date.parse(`${String(row.eventtime).slice(0, 19).replace(' ', 'T')}Z`) / 1000;
  const firstCel = capture.cel.reduce((first, row) => Math.min(first, secondOf(row)), Infinity);
  const start = startOfCapture(capture) || 0;
  const landed = new Map(capture.landing.map((row): [string, number] => [rowKey(row), Number(row.offset_s)]));
  for (const row of capture.cel) at(secondOf(row) - firstCel).cel.push(row);
  for (const line of capture.queueLog) at(Number(line.split('|')[0]) - start).queueLog.push(line);
  for (const row of capture.cdr) {
    const after = landed.get(rowKey(row));
    at(after === undefined ? Number(row.duration) : after).cdr.push(row);
  }
  return Array.from(moments.entries())
    .map(([after, written]) => ({ after, ...written }))
    .sort((one, other) => one.after - other.after);
}
