import { entryJson } from '../../service/judged-json';
import { readCapture, shiftCapture, startOfCapture, type WrittenCapture, type WrittenRow } from '../support/capture-rows';
import { allCaptures, type Capture, replayCapture } from '../support/captures';

/** Something Asterisk writes at a moment. */
export interface Piece {
  readonly at: number;
  readonly source: 'cdr' | 'cel' | 'queue_log';
  readonly row: WrittenRow;
  /** The same row on a PBX whose tables are stamped in UTC. */
  readonly rowInUtc: WrittenRow;
  readonly line: string;
  /** The story it belongs to, and which time that is told. */
  readonly story: string;
  /** Whether that story is told as well without CEL. */
  readonly withoutCel: boolean;
}

/** What is written, in the order of time, and the pauses in which nobody calls. */
export interface Day {
  readonly pieces: readonly Piece[];
  readonly pauses: readonly { readonly from: number; readonly to: number }[];
  readonly endAt: number;
}

/** Seconds between the starts of two calls, of a pause after a few of them, and of one long enough for the most patient. */
const APART = 11;
const PAUSE = 150;
const LONG_PAUSE = 10000;
/** Stories of which every call leaves a row of its caller: nothing of the rest could be known. */
const STORIES = allCaptures().filter(({ pbx, name }) => pbx === 'freepbx17' && name !== '55-name-emoji');

function isSameWithoutCel(capture: Capture): boolean {
  const list = (sources: Parameters<typeof replayCapture>[1]) =>
    replayCapture(capture, sources)
      .list.entries()
      .map((one) => JSON.stringify([entryJson(one), one.reason, one.extensions, one.ringSeconds, one.clearedAt, one.routeLabel]));
  return JSON.stringify(list(['cdr', 'queue_log'])) === JSON.stringify(list(['cdr', 'cel', 'queue_log']));
}

const clockOf = (text: unknown): number => Date.parse(`${String(text).slice(0, 19).replace(' ', 'T')}Z`) / 1000;

/** The pieces of a story, at their moments; `shown` says what the clock on the wall shows, which tables are stamped with. */
function piecesOf(capture: Capture, startAt: number, zone: string, story: string): Piece[] {
  const original = readCapture(capture.dir);
  const shiftSeconds = startAt - (startOfCapture(original) as number);
  const utc = shiftCapture(original, { shiftSeconds });
  const shown: WrittenCapture = shiftCapture(original, { shiftSeconds, zone });
  const withoutCel = isSameWithoutCel(capture);
  const landed = new Map(utc.landing.map((row) => [`${row.uniqueid} ${row.sequence}`, startAt + Math.ceil(Number(row.offset_s))]));
  const piece = (at: number, source: Piece['source'], row: WrittenRow, rowInUtc: WrittenRow, line = ''): Piece => ({
    at,
    source,
    row,
    rowInUtc,
    line,
    withoutCel,
    story,
  });
  return ([] as Piece[]).concat(
    utc.cel.map((row, index) => piece(clockOf(row.eventtime), 'cel', shown.cel[index] as WrittenRow, row)),
    utc.cdr.map((row, index) => {
      const lands = landed.get(`${row.uniqueid} ${row.sequence}`);
      const at = lands === undefined ? clockOf(row.calldate) + Number(row.duration) : lands;
      return piece(at, 'cdr', shown.cdr[index] as WrittenRow, row);
    }),
    utc.queueLog.map((line) => piece(Number(line.split('|')[0]), 'queue_log', {}, {}, line)),
  );
}

/** Every story, so many times over, some at the same time, from an instant on; on a PBX whose clock shows the time of a zone. */
export function dayOf(startAt: number, rounds: number, zone: string, shuffle: (stories: readonly Capture[]) => readonly Capture[]): Day {
  const pieces: Piece[] = [];
  const pauses: { readonly from: number; readonly to: number }[] = [];
  let at = startAt;
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, capture] of shuffle(STORIES).entries()) {
      pieces.push(...piecesOf(capture, at, zone, `${round} ${capture.name}`));
      at += APART;
      if (index % 7 !== 6) continue;
      const from = Math.max(...pieces.map((one) => one.at));
      at = from + (index % 14 === 13 ? LONG_PAUSE : PAUSE);
      pauses.push({ from, to: at });
    }
  }
  const order = pieces.map((one, index) => ({ one, index })).sort((a, b) => a.one.at - b.one.at || a.index - b.index);
  return { pieces: order.map(({ one }) => one), pauses, endAt: (order[order.length - 1] as (typeof order)[0]).one.at };
}
