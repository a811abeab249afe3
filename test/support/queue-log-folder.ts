import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { queueLogFeed, queueLogLines } from '../../service/sources/queue-log';
import type { Touched } from '../../service/sources/source';

/** When the lines of a test are written. */
export const NOW = 1795223227;
/** A look at that time, an hour back. */
const LOOK = { now: NOW, firstSince: NOW - 3600 };

/** A line of a call that began at NOW plus so many seconds. */
export const line = (seconds: number, event = 'ENTERQUEUE||0470101010|1') => `${NOW + seconds}|${NOW + seconds}.1|400|NONE|${event}\n`;
/** The id of that call. */
export const id = (seconds: number) => `${NOW + seconds}.1`;

/** What is found of that call. */
export const linesOf = (file: string, seconds: number, since = NOW - 3600) =>
  queueLogLines(file, new Set([id(seconds)]), { since, until: NOW + 86400 });

/** A folder with a queue_log for each test, and a feed that reads it on. */
export function useQueueLog(): {
  readonly file: () => string;
  readonly touched: () => Promise<Touched>;
  readonly look: () => Promise<readonly string[]>;
  readonly forget: () => void;
} {
  let dir: string;
  let cursor: unknown;
  const file = () => path.join(dir, 'queue_log');
  const touched = async () => {
    const one = await queueLogFeed(file()).touchedSince(cursor, LOOK);
    // Cursors are kept as JSON.
    cursor = one.cursor === undefined ? undefined : JSON.parse(JSON.stringify(one.cursor));
    return one;
  };
  const forget = () => {
    cursor = undefined;
  };
  beforeEach(() => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-queue-log-'));
    forget();
  });
  afterEach(() => {
    for (const name of fs.readdirSync(dir)) {
      const one = path.join(dir, name);
      if (fs.lstatSync(one).isDirectory()) fs.rmdirSync(one);
      else fs.unlinkSync(one);
    }
    fs.rmdirSync(dir);
  });
  return { file, touched, look: async () => (await touched()).ids, forget };
}
