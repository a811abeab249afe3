import type { ClearedBy } from '../../shared/entry';
import type { Scope } from '../../shared/identity';
import type { MissedReason } from '../../shared/verdict';
import type { UtcSeconds } from '../../shared/words';

/**
 * The orders of open entries: who waits longest, who called last, who called most often, whose target passes (or passed) first.
 * Cleared entries have one: cleared last first.
 */
export type ListOrder = 'oldest' | 'newest' | 'insistent' | 'overdue';

/** Why the last call was not served; `message_left` where the entry has no reason. */
export type ListReason = MissedReason | 'message_left';

/** Which entries a page shows, and in what order. What is absent, null or '' narrows nothing; withdrawn entries are on no list. */
export interface ListQuery {
  readonly status: 'open' | 'cleared';
  /** `oldest` unless told. */
  readonly order?: ListOrder;
  /** Any part of a number, or beginnings of the words of a name; every word must fit. */
  readonly search?: string;
  readonly did?: string;
  readonly queue?: string;
  readonly ringGroup?: string;
  /** A phone that rang. */
  readonly extension?: string;
  /** The trunk's endpoint, as `PJSIP/carrier`. */
  readonly trunk?: string;
  readonly reason?: ListReason | '';
  /** Of the last call, 0 to 23 in the client's zone. */
  readonly hour?: number | null;
  /** Open: the wait began then or later. Cleared: it was cleared then or later. */
  readonly from?: UtcSeconds | null;
  /** Before this instant. */
  readonly until?: UtcSeconds | null;
  /** Cleared entries only. */
  readonly clearedBy?: ClearedBy | '';
  /** Open: who claimed it or was given it. Cleared: who resolved it. */
  readonly owner?: string;
  /** Open entries nobody claimed. */
  readonly unclaimed?: boolean;
  /** Every call of the wait fell outside business hours, or not. */
  readonly afterHours?: boolean | null;
  /** Leaves out what sleeps at this instant. */
  readonly awakeAt?: UtcSeconds | null;
  /** Only what sleeps at this instant. */
  readonly asleepAt?: UtcSeconds | null;
  /** Only those whose target has passed by this instant. */
  readonly overdueAt?: UtcSeconds | null;
  /** The part of the list the reader may see; null: all of it. */
  readonly scope?: Scope | null;
  /** Goes on behind this place; from ListPage. */
  readonly after?: string;
  /** The page before this place; from ListPage. */
  readonly before?: string;
  /** At most 500; 100 unless told. */
  readonly limit?: number;
}
