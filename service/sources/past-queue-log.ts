import type { UtcSeconds } from '../../shared/words';
import { epochOf } from './decode';
import { filesSince, linesOfFiles } from './log-files';

const HOUR = 3600;
/** Lines of a call are kept at hand for as long as it may last, before its stretch and after. */
const REACH_SECONDS = 8 * HOUR;

/** queue_log as it was written over the past, through every file that logrotate made of it, packed ones too. */
export interface PastQueueLog {
  /** Callers' ids with a line in the stretch, and how many lines; stretches are asked for in the order of time. */
  between(from: UtcSeconds, to: UtcSeconds): Promise<{ readonly ids: ReadonlySet<string>; readonly lines: number }>;
  /** The lines of these callers, as far as they lie near the last stretch. */
  linesFor(ids: ReadonlySet<string>): string[];
  /** Files that could not be read, each with why. */
  problems(): readonly string[];
  close(): void;
}

interface Line {
  readonly at: UtcSeconds;
  readonly callid: string;
  readonly text: string;
}

/** Opens the files that hold lines since an instant. */
export async function openPastQueueLog(file: string, since: UtcSeconds): Promise<PastQueueLog> {
  const troubles: string[] = [];
  const log = linesOfFiles(await filesSince(file, since - REACH_SECONDS, troubles), troubles);
  let ahead: Line | null = null;
  let near: Line[] = [];

  const nextLine = async (): Promise<Line | null> => {
    for (;;) {
      const text = await log.next();
      const line = text === null ? null : lineOf(text);
      if (line !== null || text === null) return line;
    }
  };

  const readUntil = async (at: UtcSeconds): Promise<void> => {
    for (;;) {
      const line: Line | null = ahead || (await nextLine());
      ahead = line;
      if (line === null || line.at >= at) return;
      near.push(line);
      ahead = null;
    }
  };

  return {
    between: async (from, to) => {
      near = near.filter((line) => line.at >= from - REACH_SECONDS);
      await readUntil(to + REACH_SECONDS);
      near = near.filter((line) => line.at >= from - REACH_SECONDS);
      const ids = new Set<string>();
      let lines = 0;
      for (const { at, callid } of near) {
        if (at < from || at >= to) continue;
        lines += 1;
        if (epochOf(callid) !== null) ids.add(callid);
      }
      return { ids, lines };
    },
    // The same line stands in two files while logrotate packs one.
    linesFor: (ids) => Array.from(new Set(near.filter(({ callid }) => ids.has(callid)).map(({ text }) => text))),
    problems: () => troubles,
    close: () => log.close(),
  };
}

function lineOf(text: string): Line | null {
  const parts = /^(\d{9,10})\|([^|]*)\|/.exec(text);
  return parts === null ? null : { at: Number(parts[1]), callid: parts[2] as string, text };
}
