import type { CdrRecord, CelRecord, UnreadableRow } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import { type Cells, epochOf, extraOf, type Row, secondsOf, textOf, wallOf } from './cells';
import { type TableClock, tableClock } from './table-clock';
import { offsetOf, type TimeHint, utcOf, type WallSeconds } from './wall-time';

export { type Cells, epochOf, extraOf, type Row, secondsOf, textOf, wallOf } from './cells';

/** Decoded rows, and those that could not be. */
export interface Decoded<T> {
  readonly records: readonly T[];
  readonly unreadable: readonly UnreadableRow[];
}

/** The columns of `cdr` that a verdict needs, in the order in which cells of a row are handed in. */
export const CDR_JUDGED: readonly string[] =
  'calldate linkedid uniqueid duration billsec disposition src dst dcontext channel dstchannel lastapp lastdata did cnum sequence'.split(
    ' ',
  );
/** With them those that say the caller's name, which a list shows; the others hold nothing anybody needs. */
export const CDR_COLUMNS: readonly string[] = CDR_JUDGED.concat('cnam', 'clid');
/** The same of `cel`. */
export const CEL_JUDGED: readonly string[] =
  'eventtime linkedid uniqueid id eventtype channame cid_num cid_dnid exten context appname appdata peer extra'.split(' ');
export const CEL_COLUMNS: readonly string[] = CEL_JUDGED.concat('cid_name');

/** Seconds from the year 0, from which `TO_SECONDS` counts, to 1970. */
const YEAR_0 = 62167219200;

/** What another column says already: of a uniqueid the linkedid, of the number of a caller who calls himself so his source. */
const SAME = '=';
const SHORT: Readonly<Record<string, string>> = {
  calldate: `TO_SECONDS(calldate) - ${YEAR_0}`,
  eventtime: `TO_SECONDS(eventtime) - ${YEAR_0}`,
  uniqueid: `IF(uniqueid = BINARY linkedid, '${SAME}', uniqueid)`,
  cnum: `IF(cnum = BINARY src, '${SAME}', cnum)`,
};

/**
 * Columns as they are asked for where millions of rows are read, for texts are what reading costs most: a time as the number it comes to
 * (NULL for what is no date), and what two columns say once.
 */
export function shortForms(columns: readonly string[]): string[] {
  return columns.map((column) => SHORT[column] || column);
}

/** Where both keep a row's time and ids. */
const [TIME, LINKEDID, UNIQUEID] = [0, 1, 2];

function nameIn(clid: string): string {
  if (clid[0] !== '"') return '';
  const quoted = /^"(.*)" *</.exec(clid);
  return quoted ? quoted[1] || '' : '';
}

/** What to look for; 200 characters of the row where it has no name. */
function placeOf(cells: Cells, columns: readonly string[]): string {
  const named = ['id', 'uniqueid', 'channel', 'channame']
    .map((column) => textOf(cells[columns.indexOf(column)]))
    .find((text) => text !== '');
  return (named || JSON.stringify(cells)).slice(0, 200);
}

