import type { MessageKey } from '../../shared/messages';

/** Why a user may not do what he asked for: codes, the sentences are in the message catalogue. */
export type Forbidden =
  | 'no_such_entry'
  | 'already_cleared'
  | 'not_cleared'
  | 'withdrawn_entry'
  | 'erased_entry'
  | 'newer_entry_exists'
  | 'claimed_by_other'
  | 'not_claimed'
  | 'resolve_not_allowed'
  | 'admin_only'
  | 'time_in_the_past'
  | 'note_missing'
  | 'changed_meanwhile'
  | 'not_snoozed'
  | 'nothing_to_undo'
  | 'too_late_to_undo';

/** A command that the state of the entry does not allow. The web answers 409 (404 for `no_such_entry`, 403 for `admin_only`). */
export class ForbiddenStep extends Error {
  readonly code: Forbidden;
  readonly entryId: number;

  constructor(code: Forbidden, entryId: number) {
    super(`${code} (entry ${entryId})`);
    this.name = 'ForbiddenStep';
    this.code = code;
    this.entryId = entryId;
  }
}

/** The sentence a user reads when he is refused. */
export function sentenceOf(refusal: ForbiddenStep): MessageKey {
  return `forbidden.${refusal.code}` as const;
}
