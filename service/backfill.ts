import type { EntryEvent } from '../shared/entry';
import type { UnreadableRow } from '../shared/records';
import type { UtcSeconds } from '../shared/words';
import { isSettled, type Patience } from './calls/settled';
import { compareUniqueids } from './calls/uniqueid';
import { type Judged, judgeRecords, type Office } from './judging';
import type { PastLines, PastQueueLog } from './sources/past-queue-log';
import type { Pbx } from './sources/pbx';
import type { PastReader } from './sources/range';

/** Where a run stands; kept with what came of it, so that a killed one goes on here. */
export interface BackfillPosition {
  readonly since: UtcSeconds;
  readonly until: UtcSeconds;
  /** Everything before was read. */
  readonly at: UtcSeconds;
  /** The caller up to whom those known are held against changed rules, '' before the first; null where none are, or none is left. */
  readonly heldTo: string | null;
}

/** A range to read, and how far that was done before. */
export interface BackfillJob extends BackfillPosition {
  /** Calls of one transaction. */
  readonly batch: number;
}

/** Takes calls in: the real list does it in a transaction, a dry run in memory. */
export interface BackfillList {
  /** `read` fetches and judges; it is called while nobody else writes the list, so that what is known to it is not older than the list. */
  take(read: () => Promise<BackfillCalls>, position: BackfillPosition | null): Promise<readonly EntryEvent[]>;
  /** Holds callers against rules that were changed for the past. */
  rejudge(callerKeys: readonly string[], position: BackfillPosition): Promise<readonly EntryEvent[]>;
  /** Lets time pass up to the end of a stretch: what expired before it has done so. */
  passed(at: UtcSeconds): Promise<void>;
}

/** Calls of one batch, and rows of theirs that could not be read. */
export interface BackfillCalls {
  readonly judged: readonly Judged[];
  readonly unreadable: readonly UnreadableRow[];
}

/** What a backfill reads with. */
export interface BackfillParts {
  /** Its lines of queue_log are those of `queueLog`. */
  readonly pbx: Pbx;
  readonly past: PastReader;
  readonly queueLog: PastQueueLog | null;
  readonly office: Office;
  readonly patience: Patience;
  readonly list: BackfillList;
  /** Some callers with a call since the range began, in the order of their keys after one. */
  callersAfter(key: string): Promise<readonly string[]>;
}

/** How far it has come. */
export interface BackfillProgress {
  readonly at: UtcSeconds;
  readonly rows: number;
  readonly calls: number;
  /** Rows that could not be read. */
  readonly unreadable: number;
  /** Callers held against changed rules. */
  readonly callers: number;
  /** Nothing is left to do. */
  readonly isFinished: boolean;
  /** Events of the list by their action. */
  readonly actions: ReadonlyMap<EntryEvent['action'], number>;
}

/** Whoever watches a backfill. */
export interface BackfillWatch {
  nowAt(): UtcSeconds;
  progress(progress: BackfillProgress): void;
  /** Before the first batch: waits as long as it likes; false ends the run, which can be taken up again. */
  quiet(): Promise<boolean>;
  /** The same between two batches. */
  rest(): Promise<boolean>;
}

const FIRST_SECONDS = 3600;
const SHORTEST_SECONDS = 60;
const LONGEST_SECONDS = 86400;
/** Ids that were read are remembered for as long as a call may last. */
const REMEMBERED_SECONDS = 2 * 86400;
const NO_LINES: PastLines = { ids: new Set(), lines: 0, unreadable: [] };

