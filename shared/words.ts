/**
 * The words of the product, as types. Asterisk's own spelling wins.
 *
 * linkedid     the id all channels of a call share; `[systemname-]epoch.serial`, so it carries the UTC second of the start
 * uniqueid     one channel
 * leg          one channel of a call, seen from the caller's side
 * DID          the number the caller dialled to reach us
 * disposition  what the CDR claims (ANSWERED, NO ANSWER, BUSY, FAILED, CANCEL, CONGESTION)
 * verdict      what we hold of a call, with the evidence
 * entry        one line of the list: a client's caller on a DID
 * client       one tenant of one PBX; a FreePBX is one client
 * turn         one round of the daemon: read, judge, keep, tell
 */

/** Seconds since 1970 in UTC: the grain of Asterisk's own records. Names of such values end in `At`. */
export type UtcSeconds = number;

/** `[systemname-]epoch.serial` of the oldest channel of a call. */
export type Linkedid = string;

/** `[systemname-]epoch.serial` of one channel. */
export type Uniqueid = string;

/** One tenant of one PBX. Part of every key, query and function on our tables. */
export type ClientId = string;

/** The three records Asterisk keeps. */
export type SourceName = 'cdr' | 'cel' | 'queue_log';

/** Where a call can lead, as a person would name it. */
export type PlaceKind =
  | 'time_condition'
  | 'ivr'
  | 'announcement'
  | 'queue'
  | 'ring_group'
  | 'extension'
  | 'follow_me'
  | 'forward'
  | 'voicemail'
  | 'parking'
  | 'conference'
  | 'disa'
  | 'feature_code'
  | 'hangup'
  | 'other';

/** A place of the dialplan: `queue 400`, `ivr 1`, `voicemail 106`; the number is '' where there is none. */
export interface Place {
  readonly kind: PlaceKind;
  readonly number: string;
}
