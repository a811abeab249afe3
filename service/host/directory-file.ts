import * as fs from 'fs';
import { type Directory, EMPTY_DIRECTORY } from '../../shared/directory';
import { directoryFromJson } from '../../shared/directory-json';
import { directoryContract } from '../contracts';

/** The directory as last written by the PBX's module, read again only when the file has changed. */
export interface DirectoryFile {
  /** The newest directory that could be read; the one before stays where a new one is broken. */
  current(): Directory;
  /** Why the newest file could not be read, or null. */
  problem(): string | null;
}

/** Watches a directory.json by its time of change. A missing file is an empty directory: names are a comfort, not a condition. */
export function directoryFile(file: string | null): DirectoryFile {
  let known: Directory = EMPTY_DIRECTORY;
  let seen = '';
  let why: string | null = null;
  const look = () => {
    if (file === null) return;
    try {
      const { mtimeMs, size, ino } = fs.statSync(file);
      const stamp = `${mtimeMs} ${size} ${ino}`;
      if (stamp === seen) return;
      seen = stamp;
      const json: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
      const faults = directoryContract(json);
      why = faults.length === 0 ? null : `${file}: ${faults.join(' ')}`;
      if (why === null) known = directoryFromJson(json);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      why = code === 'ENOENT' ? `${file} is not there yet.` : `${file} cannot be read: ${code || 'it is not JSON'}.`;
    }
  };
  return {
    current: () => {
      look();
      return known;
    },
    problem: () => why,
  };
}
