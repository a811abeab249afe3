import type { ClientId } from '../../shared/words';
import { entriesOf } from '../entries/details';
import type { CallerHistory } from '../entries/history';
import { lockClient } from './clients';
import type { Database, Writable } from './database';
import { ENTRY_COLUMNS } from './entry-columns';
import { foldList } from './fold-list';
import { rebuildMarks } from './save-marks';
import { upsert } from './upsert';

/** Writes the list's table anew from calls and events, in one transaction, and answers how many entries it has written. */
export function rebuildList(client: ClientId, db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    await lockClient(client, tx);
    let written = 0;
    await foldList(client, tx, async (histories) => {
      for (const history of histories) {
        const entries = entriesOf(history);
        await upsert(tx, 'smart_missed_calls', ENTRY_COLUMNS, entries);
        await placeCalls(client, tx, history);
        written += entries.length;
      }
    });
    await rebuildMarks(client, tx);
    return written;
  });
}

/** Lets the calls of a caller count where the events say. */
async function placeCalls(client: ClientId, tx: Writable, { callerKey, counted }: CallerHistory): Promise<void> {
  await tx.change('UPDATE smc_attempts SET entry_id = NULL WHERE client = ? AND caller_key = ?', [client, callerKey]);
  for (const [call, id] of Array.from(counted)) {
    await tx.change('UPDATE smc_attempts SET entry_id = ? WHERE client = ? AND call_id = ? AND caller_key = ?', [
      id,
      client,
      call,
      callerKey,
    ]);
  }
}
