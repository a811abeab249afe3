import type { Entry } from '../../shared/entry';
import type { Recipient } from '../../shared/notify-settings';
import type { Place } from '../../shared/words';

/** The part of the list a recipient is told of; nothing named anywhere is all of it. */
export type Scope = Pick<Recipient, 'dids' | 'queues' | 'ring_groups' | 'extensions'>;

/** Whether a scope leaves anything out. */
export function isWhole(scope: Scope): boolean {
  return scope.dids.length + scope.queues.length + scope.ring_groups.length + scope.extensions.length === 0;
}

/** Whether the way of the last call must be known to tell. */
export function needsPlaces(scope: Scope): boolean {
  return scope.queues.length + scope.ring_groups.length > 0;
}

/** Whether an entry is one of those a recipient is told of: its number, a queue or group its last call came through, or a phone that rang. */
export function inScope(scope: Scope, entry: Pick<Entry, 'did' | 'extensions'>, places: readonly Place[]): boolean {
  if (isWhole(scope) || scope.dids.indexOf(entry.did) >= 0) return true;
  if (entry.extensions.some((one) => scope.extensions.indexOf(one) >= 0)) return true;
  return places.some(
    ({ kind, number }) =>
      (kind === 'queue' && scope.queues.indexOf(number) >= 0) ||
      (kind === 'ring_group' && scope.ring_groups.indexOf(number) >= 0) ||
      (kind === 'extension' && scope.extensions.indexOf(number) >= 0),
  );
}
