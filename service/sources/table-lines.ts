import type { AsteriskRecord, QueueLogRecord } from '../../shared/records';
import { type LineParts, onlyInTable } from './queue-log-rows';

/** A line that the realtime table has: the file may have it too. */
interface TableLine extends QueueLogRecord {
  readonly isOfTable: true;
}

/** Records of the realtime table, to be told from those of the file. */
export function ofTable(records: readonly QueueLogRecord[]): TableLine[] {
  return records.map(({ source, at, callid, queue, agent, event, data }) => ({
    source,
    at,
    callid,
    queue,
    agent,
    event,
    data,
    isOfTable: true,
  }));
}

/** All records of one call: what the file and the realtime table both have counts once, as in the lines that a turn reads. */
export function withLinesOnce(records: readonly AsteriskRecord[]): readonly AsteriskRecord[] {
  const table = records.filter(isOfTable);
  if (table.length === 0) return records;
  const others = records.filter((record) => !isOfTable(record));
  const more: readonly AsteriskRecord[] = onlyInTable(others.filter(isLine), table, partsOf);
  return others.concat(more);
}

function isLine(record: AsteriskRecord): record is QueueLogRecord {
  return record.source === 'queue_log';
}

/** Whether a record came from the realtime table. */
export function isOfTable(record: AsteriskRecord): record is TableLine {
  return isLine(record) && (record as Partial<TableLine>).isOfTable === true;
}

function partsOf({ at, callid, queue, agent, event, data }: QueueLogRecord): LineParts {
  return {
    at,
    rest: [callid, queue, agent, event]
      .concat(data)
      .join('|')
      .replace(/[|\s]+$/, ''),
  };
}
