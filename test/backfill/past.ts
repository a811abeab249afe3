import * as fs from 'fs';
import * as path from 'path';
import { readCaptureFolder } from '../../service/sources/capture-folder';
import type { Directory } from '../../shared/directory';
import type { Entry } from '../../shared/entry';
import { readCapture, shiftCapture, startOfCapture, type WrittenCapture } from '../support/capture-rows';
import { CAPTURES_DIR } from '../support/captures';

export const DAY = 86400;
/** The past begins here: the summer before the clocks went back. */
export const BEGUN_AT = Date.UTC(2026, 9, 19, 8) / 1000;

/** Stories that follow one another half a day apart: every way on the list and off it. */
const STORIES = [
  '02-direct-no-answer',
  '15-queue-abandon',
  '49-redial-6-then-answered',
  '42-callback-same-format',
  '10-rg-nobody',
  '16-queue-timeout-failover-answered',
  '47-callback-unanswered',
  '05-unregistered',
  '24-ext-voicemail-left',
  '92-callback-from-queue-missed',
  '27-followme-mobile-answered',
  '38-attended-transfer-answered',
  '18-queue-exit-key-answered',
  '51-anonymous-missed',
  '31-directed-pickup',
  '44-callback-national-vs-plus',
];

/** One story as it was written in the past. */
export interface PastStory {
  readonly name: string;
  readonly at: number;
  readonly rows: WrittenCapture;
}

/** The stories of a past that begins then, on a PBX whose clock shows the time of a zone. */
export function pastStories(zone = 'UTC', begunAt = BEGUN_AT): PastStory[] {
  return STORIES.map((name, index) => {
    const rows = readCapture(path.join(CAPTURES_DIR, 'freepbx17', name));
    const at = begunAt + (index * DAY) / 2;
    return { name, at, rows: shiftCapture(rows, { shiftSeconds: at - (startOfCapture(rows) as number), zone }) };
  });
}

/** How long a past lasts. */
export const PAST_SECONDS = STORIES.length * (DAY / 2);

/** When the past ended. */
export const ENDED_AT = BEGUN_AT + PAST_SECONDS;

/** The directory of the PBX the stories come from, in a zone. */
export function directoryIn(timeZone: string): Directory {
  return { ...readCaptureFolder(path.join(CAPTURES_DIR, 'freepbx17', '01-direct-answered')).directory, timeZone };
}

/** The same as a file. */
export function writeDirectory(file: string, timeZone: string): void {
  const json = JSON.parse(fs.readFileSync(path.join(CAPTURES_DIR, 'freepbx17', 'directory.json'), 'utf8'));
  fs.writeFileSync(file, JSON.stringify({ ...json, time_zone: timeZone }));
}

/** Entries by what they say, whatever number they got and however many events led there; whether somebody was told late is told by no backfill. */
export function sayingsOf(entries: readonly Entry[]): string[] {
  return entries.map(({ id: _id, seq: _seq, client: _client, escalatedAt: _escalatedAt, ...says }) => JSON.stringify(says)).sort();
}
