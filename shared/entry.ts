import type { Call } from './call';
import type { MissedReason, Verdict } from './verdict';
import type { Ways } from './ways';
import type { ClientId, Uniqueid, UtcSeconds } from './words';

/**
 * What one call means for one caller of the list. The list is a function of these facts and of what users did;
 * in which order the facts arrive makes no difference.
 *
 * missed     an inbound caller whom nobody served
 * voicemail  as missed, but a message was left
 * answered   the caller got through
 * returned   a colleague called him and was answered
 * attempted  a colleague called him and was not answered
 * none       the call means nothing (any more): withdraws what the same call meant before
 */
export interface CallFact extends Ways {
  readonly callId: Uniqueid;
  readonly kind: 'missed' | 'voicemail' | 'answered' | 'returned' | 'attempted' | 'none';
  /** Start of the call. */
  readonly at: UtcSeconds;
  /** End of the call; of a call that still goes on, its newest record. A miss is a miss from then on: before, somebody might still take it. */
  readonly endedAt: UtcSeconds;
  /** When the conversation began; null where there was none. A callback dialled before a miss and taken after it comes after it. */
  readonly servedAt: UtcSeconds | null;
  /** Who: E.164 (`+32470104242`), the digits as written where unparseable, or `anonymous`. */
  readonly callerKey: string;
  /** As Asterisk wrote it. */
  readonly callerNumber: string;
  readonly callerName: string;
  /** The number the caller dialled; '' for our own calls to him. */
  readonly did: string;
  readonly routeLabel: string;
  readonly reason: MissedReason | null;
  /** Phones rung (missed), the colleague's extension (returned, attempted, answered). Never an outside number: the audit keeps them. */
  readonly extensions: readonly string[];
  /** Seconds of conversation; 0 for missed calls. */
  readonly talkSeconds: number;
  readonly ringSeconds: number;
}

/** The key of callers who withheld their number: one entry a DID, never cleared by a call. */
export const ANONYMOUS = 'anonymous';

/** How the key of an erased caller begins. No number is read past a colon, so whoever writes this as his number does not become him. */
export const ERASED = 'erased:';

/** Whether the person behind a key was forgotten: his calls stay counted, who he was is gone, and nothing more happens to his entries. */
export function isErased(callerKey: string): boolean {
  return callerKey.slice(0, ERASED.length) === ERASED;
}

/**
 * A judged call as the store keeps it: what it means for whom, with its proof. `facts` replace all the call meant before; none withdraw it.
 * An outgoing call has one fact a reading of the dialled number, all with the same callId.
 */
export interface JudgedCall {
  readonly facts: readonly CallFact[];
  readonly verdict: Verdict;
  readonly call: Call;
}

export type EntryStatus = 'open' | 'cleared';
export type ClearedBy = 'returned' | 'answered_later' | 'manual' | 'expired';

/** Everything the audit can hold. */
export type AuditAction =
  | 'created'
  | 'incremented'
  | 'notified'
  | 'claimed'
  | 'released'
  | 'snoozed'
  | 'attempted'
  | 'note'
  | 'cleared_returned'
  | 'cleared_answered'
  | 'cleared_manual'
  | 'cleared_expired'
  | 'reopened'
  | 'withdrawn'
  | 'escalated'
  | 'erased';

/** agent: a colleague by telephone · user: somebody logged in · cron: the daemon. */
export type ActorType = 'agent' | 'user' | 'cron';

/**
 * Where an entry stands: every field an event may set, none that names the caller.
 *
 * A *wait* runs from the first miss nobody has served to the moment the entry is cleared. Counts and times speak of the present wait
 * (of the last one, once cleared): a caller served last week who misses once today is ×1, not ×6. `missedTotal` counts them all.
 */
