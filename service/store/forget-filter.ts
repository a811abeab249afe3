import type { CallFact, JudgedCall } from '../../shared/entry';
import type { UnreadableRow } from '../../shared/records';
import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Queryable } from './database';
import { forgottenSince } from './forget-list';
import type { WaitingCall } from './waiting';

/**
 * Judged calls without what forgotten callers did before they were forgotten: their facts are left out, and their numbers are masked where
 * the proofs of others hold them. An outgoing call has a fact for every reading of what was dialled; of a call to somebody forgotten only
 * those about callers on the list are left, for the other readings are his number once more.
 */
export async function withoutForgotten(client: ClientId, db: Queryable, judged: readonly JudgedCall[]): Promise<readonly JudgedCall[]> {
  const forgotten = judged.length ? await forgottenSince(client, db, earliest(judged.map(startOf))) : null;
  if (!forgotten) return judged;
  const isForgotten = (fact: CallFact): boolean => forgotten.has(fact.callerKey, fact.at);
  const theirs = new Set(judged.filter(({ facts }) => facts.some(isForgotten)));
  const listed = await listedAmong(client, db, Array.from(theirs));
  return judged.map((one) => {
    if (startOf(one) >= forgotten.newestAt) return one;
    const { call, verdict, facts } = one;
    const others = facts.filter((fact) => !isForgotten(fact) && listed.has(fact.callerKey));
    return {
      call: maskedIn(call, forgotten.mask),
      verdict: maskedIn(verdict, forgotten.mask),
      facts: theirs.has(one) ? others.map((fact) => ({ ...fact, callerNumber: fact.callerKey })) : facts,
    };
  });
}

/** Calls in progress, without saying who they are with where he was forgotten after they began. */
export async function waitingWithoutForgotten(
  client: ClientId,
  db: Queryable,
  calls: readonly WaitingCall[],
): Promise<readonly WaitingCall[]> {
  const forgotten = calls.length ? await forgottenSince(client, db, earliest(calls.map(({ sinceAt }) => sinceAt))) : null;
  if (!forgotten) return calls;
  return calls.map((call) =>
    call.callerKey !== null && forgotten.has(call.callerKey, call.sinceAt) ? { ...call, callerKey: null } : call,
  );
}

/** Rows that could not be read, without the numbers of forgotten callers. */
export async function unreadableWithoutForgotten(
  client: ClientId,
  db: Queryable,
  rows: readonly UnreadableRow[],
): Promise<readonly UnreadableRow[]> {
  const forgotten = await forgottenSince(client, db, 0);
  return forgotten ? rows.map((row) => maskedIn(row, forgotten.mask)) : rows;
}

/** A value with every text in it masked; numbers, such as times, stay. */
export function maskedIn<T>(value: T, mask: (text: string) => string): T {
  return JSON.parse(JSON.stringify(value), (_, part) => (typeof part === 'string' ? mask(part) : part)) as T;
}

async function listedAmong(client: ClientId, db: Queryable, judged: readonly JudgedCall[]): Promise<ReadonlySet<string>> {
  const keys = judged.reduce<readonly string[]>((all, { facts }) => all.concat(facts.map((fact) => fact.callerKey)), []);
  if (!keys.length) return new Set();
  const rows = await db.query('SELECT DISTINCT caller_key FROM smart_missed_calls WHERE client = ? AND caller_key IN (?)', [client, keys]);
  return new Set(rows.map((row) => String(row.caller_key)));
}

function startOf({ call, facts: [fact] }: JudgedCall): UtcSeconds {
  return fact ? fact.at : call.startedAt;
}

function earliest(instants: readonly UtcSeconds[]): UtcSeconds {
  return instants.reduce((first, at) => Math.min(first, at));
}
