import type { Entry } from '../../shared/entry';
import type { Recipient } from '../../shared/notify-settings';

/** The part of the list a recipient is told of; nothing named anywhere is all of it. */
export type Scope = Pick<Recipient, 'dids' | 'queues' | 'ring_groups' | 'extensions'>;

/** What of an entry decides who is told. */
export type Placed = Pick<Entry, 'did' | 'extensions'> & { readonly queues?: readonly string[]; readonly ringGroups?: readonly string[] };

/** Whether an entry is one of those a recipient is told of: by its number, a queue or group it was offered to, or a phone that rang. */
export function inScope(scope: Scope, entry: Placed): boolean {
  const { dids, queues, ring_groups: groups, extensions } = scope;
  if (dids.length + queues.length + groups.length + extensions.length === 0) return true;
  return (
    dids.indexOf(entry.did) >= 0 ||
    meet(queues, entry.queues || []) ||
    meet(groups, entry.ringGroups || []) ||
    meet(extensions, entry.extensions)
  );
}

function meet(some: readonly string[], others: readonly string[]): boolean {
  return others.some((one) => some.indexOf(one) >= 0);
}