export interface EntryState {
  readonly status: EntryStatus;
  readonly missedCount: number;
  readonly missedTotal: number;
  /** Messages left during the wait that do not count as missed. */
  readonly voicemailCount: number;
  readonly firstMissedAt: UtcSeconds;
  readonly lastMissedAt: UtcSeconds;
  /** Every phone rung during the wait, in ascending order. */
  readonly extensions: readonly string[];
  /** Of the last miss. Null: it left a message that counts. */
  readonly reason: MissedReason | null;
  /** Every miss of the wait fell outside business hours. */
  readonly afterHours: boolean;
  /** Hour of the last miss, 0 to 23, on the client's clock as it was set then. */
  readonly lastMissedHour: number;
  /** When the response target passes; null without a target. */
  readonly dueAt: UtcSeconds | null;
  /** When the passing of the target was reported. */
  readonly escalatedAt: UtcSeconds | null;
  readonly notifiedAt: UtcSeconds | null;
  readonly attemptedCount: number;
  readonly lastAttemptedAt: UtcSeconds | null;
  readonly lastAttemptedExtension: string | null;
  readonly claimedBy: string | null;
  readonly claimedAt: UtcSeconds | null;
  readonly claimedUntil: UtcSeconds | null;
  readonly snoozedUntil: UtcSeconds | null;
  readonly clearedBy: ClearedBy | null;
  readonly clearedAt: UtcSeconds | null;
  /** The call that cleared it: its id and its start. */
  readonly clearedCallId: Uniqueid | null;
  readonly clearedCallAt: UtcSeconds | null;
  readonly clearedByExtension: string | null;
  readonly clearedByUserId: string | null;
  readonly reopenedCount: number;
  /** When it was last reopened, by a miss or by a user. */
  readonly reopenedAt: UtcSeconds | null;
  /** Set on an entry none of whose calls counts any more: it is on no list. */
  readonly withdrawnAt: UtcSeconds | null;
}

/** What an entry shows beside its state: from the calls themselves and from notes, so that forgetting a person can remove it. */
export interface EntryDetails extends Ways {
  readonly callerNumber: string;
  readonly callerName: string;
  readonly routeLabel: string;
  readonly lastCallId: Uniqueid | null;
  readonly ringSeconds: number;
  readonly clearedNote: string | null;
}

/** The name of an entry: numbered from 1 a client. */
export interface EntryKey {
  readonly id: number;
  readonly did: string;
  /** Of its newest event, from 1: tells whether somebody changed it since it was read. */
  readonly seq: number;
}

/** One line of the list. */
export interface Entry extends EntryKey, EntryState, EntryDetails {
  readonly client: ClientId;
  readonly callerKey: string;
}

/**
 * Why an event happened, where the action alone does not say it. `not_missed`: who resolved it reports that the judge was wrong.
 * `undone`: it takes back the event before it, which thereby never took place; the audit keeps both.
 */
export type EventWhy =
  | 'caller_missed_again'
  | 'by_user'
  | 'proof_withdrawn'
  | 'verdict_changed'
  | 'told_wrongly'
  | 'claim_ran_out'
  | 'assigned'
  | 'late_rows'
  | 'target_passed'
  | 'calling'
  | 'woken'
  | 'not_missed'
  | 'undone';

/** One thing that happened to an entry: a row of the audit. It holds no number and no name of a caller. */
export interface EntryEvent {
  readonly entryId: number;
  /** 1 for the first event of the entry, then one more each. */
  readonly seq: number;
  readonly action: AuditAction;
  /** When it was recorded. For what users and the clock do, its place in time; never before what the entry already knew. */
  readonly at: UtcSeconds;
  readonly actorType: ActorType;
  readonly actorUserId: string | null;
  readonly why: EventWhy | null;
  /** The call that led to it. */
  readonly callId: Uniqueid | null;
  /** claimed: for whom. */
  readonly userId: string | null;
  /** claimed, snoozed: until when. */
  readonly until: UtcSeconds | null;
  /** A user's own words. Kept beside the audit, which holds their seal only. */
  readonly note: string | null;
  /** The fields it changed, with their new values. */
  readonly set: Partial<EntryState>;
}
