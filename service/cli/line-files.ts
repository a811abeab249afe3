import * as fs from 'fs';
import { PlainError } from '../../shared/errors';
import type { Lines } from '../store/import-lines';

const CHUNK_BYTES = 65536;
/** No line of ours comes near it; a file without line ends must not fill the memory. */
const LONGEST_LINE_BYTES = 64 * 1024 * 1024;

/** A new file under way. */
export interface NewFile {
  write(line: string): void;
  /** Makes sure it is on the disk. */
  keep(): void;
  /** Removes what was written so far. */
  drop(): void;
}

function cannot(what: 'read' | 'written', file: string, error: unknown): PlainError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST') return new PlainError('file_exists', `${file} is already there: name a new file, so that nothing is overwritten.`);
  const check = what === 'read' ? 'check its name and its rights' : 'check the folder, its rights and the space left';
  return new PlainError('file_fault', `${file} cannot be ${what} (${code}): ${check}.`);
}

/** Begins a file only its owner may read. Throws PlainError when there is one of that name, or it cannot be written. */
export function newFile(file: string): NewFile {
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw cannot('written', file, error);
    }
  };
  const fd = guarded(() => fs.openSync(file, 'wx', 0o600));
  let waiting = '';
  const flush = () => {
    // Unlike writeSync it goes on until every byte is written.
    fs.writeFileSync(fd, waiting);
    waiting = '';
  };
  return {
    write: (line) => {
      waiting += line;
      if (waiting.length >= CHUNK_BYTES) guarded(flush);
    },
    keep: () =>
      guarded(() => {
        flush();
        fs.fsyncSync(fd);
        fs.closeSync(fd);
      }),
    drop: () => {
      fs.closeSync(fd);
      fs.unlinkSync(file);
    },
  };
}

/** A file line by line, with one line in memory at a time; closed after its last. Throws PlainError when it cannot be read. */
export function linesOf(file: string): Lines {
  let fd: number;
  try {
    fd = fs.openSync(file, 'r');
  } catch (error) {
    throw cannot('read', file, error);
  }
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let pieces: Buffer[] = [];
  let rest = Buffer.alloc(0);
  let bytes = 0;
  let isOpen = true;
  const joined = (end: Buffer): string => {
    const line = Buffer.concat(pieces.concat(end) as unknown as Uint8Array[]).toString('utf8');
    pieces = [];
    bytes = 0;
    return line;
  };
  const more = (): boolean => {
    let read = 0;
    try {
      read = isOpen ? fs.readSync(fd, chunk, 0, CHUNK_BYTES, null) : 0;
    } catch (error) {
      throw cannot('read', file, error);
    }
    if (read === 0 && isOpen) {
      fs.closeSync(fd);
      isOpen = false;
    }
    rest = Buffer.from(chunk.slice(0, read));
    return read > 0;
  };
  return () => {
    for (;;) {
      const end = rest.indexOf(10);
      if (end >= 0) {
        const line = joined(rest.slice(0, end));
        rest = rest.slice(end + 1);
        return line;
      }
      bytes += rest.length;
      if (bytes > LONGEST_LINE_BYTES)
        throw new PlainError('line_too_long', `${file} is no export of this program: a line of it has no end.`);
      pieces.push(rest);
      if (!more()) return bytes === 0 ? null : joined(rest);
    }
  };
}
