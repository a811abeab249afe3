import { type CallFact, ERASED, type JudgedCall } from '../../shared/entry';
import type { ClientId } from '../../shared/words';
import { momentOf } from '../entries/history';
import { ATTEMPT_COLUMNS, fitting, fittingId, toFact } from './attempt-columns';
import { fromRow } from './columns';
import type { Queryable } from './database';

/**
 * What these calls mean now, in the order of time: their facts, and a `none` for every caller they concerned before and no longer do.
 * A call that is pending says nothing and leaves what is known.
 */
export async function factsNow(client: ClientId, db: Queryable, judged: readonly JudgedCall[]): Promise<readonly CallFact[]> {
  const calls = judged.filter(({ verdict, facts }) => verdict.kind !== 'pending' || facts.length > 0);
  if (!calls.length) return [];
  const facts = calls.reduce<readonly CallFact[]>((all, one) => all.concat(one.facts.map(fitting)), []);
  const said = new Set(facts.map((fact) => `${fact.callId} ${fact.callerKey}`));
  const ids = calls.map(({ call }) => fittingId(call.id));
  const rows = await db.query(KNOWN, [client, ids, `${ERASED}%`]);
  const unsaid = rows.map((row) => fromRow(ATTEMPT_COLUMNS, row)).filter((known) => !said.has(`${known.callId} ${known.callerKey}`));
  const withdrawn = unsaid.map((known): CallFact => ({ ...toFact(known), kind: 'none' }));
  // Every tie is broken: old engines sort what is equal as they please, and entries get their numbers in this order.
  const order = ({ callId, callerKey, kind }: CallFact): string => `${callId} ${kind === 'none' ? 0 : 1} ${callerKey}`;
  return withdrawn.concat(facts).sort((a, b) => momentOf(a) - momentOf(b) || (order(a) < order(b) ? -1 : 1));
}

/** What erased callers did stays as it is. */
const KNOWN = "SELECT * FROM smc_attempts WHERE client = ? AND call_id IN (?) AND kind <> 'none' AND caller_key NOT LIKE ?";
