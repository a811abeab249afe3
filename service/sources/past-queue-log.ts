import type { UnreadableRow } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import { epochOf } from './decode';
import { decodeQueueLog } from './decode-queue-log';
import { filesSince, linesOfFiles } from './log-files';

const HOUR = 3600;
/** Lines of a call are kept at hand for as long as it may last, before its stretch and after. */
const REACH_SECONDS = 8 * HOUR;
/** A line further from the beginning of its call was written by a clock that was wrong. */
const FAR_SECONDS = 48 * HOUR;
/** So many lines of a later time, one after the other, and a stretch is over: few may come from a clock that was wrong. */
const LINES_BEYOND = 100;

/** What a stretch of queue_log holds. */
export interface PastLines {
  /** Callers' ids with a line in it. */
  readonly ids: ReadonlySet<string>;
  /** Lines about calls. */
  readonly lines: number;
  readonly unreadable: readonly UnreadableRow[];
}

/** queue_log as it was written over the past, through every file that logrotate made of it, packed ones too. */
export interface PastQueueLog {
  /** Stretches are asked for in the order of time. */
  between(from: UtcSeconds, to: UtcSeconds): Promise<PastLines>;
  /** The lines of these callers, as far as they lie near the last stretch. */
  linesFor(ids: ReadonlySet<string>): string[];
  /** Files that could not be read, each with why. */
  problems(): readonly string[];
  close(): void;
}

/** A line about a call, or one that cannot be read. */
interface Line {
  /** Null where its own time cannot be true: it lies where its neighbours do. */
  readonly at: UtcSeconds | null;
  readonly callid: string;
  readonly text: string;
  readonly unreadable: readonly UnreadableRow[];
}

type PlacedLine = Line & { readonly at: UtcSeconds };

/** Opens the files that hold lines since an instant. */
export async function openPastQueueLog(file: string, since: UtcSeconds, now: UtcSeconds): Promise<PastQueueLog> {
  const troubles: string[] = [];
  const log = linesOfFiles(await filesSince(file, since - REACH_SECONDS, troubles), troubles);
  let near: PlacedLine[] = [];
  let placedAt: UtcSeconds | null = null;
  let unplaced: Line[] = [];

  const place = (lines: readonly Line[], at: UtcSeconds): void => {
    for (const line of lines) near.push({ ...line, at });
    unplaced = [];
  };

  /** Takes the next line up; false at the end of the log. */
  const readOn = async (): Promise<boolean> => {
    const text = await log.next();
    if (text === null) {
      place(unplaced, placedAt === null ? since : placedAt);
      return false;
    }
    const line = lineOf(text, now);
    if (line === null) return true;
    if (line.at !== null) placedAt = line.at;
    unplaced.push(line);
    if (placedAt !== null) place(unplaced, placedAt);
    return true;
  };

  const readUntil = async (at: UtcSeconds): Promise<void> => {
    let beyond = 0;
    while (beyond < near.length && (near[near.length - 1 - beyond] as PlacedLine).at >= at) beyond += 1;
    while (beyond < LINES_BEYOND) {
      const before = near.length;
      if (!(await readOn())) return;
      for (const line of near.slice(before)) beyond = line.at >= at ? beyond + 1 : 0;
    }
  };

  return {
    between: async (from, to) => {
      near = near.filter((line) => line.at >= from - REACH_SECONDS);
      await readUntil(to + REACH_SECONDS);
      near = near.filter((line) => line.at >= from - REACH_SECONDS);
      const ids = new Set<string>();
      const unreadable: UnreadableRow[] = [];
      let lines = 0;
      for (const line of near) {
        if (line.at < from || line.at >= to) continue;
        unreadable.push(...line.unreadable);
        if (line.unreadable.length > 0) continue;
        lines += 1;
        ids.add(line.callid);
      }
      return { ids, lines, unreadable };
    },
    // The same line stands in two files while logrotate packs one.
    linesFor: (ids) => Array.from(new Set(near.filter(({ callid }) => ids.has(callid)).map(({ text }) => text))),
    problems: () => troubles,
    close: () => log.close(),
  };
}

/** Null for a line about no call: it is nothing's evidence, and need not be of the time it says. */
function lineOf(text: string, now: UtcSeconds): Line | null {
  const { records, unreadable } = decodeQueueLog([text]);
  const [record] = records;
  if (record === undefined) return unreadable.length === 0 ? null : { at: null, callid: '', text, unreadable };
  const { at, callid } = record;
  const isTrue = at <= now + HOUR && Math.abs(at - (epochOf(callid) as UtcSeconds)) <= FAR_SECONDS;
  return { at: isTrue ? at : null, callid, text, unreadable };
}
