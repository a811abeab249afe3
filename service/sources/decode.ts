import type { CdrRecord, CelRecord, QueueLogRecord, UnreadableRow } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import { epochOf, extraOf, LONGEST, type Row, secondsOf, textOf, wallOf } from './cells';
import { type TableClock, tableClock } from './table-clock';
import { offsetOf, type TimeHint, utcOf } from './wall-time';

export { epochOf, extraOf, type Row, secondsOf, textOf, wallOf } from './cells';

/** Decoded rows, and those that could not be. */
export interface Decoded<T> {
  readonly records: readonly T[];
  readonly unreadable: readonly UnreadableRow[];
}

function nameIn(clid: string): string {
  const quoted = /^"(.*)" *</.exec(clid);
  return quoted ? quoted[1] || '' : '';
}

function placeOf(row: Row): string {
  return (textOf(row['id']) || textOf(row['uniqueid']) || textOf(row['channel']) || textOf(row['channame']) || JSON.stringify(row)).slice(
    0,
    200,
  );
}

/** Where the zone does not tell, rows of one call share the offset of their clock. */
function clockByOffset(hints: readonly TimeHint[], rows: readonly Row[], zone: string | null): TableClock {
  const callOf = new Map<TimeHint, string>();
  const byCall = new Map<string, TimeHint[]>();
  rows.forEach((row, index) => {
    const [hint, call] = [hints[index] as TimeHint, textOf(row['linkedid'])];
    callOf.set(hint, call);
    const known = byCall.get(call);
    if (known) known.push(hint);
    else byCall.set(call, [hint]);
  });
  const offsets = new Map<string, number | null>();
  byCall.forEach((some, call) => {
    offsets.set(call, offsetOf(some));
  });
  return (hint) => utcOf(hint, offsets.get(callOf.get(hint) as string) as number | null, zone);
}

/** Decodes with `one`; rows without an id or a time are set aside, never thrown. */
function decoded<T>(
  rows: readonly Row[],
  source: 'cdr' | 'cel',
  column: string,
  zone: string | null,
  one: (row: Row, at: UtcSeconds) => T,
): Decoded<T> {
  const records: T[] = [];
  const unreadable: UnreadableRow[] = [];
  const hints = rows.map((row): TimeHint => ({ wall: wallOf(row[column]), epoch: epochOf(textOf(row['uniqueid'])) }));
  const clock = tableClock(hints, zone, () => clockByOffset(hints, rows, zone));
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as Row;
    const at = clock(hints[index] as TimeHint);
    if (textOf(row['uniqueid']) === '' && textOf(row['linkedid']) === '')
      unreadable.push({ source, where: placeOf(row), why: 'It has neither uniqueid nor linkedid, so it belongs to no call.' });
    else if (at === null)
      unreadable.push({ source, where: placeOf(row), why: `Its ${column} is no date and its uniqueid carries no time.` });
    else records.push(one(row, at));
  }
  return { records, unreadable };
}

/** CDR rows, decoded. `zone` is the PBX's, for rows whose ids tell no time. */
export function decodeCdr(rows: readonly Row[], zone: string | null): Decoded<CdrRecord> {
  return decoded(rows, 'cdr', 'calldate', zone, (row, at) => ({
    source: 'cdr',
    linkedid: textOf(row['linkedid']) || textOf(row['uniqueid']),
    uniqueid: textOf(row['uniqueid']),
    startedAt: at,
    durationSeconds: secondsOf(row['duration']),
    billSeconds: secondsOf(row['billsec']),
    disposition: textOf(row['disposition']),
    src: textOf(row['src']),
    dst: textOf(row['dst']),
    dcontext: textOf(row['dcontext']),
    channel: textOf(row['channel']),
    dstchannel: textOf(row['dstchannel']),
    lastapp: textOf(row['lastapp']),
    lastdata: textOf(row['lastdata']),
    did: textOf(row['did']),
    callerName: textOf(row['cnam']) || nameIn(textOf(row['clid'])),
    cnum: textOf(row['cnum']),
    outboundCnum: textOf(row['outbound_cnum']),
    accountcode: textOf(row['accountcode']),
    sequence: secondsOf(row['sequence']),
  }));
}

/** CEL rows, decoded; events nobody knows are kept as they are. */
export function decodeCel(rows: readonly Row[], zone: string | null): Decoded<CelRecord> {
  return decoded(rows, 'cel', 'eventtime', zone, (row, at) => ({
    source: 'cel',
    id: secondsOf(row['id']),
    event: textOf(row['eventtype']),
    at,
    linkedid: textOf(row['linkedid']) || textOf(row['uniqueid']),
    uniqueid: textOf(row['uniqueid']),
    channel: textOf(row['channame']),
    cidName: textOf(row['cid_name']),
    cidNum: textOf(row['cid_num']),
    cidAni: textOf(row['cid_ani']),
    cidDnid: textOf(row['cid_dnid']),
    exten: textOf(row['exten']),
    context: textOf(row['context']),
    app: textOf(row['appname']),
    appdata: textOf(row['appdata']),
    peer: textOf(row['peer']),
    extra: extraOf(row['extra']),
  }));
}

/** Lines of queue_log, decoded. Lines about no call (`NONE`, `MANAGER`, agent log-ins) are skipped: they are nothing's evidence. */
export function decodeQueueLog(lines: readonly string[]): Decoded<QueueLogRecord> {
  const records: QueueLogRecord[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const line of lines) {
    if (line.trim() === '') continue;
    const [epoch = '', callid = '', queue = '', agent = '', event = '', ...data] = line.replace(/\r$/, '').slice(0, LONGEST).split('|');
    if (!/^\d{9,10}$/.test(epoch) || event === '') {
      unreadable.push({ source: 'queue_log', where: line.slice(0, 200), why: 'It is not of the form epoch|callid|queue|agent|EVENT|….' });
    } else if (epochOf(callid) !== null) {
      records.push({ source: 'queue_log', at: Number(epoch), callid, queue, agent, event, data });
    }
  }
  return { records, unreadable };
}