/** Reads a range of the past in the order of time, a few calls at a time; the list ends as if it had been read live. Safe to break off anywhere. */
export async function backfill(job: BackfillJob, parts: BackfillParts, watch: BackfillWatch): Promise<BackfillProgress> {
  const { list, past, queueLog } = parts;
  const known = new Map<string, UtcSeconds>();
  let progress: BackfillProgress = { at: job.at, rows: 0, calls: 0, unreadable: 0, callers: 0, isFinished: false, actions: new Map() };
  let seconds = FIRST_SECONDS;
  if (!(await watch.quiet())) return progress;
  while (progress.at < job.until) {
    const from = progress.at;
    const to = Math.min(job.until, from + seconds);
    const moved = await past.between(from, to);
    const queued = queueLog === null ? NO_LINES : await queueLog.between(from, to);
    progress = { ...progress, rows: progress.rows + moved.rows + queued.lines };
    // In the order of time, in which they were learnt then.
    const ids = Array.from(new Set(Array.from(moved.ids).concat(Array.from(queued.ids))))
      .filter((id) => !known.has(id))
      .sort(compareUniqueids);
    do {
      const piece = ids.splice(0, job.batch);
      const position = ids.length === 0 ? positionOf(job, to, job.heldTo) : null;
      const inNoCall = position === null ? [] : moved.unreadable.concat(queued.unreadable);
      let [calls, lost] = [0, 0];
      const read = async (): Promise<BackfillCalls> => {
        const { judged, unreadable } = await callsOf(piece, parts, watch.nowAt());
        const found = { judged, unreadable: unreadable.concat(inNoCall) };
        [calls, lost] = [judged.length, found.unreadable.length];
        for (const { call } of found.judged) for (const id of call.linkedids) known.set(id, to);
        return found;
      };
      const events = await list.take(read, position);
      for (const id of piece) known.set(id, to);
      progress = {
        ...progress,
        at: position ? to : from,
        calls: progress.calls + calls,
        unreadable: progress.unreadable + lost,
        actions: counted(progress.actions, events),
      };
      if (progress.at >= job.until) break;
      watch.progress(progress);
      if (!(await watch.rest())) return progress;
    } while (ids.length > 0);
    await list.passed(to);
    known.forEach((at, id) => {
      if (at < to - REMEMBERED_SECONDS) known.delete(id);
    });
    seconds = nextLength(seconds, moved.ids.size, job.batch);
  }
  return holdCallers(job, progress, parts, watch);
}

/** Holds callers against rules that were changed for the past, where that is asked, as gently as the range was read. */
async function holdCallers(
  job: BackfillJob,
  read: BackfillProgress,
  { list, callersAfter }: BackfillParts,
  watch: BackfillWatch,
): Promise<BackfillProgress> {
  let progress = read;
  for (let { heldTo } = job; heldTo !== null; ) {
    const callers = await callersAfter(heldTo);
    if (callers.length > 0 && !(await watch.rest())) return progress;
    heldTo = callers.length === 0 ? null : (callers[callers.length - 1] as string);
    const actions = counted(progress.actions, await list.rejudge(callers, positionOf(job, job.until, heldTo)));
    progress = { ...progress, callers: progress.callers + callers.length, actions };
    if (heldTo !== null) watch.progress(progress);
  }
  await list.passed(job.until);
  progress = { ...progress, isFinished: true };
  watch.progress(progress);
  return progress;
}

function positionOf({ since, until }: BackfillJob, at: UtcSeconds, heldTo: string | null): BackfillPosition {
  return { since, until, at, heldTo };
}

/** Actions counted, and those of some events with them. */
function counted(actions: BackfillProgress['actions'], events: readonly EntryEvent[]): BackfillProgress['actions'] {
  const sum = new Map(actions);
  for (const { action } of events) sum.set(action, (sum.get(action) || 0) + 1);
  return sum;
}

/** Stretches of about one batch. */
function nextLength(seconds: number, calls: number, batch: number): number {
  if (calls > batch * 2) return Math.max(SHORTEST_SECONDS, Math.floor(seconds / 2));
  return calls < batch / 2 ? Math.min(LONGEST_SECONDS, seconds * 2) : seconds;
}

async function callsOf(ids: readonly string[], { pbx, office, patience }: BackfillParts, now: UtcSeconds): Promise<BackfillCalls> {
  if (ids.length === 0) return { judged: [], unreadable: [] };
  const { records, unreadable } = await pbx.recordsOf(ids);
  const { judged } = judgeRecords(records, office, (call) => isSettled(call, patience, now));
  return { judged: judged.filter(({ call }) => call.direction !== 'internal'), unreadable };
}
