import type { Entry } from '../../shared/entry';
import type { Language } from '../../shared/language';
import { sayIn } from '../../shared/messages';
import type { Desk } from './desk';
import type { Names } from './names';
import { ago, length, moment, type Now } from './time-text';

/** What is being done about an entry. `kind` names its colour and sign, never the only carrier of the meaning. */
export interface StateView {
  readonly kind: 'waiting' | 'calling' | 'claimed' | 'mine' | 'snoozed' | 'attempted' | 'cleared';
  /** One sentence without a full stop; '' when there is nothing to say. */
  readonly text: string;
  /** `after 9 min`, of a caller who was served; of an open entry what else is so; '' otherwise. */
  readonly detail: string;
}

/** What the reader's desk knows of people; without one they go by their ids. */
export type StateDesk = Pick<Desk, 'userId' | 'person' | 'calling'>;

const NOBODY: StateDesk = { userId: '', person: (id) => id, calling: new Set() };

function clearedText(entry: Entry, names: Names, now: Now, desk: StateDesk): string {
  const say = sayIn(now.language);
  const params = {
    who: entry.clearedByExtension === null ? say({ key: 'person.colleague' }) : names.person(entry.clearedByExtension),
    user: entry.clearedByUserId === null ? say({ key: 'person.colleague' }) : desk.person(entry.clearedByUserId),
    when: moment(now, entry.clearedAt === null ? entry.lastMissedAt : entry.clearedAt),
  };
  switch (entry.clearedBy) {
    case 'returned':
      return say({ key: 'state.cleared.returned', params });
    case 'answered_later':
      return say({ key: 'state.cleared.answered_later', params });
    case 'expired':
      return say({ key: 'state.cleared.expired', params });
    default:
      return say({ key: 'state.cleared.manual', params });
  }
}

function clearedState(entry: Entry, names: Names, now: Now, desk: StateDesk): StateView {
  const { clearedAt, clearedBy } = entry;
  const time = clearedAt === null || clearedBy === 'expired' ? '' : length(now.language, clearedAt - entry.firstMissedAt);
  const detail = time === '' ? '' : sayIn(now.language)({ key: 'state.cleared.after', params: { time } });
  return { kind: 'cleared', text: clearedText(entry, names, now, desk), detail };
}

/** Whether nobody has served the caller within the target. */
export function isLate(entry: Entry, now: Now): boolean {
  return entry.status === 'open' && entry.dueAt !== null && entry.dueAt < now.at;
}

/** A call with the caller that goes on at this moment. */
export interface OngoingCall {
  readonly direction: 'inbound' | 'outbound' | 'internal';
  /** The colleague who calls him; null where he calls us, or nobody knows. */
  readonly extension: string | null;
}

function ongoingText(call: OngoingCall, names: Names, language: Language): string {
  const say = sayIn(language);
  if (call.direction === 'inbound') return say({ key: 'state.calling_us' });
  const who = call.extension === null ? say({ key: 'person.colleague' }) : names.shortPerson(call.extension);
  return say({ key: 'state.being_called', params: { who } });
}

function snoozedText({ snoozedUntil }: Entry, now: Now): string {
  if (snoozedUntil === null || snoozedUntil <= now.at) return '';
  return sayIn(now.language)({ key: 'state.snoozed', params: { when: moment(now, snoozedUntil) } });
}

function attemptedText(entry: Entry, names: Names, now: Now): string {
  if (entry.attemptedCount === 0 || entry.lastAttemptedAt === null) return '';
  const say = sayIn(now.language);
  const who = entry.lastAttemptedExtension === null ? say({ key: 'person.colleague' }) : names.shortPerson(entry.lastAttemptedExtension);
  return say({ key: 'state.attempted', params: { n: entry.attemptedCount, who, ago: ago(now, entry.lastAttemptedAt) } });
}

function claimedState(entry: Entry, claimedBy: string, now: Now, desk: StateDesk): Pick<StateView, 'kind' | 'text'> {
  const say = sayIn(now.language);
  const isMine = claimedBy === desk.userId;
  const params = { who: desk.person(claimedBy), user: desk.person(claimedBy) };
  if (desk.calling.has(entry.id)) {
    return { kind: 'calling', text: isMine ? say({ key: 'state.being_called.you' }) : say({ key: 'state.being_called', params }) };
  }
  return isMine
    ? { kind: 'mine', text: say({ key: 'state.claimed.you' }) }
    : { kind: 'claimed', text: say({ key: 'state.claimed', params }) };
}

/** Where the entry stands now; of several things the one a colleague must know first: that the caller is on the telephone already. */
export function stateOf(entry: Entry, names: Names, now: Now, ongoing?: OngoingCall, desk: StateDesk = NOBODY): StateView {
  if (entry.status === 'open' && ongoing !== undefined)
    return { kind: 'calling', text: ongoingText(ongoing, names, now.language), detail: '' };
  if (entry.withdrawnAt !== null) return { kind: 'cleared', text: sayIn(now.language)({ key: 'state.withdrawn' }), detail: '' };
  if (entry.status === 'cleared') return clearedState(entry, names, now, desk);
  const snoozed = snoozedText(entry, now);
  const attempted = attemptedText(entry, names, now);
  const claimEnds = entry.claimedUntil;
  if (entry.claimedBy !== null && (claimEnds === null || claimEnds > now.at)) {
    return { ...claimedState(entry, entry.claimedBy, now, desk), detail: snoozed || attempted };
  }
  if (snoozed !== '') return { kind: 'snoozed', text: snoozed, detail: attempted };
  if (attempted !== '') return { kind: 'attempted', text: attempted, detail: '' };
  return { kind: 'waiting', text: '', detail: '' };
}
