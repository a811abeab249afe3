import { createHash } from 'crypto';
import type { Call } from '../../shared/call';
import type { JudgedCall } from '../../shared/entry';
import type { Saying } from '../../shared/messages';
import type { ClientId, Uniqueid, UtcSeconds } from '../../shared/words';
import { fittingId } from './attempt-columns';
import type { Queryable, Writable } from './database';
import { fromSqlTime, toSqlTime } from './instants';

const SAVE = `
  REPLACE INTO smc_proofs (client, call_id, verdict, reason, confidence, because, seen, digest, judged_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
`;

/** Keeps why these calls were judged as they were; what is kept already is left alone, so that reading rows again writes nothing. */
export async function saveProofs(client: ClientId, tx: Writable, calls: readonly JudgedCall[], now: UtcSeconds): Promise<void> {
  if (!calls.length) return;
  const ids = calls.map(({ call }) => fittingId(call.id));
  const kept = await tx.query('SELECT call_id, digest FROM smc_proofs WHERE client = ? AND call_id IN (?)', [client, ids]);
  const digests = new Map(kept.map((row): [string, string] => [String(row.call_id), String(row.digest)]));
  for (const { call, verdict } of calls) {
    const id = fittingId(call.id);
    const because = JSON.stringify(verdict.because);
    const seen = JSON.stringify(call);
    const digest = createHash('sha1')
      .update(verdict.kind + verdict.reason + verdict.confidence + because + seen)
      .digest('hex');
    if (digests.get(id) === digest) continue;
    await tx.change(SAVE, [client, id, verdict.kind, verdict.reason, verdict.confidence, because, seen, digest, toSqlTime(now)]);
  }
}

/** Why a call was judged as it was. */
export interface Proof {
  readonly callId: Uniqueid;
  readonly verdict: string;
  readonly reason: string;
  readonly confidence: string;
  readonly because: readonly Saying[];
  /** The call as it was seen: legs, steps, timeline. */
  readonly seen: Call;
  readonly judgedAt: UtcSeconds;
}

/** The proofs of these calls, in their order; calls without one are left out. */
export async function readProofs(client: ClientId, db: Queryable, callIds: readonly Uniqueid[]): Promise<readonly Proof[]> {
  if (!callIds.length) return [];
  const rows = await db.query('SELECT * FROM smc_proofs WHERE client = ? AND call_id IN (?)', [client, callIds]);
  return rows
    .map((row) => ({
      callId: String(row.call_id),
      verdict: String(row.verdict),
      reason: String(row.reason),
      confidence: String(row.confidence),
      because: JSON.parse(String(row.because)) as readonly Saying[],
      seen: JSON.parse(String(row.seen)) as Call,
      judgedAt: fromSqlTime(row.judged_at),
    }))
    .sort((a, b) => callIds.indexOf(a.callId) - callIds.indexOf(b.callId));
}
