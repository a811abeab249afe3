import type { UnreadableRow } from '../../shared/records';
import type { SurveyCounts, Tally } from '../survey';
import { localTime, printable } from '../telling';

/** What was read beside what was counted. */
export interface SurveyReading {
  readonly rows: number;
  readonly seconds: number;
  /** How many rows could not be read, and the first of them. */
  readonly unreadable: number;
  readonly examples: readonly UnreadableRow[];
  /** What could not be read of files. */
  readonly troubles: readonly string[];
}

const COLUMNS: readonly (readonly [string, (tally: Tally) => number])[] = [
  ['calls in', (tally) => tally.answered + tally.voicemail + tally.missed + tally.not_counted + tally.pending],
  ['served', (tally) => tally.answered],
  ['message', (tally) => tally.voicemail],
  ['missed', (tally) => tally.missed],
  ['not counted', (tally) => tally.not_counted],
  ['not over', (tally) => tally.pending],
];

function lineOf(name: string, cells: readonly string[]): string {
  return `${name.padEnd(8)}${cells.map((cell, at) => cell.padStart((COLUMNS[at] as readonly [string, unknown])[0].length + 4)).join('')}`;
}

/** A line a month, and their sum. */
export function surveyLines({ months, reasons }: SurveyCounts): string[] {
  const names = Object.keys(months).sort();
  if (names.length === 0) return ['No call came in.'];
  const valuesOf = (month: string) => COLUMNS.map(([, value]) => value(months[month] as Tally));
  const sums = names.map(valuesOf).reduce((all, values) => all.map((sum, at) => sum + (values[at] as number)));
  const told = Object.keys(reasons)
    .sort((one, other) => (reasons[other] as number) - (reasons[one] as number))
    .map((reason) => `${reasons[reason]} ${reason}`);
  return [
    lineOf(
      'month',
      COLUMNS.map(([name]) => name),
    ),
    ...names.map((month) => lineOf(month, valuesOf(month).map(String))),
    lineOf('all', sums.map(String)),
    ...(told.length === 0 ? [] : [`Missed: ${told.join(', ')}.`]),
  ];
}

/** How far it has come. */
export function surveyProgress(rows: number, at: number, seconds: number, zone: string): string {
  return `${localTime(at, zone).slice(0, 16)} · ${rows} rows${seconds > 0 ? ` · ${Math.round(rows / seconds)} rows/s` : ''}`;
}

/** What was read, and what could not be. */
export function readingLines({ rows, seconds, unreadable, examples, troubles }: SurveyReading): string[] {
  const lines = [`${rows} rows read in ${seconds} s; nothing was written.`];
  if (unreadable > 0) lines.push(`${unreadable} rows could not be read, for example:`);
  for (const { source, where, why } of examples) lines.push(`  ${source} ${printable(where)}: ${why}`);
  return lines.concat(troubles.map((trouble) => `queue_log: ${trouble}`));
}
