import { readCapture, type WrittenRow } from '../support/capture-rows';
import { CAPTURES_DIR } from '../support/captures';

/** One kind of call, and how many of a hundred are of it. */
const MIX: readonly (readonly [string, number])[] = [
  ['01-direct-answered', 16],
  ['80-outbound-answered', 24],
  ['41-outbound-unanswered', 7],
  ['02-direct-no-answer', 5],
  ['06-caller-hangs-up-ringing', 4],
  ['08-ivr-hangup-before-ring', 4],
  ['81-ivr-to-ext-unanswered', 2],
  ['61-closed-announcement', 3],
  ['09-rg-answered-by-5th', 6],
  ['10-rg-nobody', 2],
  ['11-hunt-second-answers', 2],
  ['13-queue-answered', 5],
  ['83-ivr-to-queue-answered', 2],
  ['15-queue-abandon', 1],
  ['24-ext-voicemail-left', 3],
  ['36-blind-transfer-answered', 1],
  ['38-attended-transfer-answered', 1],
  ['27-followme-mobile-answered', 1],
  ['31-directed-pickup', 1],
  ['100-internal-answered', 9],
  ['77-answered-zero-seconds', 1],
];

/** What of a row is another one in every call. */
interface Piece {
  readonly text: string;
  readonly kind: 'text' | 'epoch' | 'serial' | 'counter' | 'clock' | 'caller';
  readonly number: number;
}

/** One row as a line of text, and when it is written, in seconds from the call's start. */
interface Line {
  readonly pieces: readonly Piece[];
  readonly landsAt: number;
}

/** A call of a capture, ready to be written again and again. */
export interface Template {
  readonly weight: number;
  readonly cdr: readonly Line[];
  readonly cel: readonly Line[];
  readonly queueLog: readonly Line[];
  readonly serials: number;
}

const VARIED =
  /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)|(?<![\d.])(\d{10})(?=\.\d)|(?<=\d{10}\.)(\d+)|(?<=-)([0-9a-f]{8})(?![0-9a-f-])|(0470\d{6})/g;

function piecesOf(text: string, start: number, base: { serial: number; counter: number }): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const push = (kind: Piece['kind'], number: number, from: number, length: number) => {
    if (from > at) pieces.push({ kind: 'text', text: text.slice(at, from), number: 0 });
    pieces.push({ kind, text: '', number });
    at = from + length;
  };
  VARIED.lastIndex = 0;
  for (let found = VARIED.exec(text); found !== null; found = VARIED.exec(text)) {
    const [whole, clock, epoch, serial, counter, caller] = found;
    if (clock !== undefined) push('clock', Date.parse(`${clock.replace(' ', 'T')}Z`) / 1000 - start, found.index, whole.length);
    else if (epoch !== undefined) push('epoch', Number(epoch) - start, found.index, whole.length);
    else if (serial !== undefined) push('serial', Number(serial) - base.serial, found.index, whole.length);
    else if (counter !== undefined) push('counter', Number.parseInt(counter, 16) - base.counter, found.index, whole.length);
    else if (caller !== undefined) push('caller', Number(caller.slice(-2)), found.index, whole.length);
  }
  if (at < text.length) pieces.push({ kind: 'text', text: text.slice(at), number: 0 });
  return pieces;
}

/** As LOAD DATA wants it. */
function field(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '\\N';
  return String(value).replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n');
}

function clockOf(row: WrittenRow, column: string): number {
  return Date.parse(`${String(row[column]).slice(0, 19).replace(' ', 'T')}Z`) / 1000;
}

/** The calls of the mix, each with the columns the tables are filled with. */
export function templates(cdrColumns: readonly string[], celColumns: readonly string[]): Template[] {
  return MIX.map(([name, weight]) => {
    const capture = readCapture(`${CAPTURES_DIR}/freepbx17/${name}`);
    const text = JSON.stringify([capture.cdr, capture.cel]);
    const smallest = (pattern: RegExp, read: (digits: string) => number) => {
      const all = text.match(pattern) || [];
      return all.reduce((least, one) => Math.min(least, read(one)), Number.MAX_SAFE_INTEGER);
    };
    const start = smallest(/(?<![\d.])\d{10}(?=\.\d)/g, Number);
    const base = {
      serial: smallest(/(?<=\d{10}\.)\d+/g, Number),
      counter: smallest(/(?<=-)[0-9a-f]{8}(?![0-9a-f-])/g, (hex) => Number.parseInt(hex, 16)),
    };
    const line = (some: string, landsAt: number): Line => ({ pieces: piecesOf(some, start, base), landsAt });
    const cells = (row: WrittenRow, columns: readonly string[]) => columns.map((column) => field(row[column])).join('\t');
    return {
      weight,
      serials: 64,
      cdr: capture.cdr.map((row) => line(cells(row, cdrColumns), clockOf(row, 'calldate') + Number(row['duration']) - start)),
      cel: capture.cel.map((row) => line(cells(row, celColumns), clockOf(row, 'eventtime') - start)),
      queueLog: capture.queueLog.map((one) => {
        const at = Number(one.slice(0, 10)) - start;
        const rest = piecesOf(one.slice(10), start, base);
        return { pieces: [{ kind: 'epoch' as const, text: '', number: at }, ...rest], landsAt: at };
      }),
    };
  });
}

/** One call as it is written this time. */
export interface Written {
  readonly start: number;
  readonly serial: number;
  readonly counter: number;
  /** Two callers of one call are two numbers. */
  caller(number: number): string;
}

const clocks = new Map<number, string>();

function clockText(at: number): string {
  const known = clocks.get(at);
  if (known !== undefined) return known;
  if (clocks.size > 5000) clocks.clear();
  const text = new Date(at * 1000).toISOString().slice(0, 19).replace('T', ' ');
  clocks.set(at, text);
  return text;
}

/** A line of a template with this call's times, ids and numbers. */
export function writtenLine(line: Line, call: Written): string {
  let text = '';
  for (const { kind, text: same, number } of line.pieces) {
    if (kind === 'text') text += same;
    else if (kind === 'epoch') text += call.start + number;
    else if (kind === 'serial') text += call.serial + number;
    else if (kind === 'clock') text += clockText(call.start + number);
    else if (kind === 'counter') text += (call.counter + number).toString(16).padStart(8, '0');
    else text += call.caller(number);
  }
  return text;
}
