import type { EntryEvent } from '../../shared/entry';
import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Writable } from './database';
import { toSqlTime } from './instants';

/** Something somebody is to be told; whom and how is decided when it is due. */
export interface OutboxItem {
  readonly entryId: number | null;
  readonly kind: 'withdrawn' | 'escalated' | string;
  readonly dueAt: UtcSeconds;
}

/** Puts items out; they go with the transaction or not at all. */
export async function putOut(client: ClientId, tx: Writable, items: readonly OutboxItem[]): Promise<void> {
  for (const { entryId, kind, dueAt } of items) {
    await tx.change('INSERT INTO smc_outbox (client, entry_id, kind, due_at) VALUES (?, ?, ?, ?)', [
      client,
      entryId,
      kind,
      toSqlTime(dueAt),
    ]);
  }
}

/** What events themselves ask to be told: that somebody was told wrongly, and that a target passed. */
export function newsOf(events: readonly EntryEvent[], now: UtcSeconds): readonly OutboxItem[] {
  return events
    .filter((event) => event.why === 'told_wrongly' || event.action === 'escalated')
    .map((event) => ({ entryId: event.entryId, kind: event.action, dueAt: now }));
}
