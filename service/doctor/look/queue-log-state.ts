import * as fs from 'fs';
import type { UtcSeconds } from '../../../shared/words';

/** The file Asterisk writes what happens in queues to. */
export interface QueueLogState {
  /** Null: we are told that there is none. */
  readonly file: string | null;
  readonly state: 'ok' | 'missing' | 'unreadable';
  /** Why it is unreadable: `EACCES`. */
  readonly why: string;
  readonly bytes: number;
  readonly inode: number;
  /** When it was last written. */
  readonly writtenAt: UtcSeconds;
}

const NOTHING = { why: '', bytes: 0, inode: 0, writtenAt: 0 };

/** Looks at the file without reading it. */
export function queueLogState(file: string | null): QueueLogState {
  if (file === null) return { file, state: 'missing', ...NOTHING };
  try {
    fs.accessSync(file, fs.constants.R_OK);
    const { size, ino, mtimeMs } = fs.statSync(file);
    return { file, state: 'ok', why: '', bytes: size, inode: ino, writtenAt: Math.floor(mtimeMs / 1000) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code || String(error);
    return { file, state: code === 'ENOENT' ? 'missing' : 'unreadable', ...NOTHING, why: code };
  }
}
