import type { Entry } from '../../shared/entry';
import { say } from '../../shared/messages';
import type { UtcSeconds } from '../../shared/words';
import type { BackfillJob, BackfillProgress } from '../backfill';
import type { EntryChange } from '../backfill-preview';
import { span } from '../doctor/span';
import { localTime, printable } from '../telling';

/** One line: how far, how much, how fast, how long still. */
export function progressLine(progress: BackfillProgress, job: BackfillJob, seconds: number, zone: string): string {
  const { at, rows, calls, callers } = progress;
  const rate = seconds > 0 ? `${Math.round(rows / seconds)} rows/s` : '';
  const done = at - job.at;
  const left = done > 0 && seconds > 0 && at < job.until ? `${say(span((seconds * (job.until - at)) / done))} left` : '';
  const rejudged = callers > 0 ? `${callers} callers judged again` : '';
  return [localTime(at, zone).slice(0, 16), `${rows} rows`, `${calls} calls`, rejudged, rate, left]
    .filter((part) => part !== '')
    .join(' · ');
}

/** What came of it, in one line. */
export function outcomeLine({ rows, calls, actions }: BackfillProgress): string {
  const told = Array.from(actions).map(([action, count]) => `${count} ${action.replace('_', ' ')}`);
  return `${rows} rows, ${calls} calls; ${told.length === 0 ? 'nothing new for the list' : told.join(', ')}.`;
}

/** What could not be read, in one line; none for nothing. */
export function unreadableLine({ unreadable }: BackfillProgress): string {
  if (unreadable === 0) return '';
  return `${unreadable === 1 ? '1 row' : `${unreadable} rows`} could not be read; doctor names the latest.\n`;
}

function inWords(entry: Entry): string {
  const by = entry.clearedBy === null ? '' : ` (${entry.clearedBy})`;
  return `×${entry.missedCount} ${entry.status}${by}`;
}

/** What a reader of the list would see change: `+` comes, `-` goes, `~` is another. */
export function changeLine({ before, after }: EntryChange, zone: string): string {
  const entry = (after || before) as Entry;
  const who = printable(entry.callerNumber || 'withheld');
  const mark = before === null ? '+' : after === null ? '-' : '~';
  const states = [before, after].filter((one): one is Entry => one !== null).map(inWords);
  return `${mark} ${localTime(entry.firstMissedAt, zone).slice(0, 16)}  ${who} on ${printable(entry.did)}  ${states.join(' → ')}`;
}

/** Counts of a difference. */
export function changesLine(changes: readonly EntryChange[]): string {
  const come = changes.filter(({ before }) => before === null).length;
  const gone = changes.filter(({ after }) => after === null).length;
  return `+${come} entries, -${gone} withdrawn, ~${changes.length - come - gone} changed.`;
}

/** Since when, until when. */
export function rangeText(job: { readonly since: UtcSeconds; readonly until: UtcSeconds }, zone: string): string {
  return `${localTime(job.since, zone).slice(0, 16)} to ${localTime(job.until, zone).slice(0, 16)}`;
}
