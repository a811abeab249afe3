import type { AuditAction, EntryEvent, EntryState } from '../../shared/entry';
import type { UtcSeconds } from '../../shared/words';
import type { UserCommand } from './commands';
import { difference } from './difference';
import { ForbiddenStep } from './forbidden-step';
import type { CallerHistory, FoldedEntry } from './history';
import { match, type Pair } from './match';
import type { RuleBook } from './rules';
import { entryFor } from './user-steps';
import { walk } from './walk';

/** How long a step can be taken back, in seconds. */
export const UNDO_SECONDS = 10;
/** For the way from the button to us. */
const GRACE_SECONDS = 1;
/** What can be taken back, unless it was itself a taking back. */
export const UNDOABLE: readonly AuditAction[] = ['claimed', 'released', 'snoozed', 'cleared_manual'];

/**
 * The event that takes a user's own last step back: the entry stands as if the step had never been made.
 * Throws ForbiddenStep when there is no such step, when it is too long ago, or when anything happened since that builds on it.
 */
export function undoStep(
  history: CallerHistory,
  command: Extract<UserCommand, { type: 'undo' }>,
  now: UtcSeconds,
  at: UtcSeconds,
  book: RuleBook,
): EntryEvent {
  const entry = entryFor(history, command);
  const step = lastStep(history, entry, command.by.userId);
  if (now - step.at > UNDO_SECONDS + GRACE_SECONDS) throw new ForbiddenStep('too_late_to_undo', entry.id);
  const before = stateWithout(history, entry, step, book);
  return {
    entryId: entry.id,
    seq: entry.seq + 1,
    ...opposite(step.action, before),
    at,
    actorType: 'user',
    actorUserId: command.by.userId,
    why: 'undone',
    callId: null,
    note: null,
    set: difference(entry.state, before),
  };
}

function lastStep(history: CallerHistory, entry: FoldedEntry, userId: string): EntryEvent {
  const own = history.doings.filter((doing) => doing.entryId === entry.id && doing.actorUserId === userId);
  const last = own[own.length - 1];
  if (!last || last.why === 'undone' || UNDOABLE.indexOf(last.action) < 0) throw new ForbiddenStep('nothing_to_undo', entry.id);
  if (last.seq !== entry.seq) throw new ForbiddenStep('changed_meanwhile', entry.id);
  return last;
}

/** Where the entry would stand without the step; whatever else would change shows that something was built on it. */
function stateWithout(history: CallerHistory, entry: FoldedEntry, step: EntryEvent, book: RuleBook): EntryState {
  const without = { ...history, doings: history.doings.filter((doing) => doing !== step) };
  const pairs = match(history, walk(without, book)).filter((pair) => pair.entry?.state.withdrawnAt === null || pair.episode);
  const own = pairs.find((pair) => pair.entry !== null && pair.entry.id === entry.id);
  const others = pairs.filter((pair) => pair !== own);
  if (own?.episode?.state.status !== 'open' || !pairs.every((pair) => countsTheSame(history, pair)) || !others.every(standsTheSame)) {
    throw new ForbiddenStep('changed_meanwhile', entry.id);
  }
  return own.episode.state;
}

function countsTheSame({ counted }: CallerHistory, { entry, episode }: Pair): boolean {
  if (entry === null || episode === null) return false;
  return episode.calls.every((call) => counted.get(call) === entry.id);
}

function standsTheSame({ entry, episode }: Pair): boolean {
  return entry !== null && episode !== null && Object.keys(difference(entry.state, episode.state)).length === 0;
}

function opposite(action: AuditAction, before: EntryState): Pick<EntryEvent, 'action' | 'userId' | 'until'> {
  if (action === 'cleared_manual') return { action: 'reopened', userId: null, until: null };
  if (action === 'snoozed') return { action: 'snoozed', userId: null, until: before.snoozedUntil };
  if (before.claimedBy === null) return { action: 'released', userId: null, until: null };
  return { action: 'claimed', userId: before.claimedBy, until: before.claimedUntil };
}
