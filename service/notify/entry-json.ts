import type { Entry } from '../../shared/entry';
import type { UtcSeconds } from '../../shared/words';

function iso(at: UtcSeconds | null): string | null {
  return at === null ? null : new Date(at * 1000).toISOString().replace('.000', '');
}

/** An entry for machines, by the names that stay. */
export function entryJson(entry: Entry): object {
  return {
    id: entry.id,
    caller_number: entry.callerNumber,
    caller_e164: /^\+\d+$/.test(entry.callerKey) ? entry.callerKey : null,
    caller_name: entry.callerName,
    did: entry.did,
    route_label: entry.routeLabel,
    extensions: entry.extensions,
    reason: entry.reason,
    missed_count: entry.missedCount,
    first_missed_at: iso(entry.firstMissedAt),
    last_missed_at: iso(entry.lastMissedAt),
    after_hours: entry.afterHours,
    status: entry.status,
    cleared_by: entry.clearedBy,
    cleared_by_extension: entry.clearedByExtension,
    cleared_call_at: iso(entry.clearedCallAt),
  };
}

/** A message for machines. `version` changes when a name does; new names may come. */
export function messageJson(message: {
  readonly id: string;
  readonly kind: string;
  readonly why: string;
  readonly client: string;
  readonly recipient: string;
  readonly createdAt: UtcSeconds;
  readonly sinceAt: UtcSeconds | null;
  readonly untilAt: UtcSeconds | null;
  readonly title: string;
  readonly text: string;
  readonly link: string | null;
  readonly entries: readonly Entry[];
}): object {
  const { id, kind, why, client, recipient, createdAt, sinceAt, untilAt, title, text, link, entries } = message;
  return {
    version: 1,
    id,
    kind,
    why,
    client,
    recipient,
    created_at: iso(createdAt),
    since_at: iso(sinceAt),
    until_at: iso(untilAt),
    title,
    text,
    link,
    entries: entries.map(entryJson),
  };
}
