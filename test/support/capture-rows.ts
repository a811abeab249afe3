import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { zoneOffset } from '../../shared/zone';

/** A row as a table or a landing has it. */
export type WrittenRow = Readonly<Record<string, string | number | null>>;

/** A capture as it was written: rows, lines, and when each CDR row became visible. */
export interface WrittenCapture {
  readonly cdr: readonly WrittenRow[];
  readonly cel: readonly WrittenRow[];
  readonly queueLog: readonly string[];
  /** `offset_s` counts from the start of the story. */
  readonly landing: readonly WrittenRow[];
}

export interface ShiftOptions {
  /** Seconds later than it was; negative is earlier. */
  readonly shiftSeconds?: number;
  /** The zone the new PBX keeps its clock in; captures are in UTC. */
  readonly zone?: string;
}

/** Reads the files of a capture; absent ones are empty. */
export function readCapture(dir: string): WrittenCapture {
  const text = (name: string) => (existsSync(join(dir, name)) ? readFileSync(join(dir, name), 'utf8') : '');
  const rows = (name: string): WrittenRow[] => JSON.parse(text(name) || '[]');
  const queueLog = text('queue_log.txt').split('\n').filter(Boolean);
  return { cdr: rows('cdr.json'), cel: rows('cel.json'), queueLog, landing: rows('landing.json') };
}

/**
 * The same story at another moment, on a PBX of another zone: clock times of rows and the seconds in every id move together,
 * wherever an id stands (extra, appdata, recording names, arguments of queue_log).
 */
export function shiftCapture(capture: WrittenCapture, options: ShiftOptions): WrittenCapture {
  const { shiftSeconds = 0, zone = 'UTC' } = options;
  const ids = (text: string) => shiftIds(text, shiftSeconds);
  const column = (name: string, value: string | number | null) => {
    if (typeof value !== 'string') return value;
    return CLOCK_COLUMNS.indexOf(name) >= 0 ? shiftClock(value, shiftSeconds, zone) : ids(value);
  };
  const rows = (some: readonly WrittenRow[]) =>
    some.map((row) => {
      const shifted: Record<string, string | number | null> = {};
      for (const name of Object.keys(row)) shifted[name] = column(name, row[name] as string | number | null);
      return shifted;
    });
  const line = (text: string) => ids(text.replace(/^\d+/, (epoch) => String(Number(epoch) + shiftSeconds)));
  return { cdr: rows(capture.cdr), cel: rows(capture.cel), queueLog: capture.queueLog.map(line), landing: rows(capture.landing) };
}

/** The UTC second a capture starts at: the smallest in the ids of its rows and lines; null for an empty one. */
export function startOfCapture(capture: WrittenCapture): number | null {
  const ids = capture.cdr.concat(capture.cel).map((row) => String(row['uniqueid'] || ''));
  const epochs = ids.concat(capture.queueLog).map((text) => Number((/(\d{10})(?:\.\d+$|\|)/.exec(text) || [])[1]));
  const known = epochs.filter((epoch) => epoch > 0);
  return known.length === 0 ? null : Math.min(...known);
}

const CLOCK_COLUMNS = ['calldate', 'eventtime', 'landed_at'];

/** `epoch.serial`, not part of a longer number. Telephone numbers have no dot. */
const ID = /(^|[^\d.])(\d{10})(?=\.\d)/g;

function shiftIds(text: string, seconds: number): string {
  return text.replace(ID, (_, before: string, epoch: string) => before + (Number(epoch) + seconds));
}

function shiftClock(text: string, seconds: number, zone: string): string {
  const at = Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`) / 1000 + seconds;
  const local = new Date((at + zoneOffset(zone, at)) * 1000);
  return local.toISOString().slice(0, 19).replace('T', ' ') + text.slice(19);
}
