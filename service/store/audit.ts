import type { EntryEvent } from '../../shared/entry';
import type { ClientId } from '../../shared/words';
import { toEvent } from './audit-rows';
import type { Queryable } from './database';

const EVENTS = `
  SELECT a.*, n.note AS words FROM smart_missed_calls_audit a
  LEFT JOIN smc_notes n ON n.client = a.client AND n.entry_id = a.entry_id AND n.seq = a.seq
  WHERE a.client = ? AND a.entry_id = ? ORDER BY a.seq
`;

/** Everything that happened to an entry, oldest first, with the words of its notes as long as they are kept. */
export async function readEvents(client: ClientId, db: Queryable, entryId: number): Promise<readonly EntryEvent[]> {
  const rows = await db.query(EVENTS, [client, entryId]);
  return rows.map((row) => toEvent(row, row.words as string | null));
}
