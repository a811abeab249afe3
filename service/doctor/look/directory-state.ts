import * as fs from 'fs';
import type { Directory } from '../../../shared/directory';
import { countryOf } from '../../../shared/phone/country';
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
  /** The country of its numbers is known. */
  readonly hasCountry: boolean;
}

/** Looks at the file; what is wrong in it and what it says is told by whoever reads it. */
export function directoryState(file: string | null, problem: string | null, directory: Directory): DirectoryState {
  const told = { queues: directory.queues.length, hasCountry: countryOf(directory) !== null };
  if (file === null) return { file, present: false, problem: null, writtenAt: 0, ...told };
  try {
    return { file, present: true, problem, writtenAt: Math.floor(fs.statSync(file).mtimeMs / 1000), ...told };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { file, present: !missing, problem, writtenAt: 0, ...told };
  }
}
