import type { Uniqueid, UtcSeconds } from '../../shared/words';
import { compareUniqueids, epochOf, serialOf } from './uniqueid';

/** What ids tell of one Asterisk: it counts the channels of its life in their serials, and begins again at 0 when it starts. */
interface Run {
  newest: Uniqueid;
  /** The birth of the first channel that is known to be of its present life; 0 when nothing says that it had another. */
  startedAt: UtcSeconds;
}

/**
 * Whether Asterisk may have been stopped, as the ids of its channels tell: of two channels the younger has the smaller serial when Asterisk
 * was started between them. By the systemname before them several are told apart; where they share a table without one, most of what they
 * write looks like a start.
 */
export class PbxRuns {
  private readonly runs = new Map<string, Run>();
  /** Nobody looked before. */
  private watchedAt: UtcSeconds | null = null;

  /** Looks at ids of channels that were read at an instant. */
  see(ids: readonly Uniqueid[], now: UtcSeconds): void {
    if (this.watchedAt === null) this.watchedAt = now;
    for (const id of ids) {
      if (epochOf(id) === 0) continue;
      const known = this.runs.get(nameIn(id));
      const run = known || { newest: id, startedAt: 0 };
      const isNewer = compareUniqueids(run.newest, id) < 0;
      // One of a life that is known to be over, told late or looked at again.
      if (!isNewer && epochOf(id) < run.startedAt) continue;
      const [older, younger] = isNewer ? [run.newest, id] : [id, run.newest];
      if (older !== younger && serialOf(younger) <= serialOf(older)) run.startedAt = Math.max(run.startedAt, epochOf(younger));
      if (isNewer) run.newest = id;
      if (known === undefined) this.runs.set(nameIn(id), run);
    }
  }

  /** True when the Asterisk of a channel is known not to have been started anew since an instant. */
  hasRunSince(id: Uniqueid, at: UtcSeconds): boolean {
    const run = this.runs.get(nameIn(id));
    return run !== undefined && this.watchedAt !== null && this.watchedAt <= at && run.startedAt <= at;
  }
}

function nameIn(id: Uniqueid): string {
  return id.slice(0, id.lastIndexOf('-') + 1);
}