/** Where the zone does not tell, rows of one call share the offset of their clock. */
function clockByOffset(hints: readonly TimeHint[], rows: readonly Cells[], zone: string | null): TableClock {
  const callOf = new Map<TimeHint, string>();
  const byCall = new Map<string, TimeHint[]>();
  rows.forEach((row, index) => {
    const [hint, call] = [hints[index] as TimeHint, textOf(row[LINKEDID])];
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

function wallIn(cells: Cells): WallSeconds | null {
  const time = cells[TIME];
  return typeof time === 'number' ? time : wallOf(time);
}

function uniqueidIn(cells: Cells): string {
  const uniqueid = textOf(cells[UNIQUEID]);
  return uniqueid === SAME ? textOf(cells[LINKEDID]) : uniqueid;
}

/** Decodes with `one`; rows without an id or a time are set aside, never thrown. */
function decoded<T>(
  rows: readonly Cells[],
  source: 'cdr' | 'cel',
  columns: readonly string[],
  zone: string | null,
  one: (cells: Cells, at: UtcSeconds, linkedid: string, uniqueid: string) => T,
): Decoded<T> {
  const records: T[] = [];
  const unreadable: UnreadableRow[] = [];
  const hints: TimeHint[] = [];
  for (const cells of rows) hints.push({ wall: wallIn(cells), epoch: epochOf(uniqueidIn(cells)) });
  const clock = tableClock(hints, zone, () => clockByOffset(hints, rows, zone));
  for (let index = 0; index < rows.length; index += 1) {
    const cells = rows[index] as Cells;
    const at = clock(hints[index] as TimeHint);
    const uniqueid = uniqueidIn(cells);
    const linkedid = textOf(cells[LINKEDID]) || uniqueid;
    if (linkedid === '')
      unreadable.push({
        source,
        where: placeOf(cells, columns),
        why: 'It has neither uniqueid nor linkedid, so it belongs to no call.',
      });
    else if (at === null)
      unreadable.push({
        source,
        where: placeOf(cells, columns),
        why: `Its ${columns[TIME]} is no date and its uniqueid carries no time.`,
      });
    else records.push(one(cells, at, linkedid, uniqueid));
  }
  return { records, unreadable };
}

function cellsOf(rows: readonly Row[], columns: readonly string[]): Cells[] {
  return rows.map((row) => columns.map((column) => row[column]));
}

function cdrOf(cells: Cells, at: UtcSeconds, linkedid: string, uniqueid: string): CdrRecord {
  const src = textOf(cells[6]);
  const cnum = textOf(cells[14]);
  return {
    source: 'cdr',
    linkedid,
    uniqueid,
    startedAt: at,
    durationSeconds: secondsOf(cells[3]),
    billSeconds: secondsOf(cells[4]),
    disposition: textOf(cells[5]),
    src,
    dst: textOf(cells[7]),
    dcontext: textOf(cells[8]),
    channel: textOf(cells[9]),
    dstchannel: textOf(cells[10]),
    lastapp: textOf(cells[11]),
    lastdata: textOf(cells[12]),
    did: textOf(cells[13]),
    callerName: textOf(cells[16]) || nameIn(textOf(cells[17])),
    cnum: cnum === SAME ? src : cnum,
    sequence: secondsOf(cells[15]),
  };
}

function celOf(cells: Cells, at: UtcSeconds, linkedid: string, uniqueid: string): CelRecord {
  return {
    source: 'cel',
    id: secondsOf(cells[3]),
    event: textOf(cells[4]),
    at,
    linkedid,
    uniqueid,
    channel: textOf(cells[5]),
    cidName: textOf(cells[14]),
    cidNum: textOf(cells[6]),
    cidDnid: textOf(cells[7]),
    exten: textOf(cells[8]),
    context: textOf(cells[9]),
    app: textOf(cells[10]),
    appdata: textOf(cells[11]),
    peer: textOf(cells[12]),
    extra: extraOf(cells[13]),
  };
}

/** Cells of CDR_COLUMNS, or of CDR_JUDGED, decoded. `zone` is the PBX's, for rows whose ids tell no time. */
export function decodeCdrCells(rows: readonly Cells[], zone: string | null): Decoded<CdrRecord> {
  return decoded(rows, 'cdr', CDR_COLUMNS, zone, cdrOf);
}

/** Cells of CEL_COLUMNS, or of CEL_JUDGED, decoded; events nobody knows are kept as they are. */
export function decodeCelCells(rows: readonly Cells[], zone: string | null): Decoded<CelRecord> {
  return decoded(rows, 'cel', CEL_COLUMNS, zone, celOf);
}

/** CDR rows, decoded. `zone` is the PBX's, for rows whose ids tell no time. */
export function decodeCdr(rows: readonly Row[], zone: string | null): Decoded<CdrRecord> {
  return decodeCdrCells(cellsOf(rows, CDR_COLUMNS), zone);
}

/** CEL rows, decoded; events nobody knows are kept as they are. */
export function decodeCel(rows: readonly Row[], zone: string | null): Decoded<CelRecord> {
  return decodeCelCells(cellsOf(rows, CEL_COLUMNS), zone);
}
