import type { CallFact } from '../../shared/entry';
import type { UtcSeconds } from '../../shared/words';

/** Somebody logged in. An administrator may act on what others claimed. */
export interface User {
  readonly userId: string;
  readonly admin: boolean;
}

interface OnEntry {
  readonly entryId: number;
  readonly by: User;
  /** How many missed calls the user had seen; given, the step is refused when another came since: it would be lost. */
  readonly seenMisses?: number;
}

/** What a user can ask of an entry. */
export type UserCommand =
  | (OnEntry & { readonly type: 'claim' })
  /** Claims it, and tells colleagues that the caller is being called at this moment. */
  | (OnEntry & { readonly type: 'call' })
  | (OnEntry & { readonly type: 'release' })
  | (OnEntry & { readonly type: 'assign'; readonly to: string })
  | (OnEntry & { readonly type: 'snooze'; readonly until: UtcSeconds })
  | (OnEntry & { readonly type: 'wake' })
  | (OnEntry & { readonly type: 'note'; readonly note: string })
  | (OnEntry & { readonly type: 'resolve'; readonly note: string | null })
  /** Resolves it and reports that the call was none to be missed: the judge was wrong. */
  | (OnEntry & { readonly type: 'not_missed'; readonly note: string | null })
  | (OnEntry & { readonly type: 'reopen' })
  /** Takes back the user's own last step, as long as nothing came after it. */
  | (OnEntry & { readonly type: 'undo' });

/** The rules of the past are others now: what is known is held against them. Nobody does it to one caller alone. */
export interface Rejudge {
  readonly type: 'rejudge';
}

/** Everything that can happen to a caller's entries. */
export type Command =
  /** A call was judged. */
  | { readonly type: 'fact'; readonly fact: CallFact }
  /** Somebody was told about an open entry. */
  | { readonly type: 'notified'; readonly entryId: number }
  /** The same of calls of long ago, in the order of time: what should have expired meanwhile does so at its time, be later calls known or not. */
  | { readonly type: 'past'; readonly facts: readonly CallFact[] }
  /** Time has passed: claims run out, targets pass, entries expire. */
  | { readonly type: 'tick' }
  /** Time passed long ago: only what expired before an instant does so, for nobody is to be told of the rest now. */
  | { readonly type: 'expire'; readonly before: UtcSeconds }
  | UserCommand;
