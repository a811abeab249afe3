import type { AsteriskRecord, UnreadableRow } from '../../shared/records';
import { cdrFeed } from './cdr';
import { cdrByAtHand } from './cdr-keys';
import { cdrRows } from './cdr-rows';
import { celFeed } from './cel';
import { decodeCdr, decodeCel, epochOf, type Row } from './decode';
import { decodeQueueLog } from './decode-queue-log';
import { inCel } from './in-cel';
import { type CallTimes, queueLogFeed, queueLogLines } from './queue-log';
import { mergedLines, tableLines } from './queue-log-rows';
import { queueLogTableAtHand, queueLogTableFeed } from './queue-log-table';
import { byEitherId, idsIn, inRounds } from './rows';
import type { Feed, Queryable } from './source';

/** Where one PBX keeps what it writes. */
export interface PbxTables {
  readonly cdr: string;
  readonly cel: string;
  /** Path of the file; null where there is none. */
  readonly queueLog: string | null;
  /** The realtime table of queue_log, read beside the file where there is one. */
  readonly queueLogTable?: string | null;
  /** Where lines of the past are at hand already, in place of the file's. */
  linesOf?(callids: ReadonlySet<string>): readonly string[];
  readonly cdrOverlapSeconds: number;
  /** The PBX's zone, for rows whose ids tell no time. */
  readonly zone: string | null;
}

/** Every row of some calls, as the tables have them: what `capture` writes down. */
export interface RawRows {
  readonly cdr: readonly Row[];
  readonly cel: readonly Row[];
  readonly queueLog: readonly string[];
}

/** What the daemon reads of a PBX: which calls moved, and all records of calls. */
export interface Pbx {
  readonly feeds: readonly Feed[];
  /** Every record of the calls that ids (linkedids or uniqueids) belong to, with the linkedids that share a channel with them. */
  recordsOf(
    ids: readonly string[],
  ): Promise<{ readonly records: readonly AsteriskRecord[]; readonly unreadable: readonly UnreadableRow[] }>;
  /** The same as the tables and the file have them. */
  rowsOf(ids: readonly string[]): Promise<RawRows>;
}

/** A call's queue_log lines start with it; its linkedid may be a little younger than an older channel that joined. */
const HOUR = 3600;
const LONGEST_SECONDS = 24 * HOUR;

/** Reads one FreePBX-shaped PBX through a SELECT-only account. */
export function openPbx(db: Queryable, tables: PbxTables): Pbx {
  const inCdr = cdrByAtHand(db, tables.cdr);
  const inLogTable = tables.queueLogTable ? queueLogTableAtHand(db, tables.queueLogTable, () => tables.zone) : null;
  const fileLines = async (channels: ReadonlySet<string>) => {
    if (tables.linesOf !== undefined) return { lines: tables.linesOf(channels), unreadable: [] };
    return tables.queueLog === null ? { lines: [], unreadable: [] } : queueLogLines(tables.queueLog, channels, timesOf(channels));
  };
  const read = async (ids: readonly string[]): Promise<RawRows & { readonly unreadable: readonly UnreadableRow[] }> => {
    const channels = new Set<string>();
    const cel = await inRounds(ids, channels, (some) => byEitherId(db, tables.cel, some));
    cel.sort((a, b) => Number(a['id']) - Number(b['id']));
    const asked = Array.from(channels);
    const cdr = await inCdr((by) => cdrRows(db, by, tables.zone, asked, inCel(cel)));
    for (const row of cdr) for (const id of idsIn(row)) channels.add(id);
    const inTable = inLogTable === null ? null : await inLogTable.with((table) => tableLines(db, table, channels));
    const inFile = await fileLines(channels);
    return { cdr, cel, queueLog: mergedLines(inFile.lines, inTable || []), unreadable: inFile.unreadable };
  };
  const feeds: Feed[] = [celFeed(db, { table: tables.cel }), cdrFeed(db, { table: tables.cdr, overlapSeconds: tables.cdrOverlapSeconds })];
  if (tables.queueLog !== null) feeds.push(queueLogFeed(tables.queueLog));
  if (inLogTable !== null) feeds.push(queueLogTableFeed(db, inLogTable));
  return {
    feeds,
    rowsOf: read,
    recordsOf: async (ids) => {
      if (ids.length === 0) return { records: [], unreadable: [] };
      const rows = await read(ids);
      const cdr = decodeCdr(rows.cdr, tables.zone);
      const cel = decodeCel(rows.cel, tables.zone);
      const queueLog = decodeQueueLog(rows.queueLog);
      return {
        records: ([] as AsteriskRecord[]).concat(cdr.records, cel.records, queueLog.records),
        unreadable: cdr.unreadable.concat(cel.unreadable, rows.unreadable),
      };
    },
  };
}

function timesOf(ids: ReadonlySet<string>): CallTimes {
  let [oldest, youngest] = [Number.MAX_SAFE_INTEGER, 0];
  ids.forEach((id) => {
    const epoch = epochOf(id);
    if (epoch === null) return;
    oldest = Math.min(oldest, epoch);
    youngest = Math.max(youngest, epoch);
  });
  return { since: oldest - HOUR, until: youngest + LONGEST_SECONDS };
}
