import type { ClientId, Uniqueid, UtcSeconds } from '../../shared/words';
import { toEvent } from './audit-rows';
import type { Queryable } from './database';

/** A user's report that a call on the list was none to be missed. */
export interface Report {
  readonly entryId: number;
  readonly at: UtcSeconds;
  readonly userId: string | null;
  /** The call it was made about; null where none was kept. */
  readonly callId: Uniqueid | null;
  /** Every linkedid of that call, as its proof has them. */
  readonly linkedids: readonly string[];
  readonly reason: string | null;
}

const REPORTS = `
  SELECT a.*, NULL AS words FROM smart_missed_calls_audit a
  WHERE a.client = ? AND a.action = 'cleared_manual' AND a.metadata LIKE '%"why":"not_missed"%'
    AND NOT EXISTS (
      SELECT 1 FROM smart_missed_calls_audit undone
      WHERE undone.client = a.client AND undone.entry_id = a.entry_id AND undone.seq = a.seq + 1 AND undone.metadata LIKE '%"why":"undone"%'
    )
  ORDER BY a.no DESC LIMIT ?
`;

/** The newest reports of calls that were judged wrong, newest first. */
export async function readReports(client: ClientId, db: Queryable, limit: number): Promise<readonly Report[]> {
  const events = (await db.query(REPORTS, [client, limit])).map((row) => toEvent(row, null));
  const ids = events.map(({ callId }) => callId).filter((id) => id !== null);
  const proofs = ids.length
    ? await db.query('SELECT call_id, reason, seen FROM smc_proofs WHERE client = ? AND call_id IN (?)', [client, ids])
    : [];
  return events.map(({ entryId, at, actorUserId: userId, callId }) => {
    const proof = proofs.filter((row) => row.call_id === callId)[0];
    const linkedids = proof ? (JSON.parse(String(proof.seen)) as { linkedids: readonly string[] }).linkedids : [callId];
    return {
      entryId,
      at,
      userId,
      callId,
      linkedids: linkedids.filter((id): id is string => id !== null),
      reason: proof ? String(proof.reason) : null,
    };
  });
}
