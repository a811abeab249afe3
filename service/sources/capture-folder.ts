import * as fs from 'fs';
import * as path from 'path';
import { type Directory, EMPTY_DIRECTORY } from '../../shared/directory';
import { directoryFromJson } from '../../shared/directory-json';
import { PlainError } from '../../shared/errors';
import type { AsteriskRecord, UnreadableRow } from '../../shared/records';
import { directoryContract } from '../contracts';
import { decodeCdr, decodeCel, type Row } from './decode';
import { decodeQueueLog } from './decode-queue-log';

/** The rows of one story and the names of its PBX. */
export interface CaptureFolder {
  readonly records: readonly AsteriskRecord[];
  readonly unreadable: readonly UnreadableRow[];
  readonly directory: Directory;
}

function readText(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new PlainError('capture_unreadable', `${file} cannot be read (${code}): check its permissions.`);
  }
}

function readJson(file: string): unknown {
  const text = readText(file);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (_broken) {
    throw new PlainError('capture_broken', `${file} is not JSON: export it again.`);
  }
}

function rowsOf(file: string): readonly Row[] {
  const rows = readJson(file);
  if (rows === null) return [];
  if (!Array.isArray(rows)) throw new PlainError('capture_broken', `${file} must hold an array of rows: export it again.`);
  return rows.filter((row): row is Row => typeof row === 'object' && row !== null);
}

function directoryIn(dir: string): Directory {
  for (const file of [path.join(dir, 'directory.json'), path.join(dir, '..', 'directory.json')]) {
    const json = readJson(file);
    if (json === null) continue;
    const faults = directoryContract(json);
    if (faults.length > 0) throw new PlainError('directory_wrong', `${file}: ${faults.join(' ')}`);
    return directoryFromJson(json);
  }
  return EMPTY_DIRECTORY;
}

/**
 * Reads `cdr.json`, `cel.json` and `queue_log.txt` of a folder, any of them absent, and `directory.json` in it or in the folder above.
 * Throws PlainError when the folder holds none of them or one is broken.
 */
export function readCaptureFolder(dir: string): CaptureFolder {
  const directory = directoryIn(dir);
  const files = ['cdr.json', 'cel.json', 'queue_log.txt'].map((name) => path.join(dir, name));
  if (files.every((file) => !fs.existsSync(file))) {
    throw new PlainError('capture_missing', `${dir} holds no cdr.json, cel.json or queue_log.txt: name a folder that does.`);
  }
  const cdr = decodeCdr(rowsOf(files[0] as string), directory.timeZone);
  const cel = decodeCel(rowsOf(files[1] as string), directory.timeZone);
  const queueLog = decodeQueueLog((readText(files[2] as string) || '').split('\n'));
  return {
    records: ([] as AsteriskRecord[]).concat(cdr.records, cel.records, queueLog.records),
    unreadable: cdr.unreadable.concat(cel.unreadable, queueLog.unreadable),
    directory,
  };
}
