import type { Call } from '../shared/call';
import type { ClientId } from '../shared/words';
import type { Judged } from './judging';
import type { Queryable } from './store/database';
import { readProofs } from './store/proofs';

/**
 * Judged calls without those that were judged before from more than can be read now. Rows may be pruned, truncated or lost with a backup;
 * what they proved while they were there stays proven.
 */
export async function withoutWeaker(client: ClientId, db: Queryable, judged: readonly Judged[]): Promise<readonly Judged[]> {
  const settled = judged.filter(({ verdict }) => verdict.kind !== 'pending').map(({ call }) => call.id);
  const proofs = await readProofs(client, db, settled);
  if (proofs.length === 0) return judged;
  const before = new Map(proofs.map(({ callId, seen }): [string, Call] => [callId, seen]));
  return judged.filter(({ call }) => {
    const seen = before.get(call.id);
    return seen === undefined || !isWeaker(call, seen);
  });
}

/** Clocks read otherwise move a call by quarters of an hour; rows that are gone, by the seconds between them. */
const QUARTER = 900;

/** Less is known now: a source is gone, the first rows or the last are, or a phone and nothing came for it. More rows only ever add. */
function isWeaker(now: Call, before: Call): boolean {
  if (before.sources.some((source) => now.sources.indexOf(source) < 0) || (before.ended && !now.ended)) return true;
  const laterBy = now.startedAt - before.startedAt;
  const earlierBy = before.lastRecordAt - now.lastRecordAt;
  if ((laterBy > 0 && laterBy < QUARTER) || (earlierBy > 0 && earlierBy < QUARTER)) return true;
  return now.legs.length < before.legs.length && now.conversations.length <= before.conversations.length && earlierBy === 0;
}
