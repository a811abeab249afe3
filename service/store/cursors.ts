import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Queryable, Writable } from './database';
import { toSqlTime } from './instants';

/** How far a source was read, as the source itself put it; undefined before the first time. */
export async function readCursor(client: ClientId, db: Queryable, source: string): Promise<unknown> {
  const [row] = await db.query('SELECT position FROM smc_cursors WHERE client = ? AND source = ?', [client, source]);
  return row ? JSON.parse(String(row.position)) : undefined;
}

/** Another process has read on from the same place: what this one saw may be older, so it must look again. */
export class TurnOvertaken extends Error {
  readonly code = 'turn_overtaken';

  constructor(source: string) {
    super(`another process has read ${source} meanwhile: take the turn again`);
    this.name = 'TurnOvertaken';
  }
}

/** Remembers how far a source was read, if it still stands where reading began; throws TurnOvertaken when it does not. */
export async function moveCursor(
  client: ClientId,
  tx: Writable,
  source: string,
  { from, to }: { readonly from: unknown; readonly to: unknown },
  now: UtcSeconds,
): Promise<void> {
  const stands = await readCursor(client, tx, source);
  if (JSON.stringify(stands) !== JSON.stringify(from)) throw new TurnOvertaken(source);
  await saveCursor(client, tx, source, to, now);
}

/** Remembers how far a source was read. */
export async function saveCursor(client: ClientId, tx: Writable, source: string, position: unknown, now: UtcSeconds): Promise<void> {
  await tx.change('REPLACE INTO smc_cursors (client, source, position, moved_at) VALUES (?, ?, ?, ?)', [
    client,
    source,
    JSON.stringify(position),
    toSqlTime(now),
  ]);
}
