import * as fs from 'fs';
import * as path from 'path';
import type { UtcSeconds } from '../../shared/words';
import { epochOf } from './decode';
import { type Lines, linesOf } from './packed-lines';

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
  const files = await filesSince(file, since - REACH_SECONDS, troubles);
  let open: { readonly file: string; readonly lines: Lines } | null = null;
  let ahead: Line | null = null;
  let near: Line[] = [];

  /** The next line of the file that is open; null at its end, or where it is broken. */
  const textOf = async (one: { readonly file: string; readonly lines: Lines }): Promise<string | null> => {
    try {
      return await one.lines.next();
    } catch (error) {
      troubles.push(`${path.basename(one.file)}: ${(error as Error).message}`);
      return null;
    }
  };

  const nextLine = async (): Promise<Line | null> => {
    for (;;) {
      if (open === null) {
        const following = files.shift();
        if (following === undefined) return null;
        open = { file: following, lines: linesOf(following) };
      }
      const text = await textOf(open);
      const line = text === null ? null : lineOf(text);
      if (line !== null) return line;
      if (text !== null) continue;
      open.lines.close();
      open = null;
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
    close: () => {
      if (open !== null) open.lines.close();
    },
  };
}

function lineOf(text: string): Line | null {
  const parts = /^(\d{9,10})\|([^|]*)\|/.exec(text);
  return parts === null ? null : { at: Number(parts[1]), callid: parts[2] as string, text };
}

/** The files with lines since an instant, the oldest first. A file's lines end where the next one's begin. */
async function filesSince(file: string, since: UtcSeconds, troubles: string[]): Promise<string[]> {
  const [folder, name] = [path.dirname(file), path.basename(file)];
  const begun: { readonly file: string; readonly at: UtcSeconds }[] = [];
  for (const other of namesIn(folder)) {
    const isOurs = other === name || (other.startsWith(name) && /^[.-]\d/.test(other.slice(name.length)));
    if (!isOurs) continue;
    if (/\.(bz2|xz|zst)$/.test(other)) troubles.push(`${other}: it is packed in a way we cannot read; unpack it, or pack it with gzip`);
    else {
      const at = await firstAt(path.join(folder, other), troubles);
      if (at !== null) begun.push({ file: path.join(folder, other), at });
    }
  }
  begun.sort((one, next) => one.at - next.at);
  return begun.filter((_, index) => ((begun[index + 1] || { at: Number.MAX_SAFE_INTEGER }).at as number) >= since).map((one) => one.file);
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch (_unlisted) {
    return [];
  }
}

async function firstAt(file: string, troubles: string[]): Promise<UtcSeconds | null> {
  const lines = linesOf(file);
  try {
    for (let text = await lines.next(); text !== null; text = await lines.next()) {
      const line = lineOf(text);
      if (line !== null) return line.at;
    }
  } catch (error) {
    troubles.push(`${path.basename(file)}: ${(error as Error).message}`);
  } finally {
    lines.close();
  }
  return null;
}
