import type { UnreadableRow } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import { decodeQueueLog } from './decode-queue-log';
import { type LineFile, openLines, rotatedFiles } from './queue-log-file';
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
function isGrown(lines: LineFile, known: QueueLogCursor): boolean {
  return lines.size >= known.offset && (known.head === '' ? lines.inode === known.inode : lines.head === known.head);
}

/** Reads what was left of the file that was moved or copied away since. */
function finishOldFile(file: string, known: QueueLogCursor, onLine: (line: string) => void): void {
  for (const one of rotatedFiles(file)) {
    const lines = openLines(one);
    if (lines === null) continue;
    const isIt = isGrown(lines, known);
    if (isIt) lines.linesFrom(known.offset, onLine);
    lines.close();
    if (isIt) return;
  }
}

/** queue_log as the feed of what moved, by inode and offset: a rotated file is read to its end first, a cut one from its start. */
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
      const lines = openLines(file);
      if (lines === null) return { ids: [], cursor, more: false, rows: 0, unreadable: [] };
      try {
        let from = 0;
        if (known === null) from = lines.offsetSince(look.firstSince);
        else if (isGrown(lines, known)) from = known.offset;
        else finishOldFile(file, known, take);
        const offset = lines.linesFrom(from, take);
        const next: QueueLogCursor = { inode: lines.inode, offset, head: lines.head };
        return { ids: Array.from(callids), cursor: next, more: false, rows, unreadable };
      } finally {
        lines.close();
      }
    },
  };
}

/** Every line of the callers' channels, from the start of the oldest call on; of the rotated file too when the call began there. */
export function queueLogLines(file: string, callids: ReadonlySet<string>, since: UtcSeconds): string[] {
  const found: string[] = [];
  const take = (line: string) => {
    if (callids.has(line.split('|', 2)[1] || '')) found.push(line);
  };
  for (const one of rotatedFiles(file).slice(0, 1).concat(file)) {
    const lines = openLines(one);
    if (lines === null) continue;
    try {
      lines.linesFrom(lines.offsetSince(since), take);
    } finally {
      lines.close();
    }
  }
  return found;
}
