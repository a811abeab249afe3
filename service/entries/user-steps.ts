import { type EntryEvent, isErased } from '../../shared/entry';
import type { UtcSeconds } from '../../shared/words';
import type { UserCommand } from './commands';
import { detailsOf } from './details';
import { ForbiddenStep } from './forbidden-step';
import { type CallerHistory, entryOf, type FoldedEntry } from './history';
import type { Rules } from './rules';

/** What a doing says of itself; the entry, its place in time and what it sets are added by the caller. */
export type Doing = Pick<EntryEvent, 'action' | 'actorType' | 'actorUserId' | 'why' | 'userId' | 'until' | 'note'> & {
  /** The call it is about; none unless told. */
  readonly callId?: EntryEvent['callId'];
};

/**
 * What a user's command comes to: one doing, or null when it changes nothing (a second click).
 * Throws ForbiddenStep when the entry does not allow it.
 */
export function userStep(
  history: CallerHistory,
  command: Exclude<UserCommand, { type: 'undo' }>,
  now: UtcSeconds,
  rules: Rules,
): Doing | null {
  const entry = entryFor(history, command);
  const { claimedBy } = entry.state;
  const me = command.by.userId;
  const doing: Doing = { action: 'note', actorType: 'user', actorUserId: me, why: null, userId: null, until: null, note: null };
  switch (command.type) {
    case 'claim':
      mustBeOpen(entry);
      if (claimedBy === me) return null;
      if (claimedBy !== null) throw new ForbiddenStep('claimed_by_other', entry.id);
      return { ...doing, action: 'claimed', userId: me, until: now + rules.claimSeconds };
    case 'call':
      mustBeOpen(entry);
      if (claimedBy !== null && claimedBy !== me) throw new ForbiddenStep('claimed_by_other', entry.id);
      return { ...doing, action: 'claimed', why: 'calling', userId: me, until: now + rules.claimSeconds };
    case 'assign':
      mustBeOpen(entry);
      if (claimedBy === command.to) return null;
      if (claimedBy !== null && claimedBy !== me && !command.by.admin) throw new ForbiddenStep('claimed_by_other', entry.id);
      return { ...doing, action: 'claimed', why: 'assigned', userId: command.to, until: now + rules.claimSeconds };
    case 'release':
      mustBeOpen(entry);
      if (claimedBy === null) throw new ForbiddenStep('not_claimed', entry.id);
      if (claimedBy !== me && !command.by.admin) throw new ForbiddenStep('claimed_by_other', entry.id);
      return { ...doing, action: 'released' };
    case 'snooze':
      mustBeOpen(entry);
      if (command.until <= now) throw new ForbiddenStep('time_in_the_past', entry.id);
      return { ...doing, action: 'snoozed', until: command.until };
    case 'wake':
      mustBeOpen(entry);
      if (entry.state.snoozedUntil === null) throw new ForbiddenStep('not_snoozed', entry.id);
      return { ...doing, action: 'snoozed', why: 'woken' };
    case 'note':
      if (!command.note.trim()) throw new ForbiddenStep('note_missing', entry.id);
      return { ...doing, note: command.note };
    case 'resolve':
    case 'not_missed': {
      if (!rules.allowManualResolve) throw new ForbiddenStep('resolve_not_allowed', entry.id);
      mustBeOpen(entry);
      const resolved: Doing = { ...doing, action: 'cleared_manual', note: command.note };
      if (command.type === 'resolve') return resolved;
      return { ...resolved, why: 'not_missed', callId: detailsOf(history, entry).lastCallId };
    }
    case 'reopen':
      if (!command.by.admin) throw new ForbiddenStep('admin_only', entry.id);
      mustBeReopenable(history, entry);
      return { ...doing, action: 'reopened', why: 'by_user' };
  }
}

/** The entry a command is about. Throws ForbiddenStep when nothing can be done with it. */
export function entryFor(history: CallerHistory, command: UserCommand): FoldedEntry {
  const entry = entryOf(history, command.entryId);
  if (!entry) throw new ForbiddenStep('no_such_entry', command.entryId);
  if (isErased(history.callerKey)) throw new ForbiddenStep('erased_entry', entry.id);
  if (entry.state.withdrawnAt !== null) throw new ForbiddenStep('withdrawn_entry', entry.id);
  const { seenMisses } = command;
  if (seenMisses !== undefined && seenMisses !== entry.state.missedTotal) throw new ForbiddenStep('changed_meanwhile', entry.id);
  return entry;
}

function mustBeOpen(entry: FoldedEntry): void {
  if (entry.state.status !== 'open') throw new ForbiddenStep('already_cleared', entry.id);
}

/** Only the newest entry of a DID can be open: an older one stays closed beside it. */
function mustBeReopenable(history: CallerHistory, entry: FoldedEntry): void {
  if (entry.state.status !== 'cleared') throw new ForbiddenStep('not_cleared', entry.id);
  const newer = history.entries.some(
    (other) => other.did === entry.did && other.state.withdrawnAt === null && other.state.firstMissedAt > entry.state.firstMissedAt,
  );
  if (newer) throw new ForbiddenStep('newer_entry_exists', entry.id);
}
