import type { UnreadableRow } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import { decodeQueueLog } from './decode-queue-log';
import { type Beginning, epochOfLine, type LineFile, openLines } from './queue-log-file';
import { beginningOfRotated, linesOfRotated, rotatedFiles, unreadableFile } from './queue-log-rotated';
import type { Feed, Look, Touched } from './source';

interface QueueLogCursor {
  readonly inode: number;
  readonly offset: number;
  readonly head: string;
}

function cursorOf(cursor: unknown): QueueLogCursor | null {
  const { inode, offset, head } = (typeof cursor === 'object' && cursor !== null ? cursor : {}) as Partial<QueueLogCursor>;
  return typeof inode === 'number' && typeof offset === 'number' ? { inode, offset, head: head || '' } : null;
}

/**
 * The same lines and more. Told by how the file begins: one that was cut and filled again (copytruncate) keeps its inode and begins
 * otherwise, and the copy that was made of it begins the same under another inode. Only a file that was empty is known by its inode.
 */
function isGrown(lines: Pick<Beginning, 'inode' | 'size' | 'head'>, known: QueueLogCursor): boolean {
  return lines.size >= known.offset && (known.head === '' ? lines.inode === known.inode : lines.head === known.head);
}

/** What came of the files that were moved, copied or packed away since. */
interface Finished {
  /** The place after all that was read of them; null when nothing is there of what we had not read. */
  readonly reached: QueueLogCursor | null;
  /** The newest of the files that cannot be read: the others are so for the same reason. */
  readonly unreadable: readonly UnreadableRow[];
}

/** Reads what was left of the file we were reading, and every file that came after it. */
async function finishOldFiles(
  file: string,
  known: QueueLogCursor,
  look: Look,
  onLine: (line: string) => void,
  tries = 3,
): Promise<Finished> {
  const unreadable: UnreadableRow[] = [];
  const setAside = (one: string, error: unknown) => {
    if (unreadable.length === 0) unreadable.push(unreadableFile(one, error));
  };
  let unread: { readonly file: string; readonly start: Beginning; readonly offset: number }[] = [];
  let isFound = false;
  let isGone = false;
  for (const one of rotatedFiles(file, setAside)) {
    if (isFound) break;
    try {
      const start = await beginningOfRotated(one);
      if (start === null) isGone = true;
      else {
        isFound = isGrown(start, known);
        unread.unshift({ file: one, start, offset: isFound ? known.offset : 0 });
      }
    } catch (error) {
      setAside(one, error);
    }
  }
  // It was given its next name while we looked.
  if (!isFound && isGone && tries > 1) return finishOldFiles(file, known, look, onLine, tries - 1);
  const begunAt = epochOfLine(known.head) || look.firstSince;
  if (!isFound) unread = unread.filter(({ start }) => start.begunAt !== null && start.begunAt > begunAt);
  let reached: QueueLogCursor | null = null;
  for (const { file: one, start, offset } of unread) {
    try {
      reached = { inode: start.inode, head: start.head, offset: await linesOfRotated(one, { offset }, onLine) };
    } catch (error) {
      setAside(one, error);
      reached = null;
    }
  }
  return { reached, unreadable };
}

/**
 * queue_log as the feed of what moved, by inode and offset: rotated files are read to their ends first, a cut one from its start. A rotated
 * file that cannot be read is set aside. The file itself stops nobody either: CEL and the CDR tell of calls too, and what stands in it is told
 * as soon as it can be read, for the cursor waits; the doctor says so meanwhile.
 */
export function queueLogFeed(file: string): Feed {
  return {
    name: 'queue_log',
    touchedSince: async (cursor: unknown, look: Look): Promise<Touched> => {
      const callids = new Set<string>();
      const unreadable: UnreadableRow[] = [];
      let rows = 0;
      const take = (line: string) => {
        rows += 1;
        const decoded = decodeQueueLog([line]);
        for (const record of decoded.records) callids.add(record.callid);
        unreadable.push(...decoded.unreadable);
      };
      const known = cursorOf(cursor);
      const lines = opened(file);
      if (lines === null) return { ids: [], cursor, more: false, rows: 0, unreadable: [] };
      try {
        let from = 0;
        if (known === null) from = lines.offsetSince(look.firstSince);
        else if (isGrown(lines, known)) from = known.offset;
        else {
          const finished = await finishOldFiles(file, known, look, take);
          unreadable.push(...finished.unreadable);
          // Asterisk writes to the old file until it is told to open the new one.
          if (lines.size === 0 && finished.reached !== null)
            return { ids: Array.from(callids), cursor: finished.reached, more: false, rows, unreadable };
        }
        const offset = lines.linesFrom(from, take);
        const next: QueueLogCursor = { inode: lines.inode, offset, head: lines.head };
        return { ids: Array.from(callids), cursor: next, more: false, rows, unreadable };
      } finally {
        lines.close();
      }
    },
  };
}

/** The file, or null where it is not there or may not be read. */
function opened(file: string): LineFile | null {
  try {
    return openLines(file);
  } catch (_unreadable) {
    return null;
  }
}

/** When calls were that lines are looked for. */
export interface CallTimes {
  readonly since: UtcSeconds;
  readonly until: UtcSeconds;
}

/** Every line of the callers' channels, in the file and in every rotated one that was written meanwhile, packed ones too. */
export async function queueLogLines(
  file: string,
  callids: ReadonlySet<string>,
  { since, until }: CallTimes,
): Promise<{ readonly lines: readonly string[]; readonly unreadable: readonly UnreadableRow[] }> {
  const isTheirs = (line: string) => callids.has(line.split('|', 2)[1] || '');
  const current = opened(file);
  let found: string[] = [];
  if (current !== null) {
    try {
      current.linesFrom(current.offsetSince(since), (line) => {
        if (isTheirs(line)) found.push(line);
      });
      const begunAt = current.begunAt();
      if (begunAt !== null && begunAt < since) return { lines: found, unreadable: [] };
    } finally {
      current.close();
    }
  }
  const unreadable: UnreadableRow[] = [];
  const setAside = (one: string, error: unknown) => {
    if (unreadable.length === 0) unreadable.push(unreadableFile(one, error));
  };
  for (const one of rotatedFiles(file, setAside)) {
    try {
      const start = await beginningOfRotated(one);
      if (start === null || start.begunAt === null || start.begunAt > until) continue;
      // The same line stands in two files while one is copied.
      const newer = new Set(found);
      const older: string[] = [];
      await linesOfRotated(one, { since }, (line) => {
        if (isTheirs(line) && !newer.has(line)) older.push(line);
      });
      found = older.concat(found);
      if (start.begunAt < since) break;
    } catch (error) {
      setAside(one, error);
    }
  }
  return { lines: found, unreadable };
}
