import type { CallFact, EntryEvent } from '../../shared/entry';
import type { ClientId } from '../../shared/words';
import { isDoing } from '../entries/doings';
import { type CallerHistory, emptyHistory } from '../entries/history';
import { ATTEMPT_COLUMNS, toFact } from './attempt-columns';
import { toEvent } from './audit-rows';
import { fromRow, inPieces } from './columns';
import type { Queryable, SqlRow } from './database';
import { ENTRY_COLUMNS } from './entry-columns';
import { toFolded } from './entry-state';

/** Keys in one IN list. */
const PIECE = 500;

/** Everything that is kept of these callers, by key; a caller nobody has heard of has an empty history. */
export async function loadHistories(
  client: ClientId,
  db: Queryable,
  callerKeys: readonly string[],
): Promise<ReadonlyMap<string, CallerHistory>> {
  const histories = new Map<string, CallerHistory>();
  for (const piece of inPieces(callerKeys, PIECE)) {
    const facts = byCaller(await db.query('SELECT * FROM smc_attempts WHERE client = ? AND caller_key IN (?)', [client, piece]));
    const entries = byCaller(
      await db.query('SELECT * FROM smart_missed_calls WHERE client = ? AND caller_key IN (?) ORDER BY id', [client, piece]),
    );
    const events = byCaller(await db.query(DOINGS, [client, piece]));
    for (const key of piece) histories.set(key, historyOf(client, key, facts(key), entries(key), events(key)));
  }
  return histories;
}

const DOINGS = `
  SELECT e.caller_key, a.entry_id, a.seq, a.happened_at, a.action, a.actor_type, a.actor_user_id, a.metadata, n.note
  FROM smart_missed_calls e
  JOIN smart_missed_calls_audit a ON a.client = e.client AND a.entry_id = e.id
  LEFT JOIN smc_notes n ON n.client = a.client AND n.entry_id = a.entry_id AND n.seq = a.seq
  WHERE e.client = ? AND e.caller_key IN (?)
    AND a.action IN ('claimed', 'released', 'snoozed', 'note', 'notified', 'escalated', 'cleared_manual', 'cleared_expired', 'reopened', 'erased')
  ORDER BY a.no
`;

function historyOf(
  client: ClientId,
  callerKey: string,
  factRows: readonly SqlRow[],
  entryRows: readonly SqlRow[],
  eventRows: readonly SqlRow[],
): CallerHistory {
  const attempts = factRows.map((row) => fromRow(ATTEMPT_COLUMNS, row));
  const counted = attempts.filter((attempt) => attempt.entryId !== null);
  return {
    ...emptyHistory(client, callerKey, 1),
    facts: new Map(attempts.map((attempt): [string, CallFact] => [attempt.callId, toFact(attempt)])),
    counted: new Map(counted.map((attempt): [string, number] => [attempt.callId, attempt.entryId as number])),
    entries: entryRows.map((row) => toFolded(fromRow(ENTRY_COLUMNS, row))),
    doings: eventRows.map((row): EntryEvent => toEvent(row, row.note as string | null)).filter(isDoing),
  };
}

/** The rows of each caller. */
function byCaller(rows: readonly SqlRow[]): (key: string) => readonly SqlRow[] {
  const groups = new Map<string, SqlRow[]>();
  for (const row of rows) {
    const key = String(row.caller_key);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return (key) => groups.get(key) || [];
}
