import type { AsteriskRecord } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import { celTable } from './cel';
import { CDR_JUDGED, CEL_JUDGED, type Cells, type Decoded, decodeCdrCells, decodeCelCells, type Row, shortForms, textOf } from './decode';
import { decodeQueueLog } from './decode-queue-log';
import { type IdTable, idSince, largestId } from './id-feed';
import { filesSince, linesOfFiles } from './log-files';
import type { PbxTables } from './pbx';
import { type QueueLogTable, queueLogTable } from './queue-log-table';
import { isNoTable, ofMaybeTable } from './rows';
import type { Queryable, Streamable } from './source';
import { type Stretch, stretchOf } from './stretch';
import { ofTable } from './table-lines';
import { wallText } from './wall-time';

const LINES = 2000;
/** The clock of the tables may be half a day off, and a call of the range may end long after it. */
const MARGIN_SECONDS = 2 * 86400;

/** One source from its first row to its last, in the order in which it was written. */
export interface WholeSource {
  next(): Promise<Stretch | null>;
  close(): void;
}

/** Rows of a time, and of some days before and after: whoever asks leaves out what began earlier or later. */
export interface Range {
  readonly since: UtcSeconds;
  readonly until: UtcSeconds;
}

/**
 * Every row there is, or those of a range: of `cdr`, of `cel`, and of queue_log with its older files and its realtime table. Nothing is
 * sorted, so that no server has to, and nobody's name is read; CDR is read as it lies, for row by row in the order of an index costs a server five times as much.
 * A line of queue_log may stand in a file and in its table, as two records that `withLinesOnce` knows. `troubles` takes what could not be
 * read of files. Throws what the database throws.
 */
export async function wholeTables(
  db: Queryable & Streamable,
  tables: PbxTables,
  range: Range | null,
  troubles: string[],
): Promise<WholeSource[]> {
  const wide = range === null ? null : { since: range.since - MARGIN_SECONDS, until: range.until + MARGIN_SECONDS };
  const { zone } = tables;
  const inRange = wide === null ? '' : ' WHERE calldate >= ? AND calldate < ?';
  const times = wide === null ? [] : [wallText(wide.since), wallText(wide.until)];
  const sources = [
    tableOf(db, `SELECT ${shortForms(CDR_JUDGED)} FROM ${tables.cdr}${inRange}`, times, (rows) => decodeCdrCells(rows, zone)),
    await tableById(db, celTable(tables.cel), shortForms(CEL_JUDGED), wide, (rows) => decodeCelCells(rows, zone)),
  ];
  const log = tables.queueLogTable ? await queueLogTable(db, tables.queueLogTable, () => zone) : null;
  if (log !== null) {
    const columns = log.columns.split(', ');
    const decode = (rows: readonly Cells[]) => {
      const { records, unreadable } = decodeQueueLog(linesIn(log, columns, rows));
      return { records: ofTable(records), unreadable };
    };
    sources.push(await tableById(db, log, columns, wide, decode));
  }
  if (tables.queueLog === null) return sources;
  const lines = wide === null ? { since: 0, until: Number.MAX_SAFE_INTEGER } : wide;
  return sources.concat(filesOf(await filesSince(tables.queueLog, lines.since, troubles), lines, troubles));
}

/** Those of the tables that are locked as a whole while they are read: what is written then waits. */
export async function lockedTables(db: Queryable, tables: PbxTables): Promise<string[]> {
  const locked: string[] = [];
  for (const table of [tables.cdr, tables.cel]) {
    const [row] = await ofMaybeTable(db.query(`SHOW CREATE TABLE ${table}`));
    if (/\bENGINE=(?:MyISAM|Aria)\b/i.test(textOf(row?.['Create Table']))) locked.push(table);
  }
  return locked;
}

function linesIn(log: QueueLogTable, columns: readonly string[], rows: readonly Cells[]): string[] {
  return log.linesOf(
    rows.map((cells) => {
      const row: Record<string, unknown> = {};
      columns.forEach((column, at) => {
        row[column] = cells[at];
      });
      return row as Row;
    }),
  );
}

async function tableById<T extends AsteriskRecord>(
  db: Queryable & Streamable,
  table: IdTable,
  columns: readonly string[],
  range: Range | null,
  decode: (rows: readonly Cells[]) => Decoded<T>,
): Promise<WholeSource> {
  const whole = `SELECT ${columns} FROM ${table.table}`;
  if (range === null) return tableOf(db, `${whole} ORDER BY id`, [], decode);
  const last = await idSince(db, table, range.until, await largestId(db, table));
  const first = await idSince(db, table, range.since, last);
  return tableOf(db, `${whole} WHERE id > ? AND id <= ? ORDER BY id`, [first, last], decode);
}

function tableOf<T extends AsteriskRecord>(
  db: Streamable,
  sql: string,
  values: readonly unknown[],
  decode: (rows: readonly Cells[]) => Decoded<T>,
): WholeSource {
  const stream = db.stream(sql, values);
  return {
    next: async () => {
      try {
        const rows = await stream.next();
        return rows === null ? null : stretchOf(decode(rows));
      } catch (error) {
        if (isNoTable(error)) return null;
        throw error;
      }
    },
    close: () => stream.close(),
  };
}

function filesOf(files: readonly string[], { since, until }: Range, troubles: string[]): WholeSource {
  const lines = linesOfFiles(files, troubles);
  return {
    next: async () => {
      const some: string[] = [];
      for (let line = await lines.next(); line !== null; line = some.length < LINES ? await lines.next() : null) some.push(line);
      if (some.length === 0) return null;
      const { records, unreadable } = decodeQueueLog(some);
      const stretch = stretchOf({ records, unreadable });
      return { ...stretch, records: records.filter(({ at }) => at >= since && at < until) };
    },
    close: () => lines.close(),
  };
}
