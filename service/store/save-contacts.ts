import type { Attempt } from './attempt-columns';
import type { Writable } from './database';
import { toSqlTime } from './instants';

const SAVE = `
  INSERT INTO smc_contacts (client, caller_key, caller_number, caller_name, seen_at) VALUES (?, ?, ?, ?, ?)
  ON DUPLICATE KEY UPDATE
    caller_number = IF(VALUES(seen_at) >= seen_at, VALUES(caller_number), caller_number),
    caller_name = IF(VALUES(caller_name) <> '' AND (VALUES(seen_at) >= seen_at OR caller_name = ''), VALUES(caller_name), caller_name),
    seen_at = GREATEST(seen_at, VALUES(seen_at))
`;

/** Remembers the number and the name each caller last called with; our own calls to him say nothing of that. */
export async function saveContacts(tx: Writable, attempts: readonly Attempt[]): Promise<void> {
  for (const { client, callerKey, callerNumber, callerName, at } of attempts.filter(isInbound)) {
    await tx.change(SAVE, [client, callerKey, callerNumber, callerName, toSqlTime(at)]);
  }
}

function isInbound(attempt: Attempt): boolean {
  return attempt.kind !== 'returned' && attempt.kind !== 'attempted' && attempt.kind !== 'none';
}
