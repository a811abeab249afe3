import { createHmac, randomBytes } from 'crypto';
import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Queryable, Writable } from './database';
import { fromSqlTime, toSqlTime } from './instants';

/** Digits at the end of a number that every way of writing it has in common. */
const ENDING_DIGITS = 7;
/** What stands where a number was masked. */
const MASKED = '(erased)';

/** Callers who were forgotten, as far as a list of hashes can tell. */
export interface Forgotten {
  /** Whether this caller was forgotten later than that: what he did before is not to be known any more. */
  has(callerKey: string, at: UtcSeconds): boolean;
  /** A text without the numbers of forgotten callers, in whatever way each was dialled; ids and times of calls stay. */
  mask(text: string): string;
  /** When the last of them was forgotten. */
  readonly newestAt: UtcSeconds;
}

/** The last digits of a caller's number; '' for a name, or a number too short to tell it from an extension. */
export function endingOf(callerKey: string): string {
  const digits = callerKey.replace(/\D/g, '');
  return digits.length < ENDING_DIGITS || !/^\+?[\d*#]+$/.test(callerKey) ? '' : digits.slice(-ENDING_DIGITS);
}

/** Replaces every run of digits that `isHis`, told its last digits, recognises. */
export function maskNumbers(text: string, isHis: (ending: string) => boolean): string {
  // `1792000000.17` is the id of a call; taking its fraction along keeps it from being read as a number.
  return text.replace(/\+?\d{7,}(\.\d+)?/g, (run: string, fraction: string | undefined) =>
    fraction === undefined && isHis(run.slice(-ENDING_DIGITS)) ? MASKED : run,
  );
}

/** Those who were forgotten after an instant; null when nobody was, as at almost every turn. */
export async function forgottenSince(client: ClientId, db: Queryable, at: UtcSeconds): Promise<Forgotten | null> {
  const rows = await db.query('SELECT key_hash, ending_hash, salt, forgotten_at FROM smc_forgotten WHERE client = ? AND forgotten_at > ?', [
    client,
    toSqlTime(at),
  ]);
  const [first] = rows;
  if (!first) return null;
  const hash = remembering((text) => hashOf(String(first.salt), text));
  const forgottenAt = new Map(rows.map((row): [string, UtcSeconds] => [String(row.key_hash), fromSqlTime(row.forgotten_at)]));
  const endings = new Set(rows.map((row) => String(row.ending_hash)));
  return {
    has: (callerKey, when) => when < (forgottenAt.get(hash(callerKey)) || 0),
    mask: (text) => maskNumbers(text, (ending) => endings.has(hash(ending))),
    newestAt: Math.max(...Array.from(forgottenAt.values())),
  };
}

/** Puts callers on the list; one who is on it already was forgotten again. */
export async function rememberForgotten(client: ClientId, tx: Writable, callerKeys: readonly string[], at: UtcSeconds): Promise<void> {
  const [known] = await tx.query('SELECT salt FROM smc_forgotten WHERE client = ? LIMIT 1', [client]);
  const salt = known ? String(known.salt) : randomBytes(32).toString('hex');
  for (const key of callerKeys) {
    const ending = endingOf(key);
    await tx.change('REPLACE INTO smc_forgotten (client, key_hash, ending_hash, salt, forgotten_at) VALUES (?, ?, ?, ?, ?)', [
      client,
      hashOf(salt, key),
      ending === '' ? '' : hashOf(salt, ending),
      salt,
      toSqlTime(at),
    ]);
  }
}

function hashOf(salt: string, text: string): string {
  return createHmac('sha256', salt).update(text).digest('hex');
}

function remembering(hash: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const hashed = known.get(text) || hash(text);
    known.set(text, hashed);
    return hashed;
  };
}
