import * as fs from 'fs';
import type { UtcSeconds } from '../../shared/words';

const CHUNK_BYTES = 65536;
/** Asterisk's lines are short; a longer one is damage. */
const LONGEST_LINE_BYTES = 8192;
const [ZERO, BAR] = [48, 124];
/** Some thousand lines. */
const LOOK_BACK_BYTES = 262144;
/** The time and the call of the first line. */
export const HEAD_BYTES = 24;
/** The first lines of a file are no further apart, but for those of a clock that was wrong. */
const LONGEST_SECONDS = 40 * 86400;

/** How a file of lines begins. */
export interface Beginning {
  readonly inode: number;
  readonly size: number;
  /** Its first few characters, '' while it has fewer. */
  readonly head: string;
  /** Null: none of its first lines has a time. */
  readonly begunAt: UtcSeconds | null;
}

/** One open file of lines, read from any place. */
export interface LineFile {
  readonly inode: number;
  readonly size: number;
  /** How the file begins: its first few characters, '' while it has fewer. */
  readonly head: string;
  /** Whole lines from a byte on, and the byte after the last of them; an unfinished last line waits for its end. */
  linesFrom(offset: number, onLine: (line: string) => void): number;
  /** First byte of the first line that is not older than an instant; lines are in order of time, but for some of a wrong clock. */
  offsetSince(at: UtcSeconds): number;
  /** Null: none of its first lines has a time. */
  begunAt(): UtcSeconds | null;
  close(): void;
}

/** The second at which a line was written; null where it says none. */
export function epochOfLine(line: string): number | null {
  const epoch = /^(\d{9,10})\|/.exec(line);
  return epoch === null ? null : Number(epoch[1]);
}

/** When a file was begun, by its first lines: some of them may have been stamped by a clock that had lost its time. */
export function begunAtOf(lines: readonly string[]): UtcSeconds | null {
  const times = lines.map(epochOfLine).filter((at): at is number => at !== null);
  times.sort((one, other) => one - other);
  const middle = times[Math.floor(times.length / 2)];
  return middle === undefined ? null : (times.find((at) => at >= middle - LONGEST_SECONDS) as UtcSeconds);
}

/** The place of the first of some lines that is not older than an instant. */
function firstLineSince(lines: Buffer, at: UtcSeconds): number | null {
  for (let start = 0; start < lines.length; ) {
    let epoch = 0;
    let end = start;
    for (; isDigit(lines[end]); end += 1) epoch = epoch * 10 + (lines[end] as number) - ZERO;
    if (epoch >= at && lines[end] === BAR && (end - start === 9 || end - start === 10)) return start;
    const newline = lines.indexOf(10, end);
    start = newline < 0 ? lines.length : newline + 1;
  }
  return null;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte < ZERO + 10;
}

function headOf(fd: number): string {
  const start = Buffer.alloc(HEAD_BYTES);
  try {
    return fs.readSync(fd, start, 0, HEAD_BYTES, 0) < HEAD_BYTES ? '' : start.toString('latin1');
  } catch (error) {
    fs.closeSync(fd);
    throw error;
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
  const head = headOf(fd);

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

  /** Steps back over lines of a clock that was set wrong for a while, for as long as there are lines before them that are not older. */
  const firstBack = (offset: number, at: UtcSeconds): number => {
    for (let end = offset; end > 0; ) {
      const from = lineAt(Math.max(0, end - LOOK_BACK_BYTES)).start;
      const buffer = Buffer.alloc(Math.max(0, end - from));
      fs.readSync(fd, buffer, 0, buffer.length, from);
      const first = firstLineSince(buffer, at);
      if (first === null) return end;
      end = from + first;
    }
    return 0;
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
    return firstBack(lineAt(low).start, at);
  };

  const begunAt = () => {
    const first = Buffer.alloc(LONGEST_LINE_BYTES);
    const read = fs.readSync(fd, first, 0, first.length, 0);
    return begunAtOf(first.toString('latin1', 0, read).split('\n'));
  };

  return { inode: ino, size, head, linesFrom, offsetSince, begunAt, close: () => fs.closeSync(fd) };
}
