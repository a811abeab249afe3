import * as fs from 'fs';
import * as path from 'path';
import type { UtcSeconds } from '../../shared/words';

const CHUNK_BYTES = 65536;
/** Asterisk's lines are short; a longer one is damage. */
const LONGEST_LINE_BYTES = 8192;
/** The time and the call of the first line. */
const HEAD_BYTES = 24;
const PACKED = /\.(gz|bz2|xz|zst)$/;

/** One open file of lines, read from any place. */
export interface LineFile {
  readonly inode: number;
  readonly size: number;
  /** How the file begins: its first few characters, '' while it has fewer. */
  readonly head: string;
  /** Whole lines from a byte on, and the byte after the last of them; an unfinished last line waits for its end. */
  linesFrom(offset: number, onLine: (line: string) => void): number;
  /** First byte of the first line that is not older than an instant; lines are in order of time. */
  offsetSince(at: UtcSeconds): number;
  close(): void;
}

function epochOfLine(line: string): number | null {
  const epoch = /^(\d{9,10})\|/.exec(line);
  return epoch === null ? null : Number(epoch[1]);
}

/** What logrotate made of earlier files (`queue_log.1`, `queue_log-20261122`), the newest first; packed ones are gone for us. */
export function rotatedFiles(file: string): string[] {
  const [folder, name] = [path.dirname(file), path.basename(file)];
  const isRotated = (other: string) => other.startsWith(name) && /^[.-]\d/.test(other.slice(name.length)) && !PACKED.test(other);
  try {
    const changed = (one: string): number => fs.statSync(one).mtimeMs;
    const files = fs.readdirSync(folder).filter(isRotated);
    return files.map((one) => path.join(folder, one)).sort((a, b) => changed(b) - changed(a));
  } catch (_gone) {
    // The folder cannot be listed, or a file was rotated away while we looked.
    return [];
  }
}

/** Opens a file for reading; null when there is none. Throws other errors of the file system. */
export function openLines(file: string): LineFile | null {
  let fd: number;
  try {
    fd = fs.openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const { ino, size } = fs.fstatSync(fd);
  const start = Buffer.alloc(HEAD_BYTES);
  const head = fs.readSync(fd, start, 0, HEAD_BYTES, 0) < HEAD_BYTES ? '' : start.toString('latin1');

  const linesFrom = (offset: number, onLine: (line: string) => void): number => {
    const buffer = Buffer.alloc(CHUNK_BYTES);
    let rest = Buffer.alloc(0);
    let at = offset;
    let done = offset;
    for (let read = fs.readSync(fd, buffer, 0, CHUNK_BYTES, at); read > 0; read = fs.readSync(fd, buffer, 0, CHUNK_BYTES, at)) {
      at += read;
      rest = Buffer.concat([rest, buffer.slice(0, read)] as unknown as Uint8Array[]);
      let from = 0;
      for (let end = rest.indexOf(10, from); end >= 0; end = rest.indexOf(10, from)) {
        onLine(rest.toString('utf8', from, end));
        done += end - from + 1;
        from = end + 1;
      }
      rest = rest.slice(from);
      if (rest.length > LONGEST_LINE_BYTES) {
        done += rest.length;
        rest = Buffer.alloc(0);
      }
    }
    return done;
  };

  /** The line that starts at or after a byte: its place and its time. */
  const lineAt = (offset: number): { readonly start: number; readonly epoch: number | null } => {
    const buffer = Buffer.alloc(LONGEST_LINE_BYTES * 2);
    const from = Math.max(0, offset - 1);
    const read = fs.readSync(fd, buffer, 0, buffer.length, from);
    const newline = offset === 0 ? -1 : buffer.indexOf(10);
    if (newline >= read || (offset > 0 && newline < 0)) return { start: size, epoch: null };
    const start = newline + 1;
    const end = buffer.indexOf(10, start);
    return { start: from + start, epoch: epochOfLine(buffer.toString('utf8', start, end < 0 ? read : end)) };
  };

  const offsetSince = (at: UtcSeconds): number => {
    let low = 0;
    let high = size;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const { start, epoch } = lineAt(middle);
      if (start < size && epoch !== null && epoch < at) low = Math.max(middle + 1, start + 1);
      else high = middle;
    }
    return lineAt(low).start;
  };

  return { inode: ino, size, head, linesFrom, offsetSince, close: () => fs.closeSync(fd) };
}
