import { createHash, randomBytes } from 'crypto';
import type { EntryEvent, EntryState } from '../../shared/entry';
import type { ClientId } from '../../shared/words';
import type { SqlRow } from './database';
import { fromSqlTime, toSqlTime } from './instants';

/** A row of smart_missed_calls_audit. */
export interface AuditRow {
  readonly client: ClientId;
  /** Place in the client's chain, from 1. */
  readonly no: number;
  readonly entry_id: number;
  readonly seq: number;
  readonly happened_at: string;
  readonly action: string;
  readonly actor_type: string;
  readonly actor_user_id: string | null;
  /** Seal of the note's words; null without a note. */
  readonly note: string | null;
  readonly metadata: string;
  readonly prev_hash: string;
  readonly hash: string;
}

/** Its columns beside the client. */
export const AUDIT_COLUMNS: readonly (keyof AuditRow)[] = [
  'no',
  'entry_id',
  'seq',
  'happened_at',
  'action',
  'actor_type',
  'actor_user_id',
  'note',
  'metadata',
  'prev_hash',
  'hash',
];

/** The row of an event, chained to the one before it. */
export function toAuditRow(client: ClientId, no: number, event: EntryEvent, note: string | null, prevHash: string): AuditRow {
  const { callId, why, userId, until, set } = event;
  const row = {
    client,
    no,
    entry_id: event.entryId,
    seq: event.seq,
    happened_at: toSqlTime(event.at),
    action: event.action,
    actor_type: event.actorType,
    actor_user_id: event.actorUserId,
    note,
    metadata: JSON.stringify({ call_id: callId, why, user_id: userId, until, set }),
    prev_hash: prevHash,
  };
  return { ...row, hash: hashOf(row) };
}

/** The event a row tells; its note's words are kept elsewhere and given here. */
export function toEvent(row: SqlRow, note: string | null): EntryEvent {
  const metadata = JSON.parse(String(row.metadata)) as {
    call_id: EntryEvent['callId'];
    why: EntryEvent['why'];
    user_id: string | null;
    until: number | null;
    set: Partial<EntryState>;
  };
  return {
    entryId: Number(row.entry_id),
    seq: Number(row.seq),
    action: row.action as EntryEvent['action'],
    at: fromSqlTime(row.happened_at),
    actorType: row.actor_type as EntryEvent['actorType'],
    actorUserId: row.actor_user_id as string | null,
    why: metadata.why,
    callId: metadata.call_id,
    userId: metadata.user_id,
    until: metadata.until,
    note,
    set: metadata.set,
  };
}

/** The hash of a row over all it says and the hash before it; its number is left out, so that a moved row is told from a changed one. */
export function hashOf(row: Omit<AuditRow, 'hash' | 'no'>): string {
  const text = [row.client, row.entry_id, row.seq, row.happened_at, row.action, row.actor_type, row.actor_user_id, row.note, row.metadata];
  return createHash('sha256')
    .update(JSON.stringify([row.prev_hash, ...text]))
    .digest('hex');
}

/** What the audit keeps of a note: a hash that says nothing once the salt is gone with the words. */
export function sealOf(salt: string, note: string): string {
  return createHash('sha256').update(`${salt}\n${note}`).digest('hex');
}

/** A new salt for a note. */
export function newSalt(): string {
  return randomBytes(16).toString('hex');
}
