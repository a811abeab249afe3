import * as fs from 'fs';
import * as path from 'path';
import type { UnreadableRow } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import { linesOf } from './packed-lines';
import { type Beginning, begunAtOf, HEAD_BYTES, openLines } from './queue-log-file';

const PACKED = /\.gz$/;
const PACKED_OTHERWISE = /\.(bz2|xz|zst)$/;
/** Lines that tell when a packed file begins. */
const FIRST_LINES = 100;

/**
 * What logrotate made of earlier files (`queue_log.1`, `queue_log-20261122.gz`), the newest first; while one is packed, not yet its copy.
 * `onError` learns why a folder cannot be listed.
 */
export function rotatedFiles(file: string, onError: (folder: string, error: unknown) => void): string[] {
  try {
    return listed(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onError(path.dirname(file), error);
    return [];
  }
}

function listed(file: string): string[] {
  const [folder, name] = [path.dirname(file), path.basename(file)];
  const changed = new Map<string, number>();
  for (const other of fs.readdirSync(folder)) {
    if (!other.startsWith(name) || !/^[.-]\d/.test(other.slice(name.length))) continue;
    changed.set(other, changedAt(path.join(folder, other)));
  }
  const isPlainThere = (one: string) => PACKED.test(one) && changed.has(one.replace(PACKED, ''));
  const newestFirst = (one: string, other: string) =>
    (changed.get(other) as number) - (changed.get(one) as number) || rankOf(other, name) - rankOf(one, name);
  return Array.from(changed.keys())
    .filter((one) => !isPlainThere(one))
    .sort(newestFirst)
    .map((one) => path.join(folder, one));
}

/** 0 for one that was renamed or packed while we looked: whoever opens it sees that. */
function changedAt(file: string): number {
  try {
    return fs.statSync(file).mtimeMs;
  } catch (_gone) {
    return 0;
  }
}

/** Of two files written in one moment: `.1` is newer than `.2`, and a day than the day before. */
function rankOf(rotated: string, name: string): number {
  const number = Number.parseInt(rotated.slice(name.length + 1), 10);
  return rotated[name.length] === '.' ? -number : number;
}

/** How a rotated file begins; null when it is gone by now. Throws what the file system or the unpacking throws. */
export async function beginningOfRotated(file: string): Promise<Beginning | null> {
  if (PACKED_OTHERWISE.test(file)) throw new Error('it is packed in a way we cannot read: unpack it, or pack it with gzip');
  if (!PACKED.test(file)) {
    const lines = openLines(file);
    if (lines === null) return null;
    try {
      return { inode: lines.inode, size: lines.size, head: lines.head, begunAt: lines.begunAt() };
    } finally {
      lines.close();
    }
  }
  const first: string[] = [];
  const isThere = await eachPacked(file, (text) => {
    first.push(text);
    return first.length < FIRST_LINES;
  });
  const start = Buffer.from(`${first.join('\n')}\n`).slice(0, HEAD_BYTES);
  const head = start.length < HEAD_BYTES ? '' : start.toString('latin1');
  // What was packed has another inode than what we read.
  return isThere ? { inode: -1, size: Number.MAX_SAFE_INTEGER, head, begunAt: begunAtOf(first) } : null;
}

/** Where reading of a rotated file begins: at a byte of what was packed, or where its lines are not older. */
export type StartOfLines = { readonly offset: number } | { readonly since: UtcSeconds };

/**
 * Whole lines of a rotated file; answers the byte after the last. A packed one is read from its start whatever `since` says. Throws as
 * beginningOfRotated().
 */
export async function linesOfRotated(file: string, from: StartOfLines, onLine: (line: string) => void): Promise<number> {
  if (PACKED.test(file)) {
    const offset = 'offset' in from ? from.offset : 0;
    let at = 0;
    await eachPacked(file, (text) => {
      if (at >= offset) onLine(text);
      at += Buffer.byteLength(text) + 1;
      return true;
    });
    return at;
  }
  const lines = openLines(file);
  if (lines === null) return 0;
  try {
    return lines.linesFrom('offset' in from ? from.offset : lines.offsetSince(from.since), onLine);
  } finally {
    lines.close();
  }
}

/** Lines of a packed file until `onLine` has enough; false when there is no such file. */
async function eachPacked(file: string, onLine: (text: string) => boolean): Promise<boolean> {
  const lines = linesOf(file);
  try {
    for (let text = await lines.next(); text !== null && onLine(text); ) text = await lines.next();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  } finally {
    lines.close();
  }
}

/** A file that cannot be read, as a row set aside. */
export function unreadableFile(file: string, error: unknown): UnreadableRow {
  const why = (error as NodeJS.ErrnoException).code || (error as Error).message;
  return { source: 'queue_log', where: path.basename(file), why: `This file cannot be read (${why}): calls are judged without it.` };
}
