import type { Uniqueid } from '../../shared/words';
import type { CallerHistory, FoldedEntry } from './history';
import type { Episode } from './walk';

/** What an entry should be beside what it is; one of the two may be missing. */
export interface Pair {
  readonly entry: FoldedEntry | null;
  readonly episode: Episode | null;
}

/**
 * Which entry is which episode: the one that already counts its earliest known call. Entries nobody claims come last, without an episode:
 * late rows joined them to another entry, or showed that their calls were served.
 */
export function match(history: CallerHistory, episodes: readonly Episode[]): readonly Pair[] {
  const free = new Map<number, FoldedEntry>(history.entries.map((entry): [number, FoldedEntry] => [entry.id, entry]));
  const pairs = episodes.map((episode): Pair => {
    const entry = entryOfCalls(episode.calls, episode.did, history.counted, free);
    if (entry) free.delete(entry.id);
    return { entry, episode };
  });
  return pairs.concat(Array.from(free.values()).map((entry) => ({ entry, episode: null })));
}

function entryOfCalls(
  calls: readonly Uniqueid[],
  did: string,
  counted: CallerHistory['counted'],
  free: ReadonlyMap<number, FoldedEntry>,
): FoldedEntry | null {
  for (const call of calls) {
    const entry = free.get(counted.get(call) || 0);
    if (entry && entry.did === did) return entry;
  }
  return null;
}
