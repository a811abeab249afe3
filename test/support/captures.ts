import * as fs from 'fs';
import * as path from 'path';
import { replayStory, type Story } from '../../service/replay';
import { readCaptureFolder } from '../../service/sources/capture-folder';
import type { SourceName } from '../../shared/words';

/** What was observed at the phones while a capture was made: see test/captures/README.md. */
export interface Truth {
  readonly title: string;
  readonly story: string;
  readonly calls: readonly {
    readonly caller: string | null;
    readonly did: string | null;
    readonly verdict: string;
    readonly reason_any_of?: readonly string[];
    readonly destination?: string;
    readonly extensions_rung?: readonly string[];
    readonly answered_by?: readonly string[] | null;
  }[];
  readonly entries: readonly {
    readonly caller: string;
    readonly did: string;
    readonly missed_count: number;
    readonly status: string;
    readonly cleared_by?: string;
    readonly cleared_by_extension?: string;
    readonly attempts?: number;
  }[];
}

/** One genuine story. */
export interface Capture {
  readonly pbx: string;
  readonly name: string;
  readonly dir: string;
  readonly truth: Truth;
}

export const CAPTURES_DIR = path.join(__dirname, '..', 'captures');
export const ALL_SOURCES: readonly SourceName[] = ['cdr', 'cel', 'queue_log'];

function foldersIn(dir: string): string[] {
  return fs
    .readdirSync(dir)
    .filter((name) => fs.statSync(path.join(dir, name)).isDirectory())
    .sort();
}

/** Every capture under test/captures, PBX by PBX. */
export function allCaptures(): Capture[] {
  const captures: Capture[] = [];
  for (const pbx of foldersIn(CAPTURES_DIR)) {
    for (const name of foldersIn(path.join(CAPTURES_DIR, pbx))) {
      const dir = path.join(CAPTURES_DIR, pbx, name);
      captures.push({ pbx, name, dir, truth: JSON.parse(fs.readFileSync(path.join(dir, 'truth.json'), 'utf8')) });
    }
  }
  return captures;
}

/** One capture's rows; captures are read once a test run. */
export function storyOf(capture: Capture): Story {
  const known = stories.get(capture.dir);
  if (known !== undefined) return known;
  const story = readCaptureFolder(capture.dir);
  stories.set(capture.dir, story);
  return story;
}

const stories = new Map<string, Story>();

/** A capture judged from some of its sources. */
export function replayCapture(capture: Capture, sources: readonly SourceName[] = ALL_SOURCES) {
  return replayStory(storyOf(capture), sources);
}
