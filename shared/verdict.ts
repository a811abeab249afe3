import type { Saying } from './messages';

export type MissedReason =
  | 'no_answer'
  | 'caller_hung_up'
  | 'busy'
  | 'declined'
  | 'unreachable'
  | 'queue_abandoned'
  | 'queue_timeout'
  | 'queue_exit_key'
  | 'queue_empty'
  | 'queue_refused'
  | 'voicemail_no_message'
  | 'forward_unanswered';

export type NotCountedReason =
  | 'outbound'
  | 'internal'
  | 'rejected'
  | 'menu_hangup'
  | 'announcement'
  | 'probe'
  | 'short'
  | 'blocked'
  | 'feature_code'
  | 'conference';

export type AnsweredReason = 'bridge' | 'queue_connect' | 'cdr_answered';
export type PendingReason = 'in_progress' | 'rows_may_follow';

/**
 * How far the records carry the verdict.
 * proven: the rows say so · likely: the rows left point one way · unsure: a missing source could turn it round.
 */
export type Confidence = 'proven' | 'likely' | 'unsure';

interface Judged {
  /** The evidence, in sentences of the message catalogue. */
  readonly because: readonly Saying[];
  readonly confidence: Confidence;
}

/** What we hold of one call, exactly one of five, and why. */
export type Verdict =
  | (Judged & { readonly kind: 'answered'; readonly reason: AnsweredReason })
  | (Judged & { readonly kind: 'missed'; readonly reason: MissedReason })
  | (Judged & { readonly kind: 'voicemail'; readonly reason: 'message_left' })
  | (Judged & { readonly kind: 'not_counted'; readonly reason: NotCountedReason })
  | (Judged & { readonly kind: 'pending'; readonly reason: PendingReason });
