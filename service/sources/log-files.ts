import * as fs from 'fs';
import * as path from 'path';
import type { UtcSeconds } from '../../shared/words';
import { type Lines, linesOf } from './packed-lines';

/** Times of a file that tell when it begins. */
const FIRST_TIMES = 21;

/** The files of a log with lines since an instant, the oldest first, packed ones too. A file's lines end where the next one's begin. */
export async function filesSince(file: string, since: UtcSeconds, troubles: string[]): Promise<string[]> {
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

/** When a file begins: the middle one of its first few times, for one of them may be wrong. */
async function firstAt(file: string, troubles: string[]): Promise<UtcSeconds | null> {
  const lines = linesOf(file);
  const times: UtcSeconds[] = [];
  try {
    for (let text = await lines.next(); text !== null && times.length < FIRST_TIMES; text = await lines.next()) {
      const epoch = /^(\d{9,10})\|/.exec(text);
      if (epoch !== null) times.push(Number(epoch[1]));
    }
  } catch (error) {
    troubles.push(`${path.basename(file)}: ${(error as Error).message}`);
  } finally {
    lines.close();
  }
  const middle = times.sort((one, other) => one - other)[Math.floor(times.length / 2)];
  return middle === undefined ? null : middle;
}

/** The lines of files, one file after the other; one that is broken ends where it breaks, and `troubles` says so. */
export function linesOfFiles(files: readonly string[], troubles: string[]): Lines {
  const left = files.slice();
  let open: { readonly file: string; readonly lines: Lines } | null = null;
  const nextOf = async (one: { readonly file: string; readonly lines: Lines }): Promise<string | null> => {
    try {
      return await one.lines.next();
    } catch (error) {
      troubles.push(`${path.basename(one.file)}: ${(error as Error).message}`);
      return null;
    }
  };
  return {
    next: async () => {
      for (;;) {
        if (open === null) {
          const file = left.shift();
          if (file === undefined) return null;
          open = { file, lines: linesOf(file) };
        }
        const text = await nextOf(open);
        if (text !== null) return text;
        open.lines.close();
        open = null;
      }
    },
    close: () => {
      if (open !== null) open.lines.close();
    },
  };
}
