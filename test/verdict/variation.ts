import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { type Replayed, replayStory } from '../../service/replay';
import { readCaptureFolder } from '../../service/sources/capture-folder';
import type { SourceName } from '../../shared/words';
import { readCapture, shiftCapture } from '../support/capture-rows';
import { ALL_SOURCES, CAPTURES_DIR } from '../support/captures';

/** A row that may be changed. */
export type Row = { [column: string]: string | number | null };

/** A capture's rows, told anew: what another PBX would have written. */
export interface Variation {
  cdr: Row[];
  cel: Row[];
  queueLog: string[];
}

/** The rows of a capture, `freepbx17/02-direct-no-answer`, so many seconds later. */
export function rowsOf(name: string, shiftSeconds = 0): Variation {
  const { cdr, cel, queueLog } = shiftCapture(readCapture(path.join(CAPTURES_DIR, name)), { shiftSeconds });
  return JSON.parse(JSON.stringify({ cdr, cel, queueLog }));
}

/** The same with one text for another, wherever it stands. */
export function replaced(rows: Variation, from: string, to: string): Variation {
  return JSON.parse(JSON.stringify(rows).split(from).join(to));
}

/** One after the other on one PBX. */
export function together(...all: readonly Variation[]): Variation {
  const cel = all.reduce<Row[]>((rows, one, n) => rows.concat(one.cel.map((row) => ({ ...row, id: Number(row.id) + n * 100000 }))), []);
  return {
    cdr: ([] as Row[]).concat(...all.map((one) => one.cdr)),
    cel,
    queueLog: ([] as string[]).concat(...all.map((one) => one.queueLog)),
  };
}

/** Adds a CEL row of the same channel behind a row. */
export function celBehind(rows: Variation, at: number, change: Row): void {
  rows.cel.splice(at + 1, 0, { ...(rows.cel[at] as Row), ...change });
  rows.cel.forEach((row, n) => {
    row.id = 9000 + n;
  });
}

/** Judges rows of FreePBX 17's captures, by a directory that is theirs unless changed. */
export function judgedRows(
  rows: Variation,
  sources: readonly SourceName[] = ALL_SOURCES,
  change: (directory: { [name: string]: unknown }) => void = () => undefined,
): Replayed {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-variation-'));
  const directory = JSON.parse(fs.readFileSync(path.join(CAPTURES_DIR, 'freepbx17', 'directory.json'), 'utf8'));
  change(directory);
  const files: Readonly<Record<string, string>> = {
    'cdr.json': JSON.stringify(rows.cdr),
    'cel.json': JSON.stringify(rows.cel),
    'queue_log.txt': `${rows.queueLog.join('\n')}\n`,
    'directory.json': JSON.stringify(directory),
  };
  try {
    for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, file), text);
    return replayStory(readCaptureFolder(folder), sources);
  } finally {
    for (const file of Object.keys(files)) fs.unlinkSync(path.join(folder, file));
    fs.rmdirSync(folder);
  }
}

/** Verdicts of what came in, in words: `missed no_answer`. */
export function verdictsOf({ judged }: Replayed): string[] {
  return judged.filter(({ call }) => call.direction === 'inbound').map(({ verdict }) => `${verdict.kind} ${verdict.reason}`);
}
