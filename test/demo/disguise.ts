import { shiftCapture, startOfCapture, type WrittenCapture, type WrittenRow } from '../support/capture-rows';
import { type Outsider, renamed } from './people';

/** The outside number of a story: nine digits, as they stand in every way of writing it. */
function outsideDigits({ cdr, cel }: WrittenCapture): string | null {
  for (const row of cdr.concat(cel)) {
    for (const column of ['src', 'dst', 'cid_num', 'exten']) {
      const found = /(47\d{7})$/.exec(String(row[column] || ''));
      if (found !== null) return found[1] as string;
    }
  }
  return null;
}

/** What the outside callers of a story call themselves: on the channels that came over the trunk, and in their rows. */
function outsideNames({ cdr, cel }: WrittenCapture): string[] {
  const arrivals = cel.filter((row) => row.eventtype === 'CHAN_START' && row.context === 'from-pstn').map((row) => row.cid_name);
  const rows = cdr.filter((row) => row.did !== '').map((row) => row.cnam);
  return arrivals
    .concat(rows)
    .map(String)
    .filter((name, index, all) => name !== '' && all.indexOf(name) === index);
}

function mapTexts(rows: readonly WrittenRow[], change: (text: string, column: string) => string): WrittenRow[] {
  return rows.map((row) => {
    const changed: Record<string, string | number | null> = {};
    for (const column of Object.keys(row)) {
      const value = row[column] as string | number | null;
      changed[column] = typeof value === 'string' ? change(value, column) : value;
    }
    return changed;
  });
}

/**
 * The same story with another caller, and with colleagues and places named as in a small firm; null keeps the caller.
 * Everything else stays as Asterisk wrote it.
 */
export function withCaller(capture: WrittenCapture, caller: Outsider | null): WrittenCapture {
  const digits = outsideDigits(capture);
  const names = outsideNames(capture);
  const change = (text: string, column: string) => {
    const known = renamed(text);
    if (caller === null || digits === null) return known;
    const called = known.split(digits).join(caller.digits);
    if (column === 'clid') return names.reduce((clid, name) => clid.split(`"${name}"`).join(`"${caller.name}"`), called);
    return (column === 'cnam' || column === 'cid_name') && names.indexOf(called) >= 0 ? caller.name : called;
  };
  return {
    cdr: mapTexts(capture.cdr, change),
    cel: mapTexts(capture.cel, change),
    queueLog: capture.queueLog.map((line) => change(line, 'queue_log')),
    landing: capture.landing,
  };
}

/** The story as if it began at this UTC second, on a PBX whose clock is in this zone. */
export function startingAt(capture: WrittenCapture, at: number, zone: string): WrittenCapture {
  const start = startOfCapture(capture);
  return start === null ? capture : shiftCapture(capture, { shiftSeconds: at - start, zone });
}
