import type { AsteriskRecord, UnreadableRow } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import { CDR_COLUMNS, CEL_COLUMNS, type Cells, type Decoded, decodeCdrCells, decodeCelCells, decodeQueueLog } from './decode';
import { linesOf } from './packed-lines';
import type { PbxTables } from './pbx';
import { isNoTable } from './rows';
import type { Streamable } from './source';

const LINES = 2000;

/** Some records of one source, and how far it was read with them. */
export interface Stretch {
  readonly records: readonly AsteriskRecord[];
  readonly unreadable: readonly UnreadableRow[];
  readonly through: UtcSeconds;
}

/** One source from its first row to its last, in the order in which it was written. */
export interface WholeSource {
  next(): Promise<Stretch | null>;
  close(): void;
}

/** Every row there is: of `cdr`, of `cel`, and of the present queue_log file. Nothing is sorted, so that no server has to. */
export function wholeTables(db: Streamable, tables: PbxTables): WholeSource[] {
  const sources = [
    tableOf(db, `SELECT ${CDR_COLUMNS.join()} FROM ${tables.cdr}`, (rows) => decodeCdrCells(rows, tables.zone)),
    tableOf(db, `SELECT ${CEL_COLUMNS.join()} FROM ${tables.cel} ORDER BY id`, (rows) => decodeCelCells(rows, tables.zone)),
  ];
  return tables.queueLog === null ? sources : sources.concat(fileOf(tables.queueLog));
}

function tableOf<T extends AsteriskRecord>(db: Streamable, sql: string, decode: (rows: readonly Cells[]) => Decoded<T>): WholeSource {
  const stream = db.stream(sql);
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

function fileOf(file: string): WholeSource {
  const lines = linesOf(file);
  return {
    next: async () => {
      const some: string[] = [];
      for (let line = await lines.next(); line !== null; line = some.length < LINES ? await lines.next() : null) some.push(line);
      return some.length === 0 ? null : stretchOf(decodeQueueLog(some));
    },
    close: () => lines.close(),
  };
}

/** Rows whose times are asked. */
const ASKED = 32;

/** The middle of some rows' times: one wrong clock among them says nothing. */
function stretchOf({ records, unreadable }: Decoded<AsteriskRecord>): Stretch {
  const ends: number[] = [];
  for (let at = 0; at < records.length; at += Math.ceil(records.length / ASKED)) {
    const one = records[at] as AsteriskRecord;
    ends.push(one.source === 'cdr' ? one.startedAt + one.durationSeconds : one.at);
  }
  ends.sort((one, other) => one - other);
  return { records, unreadable, through: ends[Math.floor(ends.length / 2)] || 0 };
}
