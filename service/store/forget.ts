import { randomBytes } from 'crypto';
import { ANONYMOUS, type EntryEvent, ERASED } from '../../shared/entry';
import { PlainError } from '../../shared/errors';
import { callerKey } from '../../shared/phone/caller';
import type { NumberPlan } from '../../shared/phone/plan';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { entriesOf } from '../entries/details';
import { erase } from '../entries/erase';
import type { CallerHistory } from '../entries/history';
import { appendEvents } from './append-events';
import { addClient, lockClient, saveClient } from './clients';
import { inPieces } from './columns';
import type { Database, Writable } from './database';
import { ENTRY_COLUMNS } from './entry-columns';
import { dropOtherReadings, keysOfCaller } from './forget-keys';
import { rememberForgotten } from './forget-list';
import { removeTraces, type Traces } from './forget-traces';
import { loadHistories } from './load-histories';
import { saveMarks } from './save-marks';
import { readRuleBook } from './settings-store';
import { upsert } from './upsert';

/** Whom to forget, and who says so. */
export interface ForgetRequest {
  /** In any spelling the client's numbers are written in. */
  readonly number: string;
  readonly plan: NumberPlan;
  readonly zone: string;
  readonly now: UtcSeconds;
  readonly userId: string;
}

/** What forgetting came to: how many of each. */
export interface ForgetReport {
  /** Entries and calls that now name nobody; they stay counted. */
  readonly entries: number;
  readonly calls: number;
  /** Removed: proofs of his calls, what is known of him, notes on his entries, messages about them, calls in progress named after him. */
  readonly proofs: number;
  readonly contacts: number;
  readonly notes: number;
  readonly messages: number;
  readonly waiting: number;
  readonly elsewhere: Traces;
}

/**
 * Erases a person of one client: number and name are gone from every table, his entries end in an `erased` event, and what he did up to now
 * does not come back when its rows are read again. Counts and the audit's chain stay whole. All of it or nothing.
 * Throws PlainError for withheld numbers.
 */
export async function forgetCaller(client: ClientId, db: Database, request: ForgetRequest): Promise<ForgetReport> {
  const { number, plan, zone, now, userId } = request;
  const { key } = callerKey(number, plan);
  if (key === ANONYMOUS)
    throw new PlainError('forget_withheld', 'Callers who withheld their number cannot be told apart: name the number of one caller.');
  const isHis = (written: string): boolean => callerKey(written, plan).key === key;
  await addClient(client, db);
  return db.transaction(async (tx) => {
    const row = await lockClient(client, tx);
    const book = await readRuleBook(client, tx, zone);
    const keys = await keysOfCaller(client, tx, key, isHis);
    await dropOtherReadings(client, tx, keys);
    const histories = Array.from((await loadHistories(client, tx, keys)).values());
    const calls = new Set(histories.reduce<readonly string[]>((all, { facts }) => all.concat(Array.from(facts.keys())), []));
    const ids = histories.reduce<readonly number[]>((all, { entries }) => all.concat(entries.map(({ id }) => id)), []);
    const notes = await removeOfEntries(client, tx, 'DELETE FROM smc_notes WHERE client = ? AND entry_id IN (?)', ids);
    const messages = await removeOfEntries(client, tx, 'DELETE FROM smc_outbox WHERE client = ? AND entry_id IN (?)', ids);
    const events: EntryEvent[] = [];
    for (const history of histories) {
      const erasedKey = ERASED + randomBytes(8).toString('hex');
      const outcome = erase(history, erasedKey, userId, now, book);
      events.push(...outcome.events);
      await renameCalls(client, tx, history, history.callerKey === key || history.entries.length > 0 ? erasedKey : null);
      await upsert(tx, 'smart_missed_calls', ENTRY_COLUMNS, entriesOf(outcome.history));
      await saveMarks(client, tx, entriesOf(outcome.history));
    }
    if (events.length) await saveClient(client, tx, await appendEvents(client, tx, row, events));
    const proofs = await removeProofs(client, tx, Array.from(calls));
    const contacts = await tx.change('DELETE FROM smc_contacts WHERE client = ? AND caller_key IN (?)', [client, keys]);
    const waiting = await tx.change('UPDATE smc_waiting SET caller_key = NULL WHERE client = ? AND caller_key IN (?)', [client, keys]);
    const elsewhere = await removeTraces(client, tx, keys, isHis);
    await rememberForgotten(client, tx, keys, after(histories, now));
    return { entries: ids.length, calls: calls.size, proofs, contacts, notes, messages, waiting, elsewhere };
  });
}

/** From when on he is a new caller: now, or after the last call that is kept, where the PBX's clock runs ahead. */
function after(histories: readonly CallerHistory[], now: UtcSeconds): UtcSeconds {
  return histories.reduce((latest, { facts }) => Array.from(facts.values()).reduce((at, fact) => Math.max(at, fact.at + 1), latest), now);
}

/** Calls go on under a key that names nobody; null: they only repeat how he was dialled, and go. */
async function renameCalls(client: ClientId, tx: Writable, { callerKey: key }: CallerHistory, erasedKey: string | null): Promise<void> {
  if (erasedKey === null) await tx.change('DELETE FROM smc_attempts WHERE client = ? AND caller_key = ?', [client, key]);
  else await tx.change(RENAME, [erasedKey, client, key]);
}

const RENAME = "UPDATE smc_attempts SET caller_key = ?, caller_number = '', caller_name = '' WHERE client = ? AND caller_key = ?";

async function removeOfEntries(client: ClientId, tx: Writable, sql: string, ids: readonly number[]): Promise<number> {
  return ids.length ? tx.change(sql, [client, ids]) : 0;
}

async function removeProofs(client: ClientId, tx: Writable, calls: readonly string[]): Promise<number> {
  let removed = 0;
  for (const piece of inPieces(calls, 500)) {
    removed += await tx.change('DELETE FROM smc_proofs WHERE client = ? AND call_id IN (?)', [client, piece]);
  }
  return removed;
}
