import * as fs from 'fs';
import type { UtcSeconds } from '../../../shared/words';

/** The snapshot of names which the PBX's side writes. */
export interface DirectoryState {
  /** Null: we are told of none. */
  readonly file: string | null;
  readonly present: boolean;
  /** What is wrong with its contents, or null. */
  readonly problem: string | null;
  readonly writtenAt: UtcSeconds;
  readonly queues: number;
}

/** Looks at the file; what is wrong in it and how many queues it names is told by whoever reads it. */
export function directoryState(file: string | null, problem: string | null, queues: number): DirectoryState {
  if (file === null) return { file, present: false, problem: null, writtenAt: 0, queues };
  try {
    return { file, present: true, problem, writtenAt: Math.floor(fs.statSync(file).mtimeMs / 1000), queues };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { file, present: !missing, problem, writtenAt: 0, queues };
  }
}
