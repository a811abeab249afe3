import type { ClientId } from '../../shared/words';
import type { Queryable, Writable } from './database';
import { endingOf } from './forget-list';

/**
 * Every key under which a caller is kept: the one his number has now, and those it had while the PBX's country or prefixes were others,
 * or that only repeat how he was dialled. `isHis` reads a key with today's plan.
 */
export async function keysOfCaller(
  client: ClientId,
  db: Queryable,
  callerKey: string,
  isHis: (key: string) => boolean,
): Promise<readonly string[]> {
  const ending = endingOf(callerKey);
  if (ending === '') return [callerKey];
  const rows = await db.query(KEYS, [client, `%${ending}%`, client, `%${ending}%`, client, `%${ending}%`]);
  const known = rows.map((row) => String(row.caller_key)).filter(isHis);
  return Array.from(new Set([callerKey].concat(known)));
}

const KEYS = `
  SELECT caller_key FROM smc_attempts WHERE client = ? AND caller_key LIKE ?
  UNION SELECT caller_key FROM smart_missed_calls WHERE client = ? AND caller_key LIKE ?
  UNION SELECT caller_key FROM smc_contacts WHERE client = ? AND caller_key LIKE ?
`;

/**
 * Removes what else was read into our calls to him. What was dialled may have been meant for another caller on the list: his part in
 * those calls stays, under his own number instead of the digits dialled.
 */
export async function dropOtherReadings(client: ClientId, tx: Writable, keys: readonly string[]): Promise<void> {
  const rows = await tx.query(READINGS, [client, keys, keys]);
  for (const { call_id, caller_key, listed } of rows) {
    const sql = listed === 1 ? KEEP_READING : DROP_READING;
    await tx.change(sql, [client, call_id, caller_key]);
  }
}

const READINGS = `
  SELECT DISTINCT other.call_id, other.caller_key, EXISTS (
    SELECT 1 FROM smart_missed_calls e WHERE e.client = other.client AND e.caller_key = other.caller_key
  ) AS listed
  FROM smc_attempts his JOIN smc_attempts other ON other.client = his.client AND other.call_id = his.call_id
  WHERE his.client = ? AND his.caller_key IN (?) AND other.caller_key NOT IN (?)
`;
const KEEP_READING = 'UPDATE smc_attempts SET caller_number = caller_key WHERE client = ? AND call_id = ? AND caller_key = ?';
const DROP_READING = 'DELETE FROM smc_attempts WHERE client = ? AND call_id = ? AND caller_key = ?';
