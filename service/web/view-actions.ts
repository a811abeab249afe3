import { type Entry, isErased } from '../../shared/entry';
import { sayIn } from '../../shared/messages';
import type { Desk } from './desk';
import { earliestSnooze, type SnoozeChoice, snoozeChoices } from './snooze-choices';
import type { Now } from './time-text';
import type { CallerView } from './view-caller';
import type { Viewer } from './view-row';

/** What the reader may do about an entry: addresses of forms, '' for what is not his or makes no sense now. */
export interface ActionsView {
  /** Something can be done from the list. */
  readonly isAny: boolean;
  readonly claim: string;
  readonly release: string;
  readonly assign: string;
  readonly snooze: string;
  readonly wake: string;
  readonly resolve: string;
  readonly notMissed: string;
  readonly note: string;
  readonly reopen: string;
  readonly forget: string;
  /** Told as soon as Call is pressed. */
  readonly call: string;
  /** How many calls the reader has seen. */
  readonly seen: string;
  /** `More about Andrew Pope`, for those who hear the page. */
  readonly moreSpoken: string;
  readonly selectSpoken: string;
  /** The number to copy, or ''. */
  readonly number: string;
}

/** What every form of a page needs. */
export interface DeskView {
  readonly back: string;
  readonly colleagues: readonly { readonly userId: string; readonly name: string }[];
  readonly snoozes: readonly SnoozeChoice[];
  /** The earliest time a date field takes, on the reader's clock. */
  readonly earliest: string;
  readonly undo: string;
  readonly many: string;
  readonly mayWork: boolean;
  readonly mayResolve: boolean;
  readonly me: string;
}

/** What forms need beside what they are about. */
export function deskView(desk: Desk, now: Now, links: Viewer['links']): DeskView {
  return {
    back: desk.back,
    colleagues: desk.colleagues,
    snoozes: snoozeChoices(now),
    earliest: earliestSnooze(now),
    undo: links.to('/undo'),
    many: links.to('/entries'),
    mayWork: desk.may('work'),
    mayResolve: desk.mayResolve,
    me: desk.userId,
  };
}

/** What the reader may do about an entry as it stands. */
export function actionsView(entry: Entry, caller: CallerView, { now, links }: Viewer, desk: Desk): ActionsView {
  const say = sayIn(now.language);
  const to = (step: string, may: boolean): string => (may ? links.to(`/entries/${entry.id}/${step}`) : '');
  const isKnown = !isErased(entry.callerKey) && entry.withdrawnAt === null;
  const works = isKnown && desk.may('work');
  const isOpen = entry.status === 'open';
  const owner = entry.claimedUntil === null || entry.claimedUntil > now.at ? entry.claimedBy : null;
  const isMine = owner === desk.userId;
  const isFree = owner === null || isMine;
  return {
    isAny: works || (isKnown && !isOpen && desk.may('reopen')),
    claim: to('claim', works && isOpen && owner === null),
    release: to('release', works && isOpen && owner !== null && (isMine || desk.may('admin'))),
    assign: to('assign', works && isOpen && (isFree || desk.may('admin')) && desk.colleagues.length > 0),
    snooze: to('snooze', works && isOpen),
    wake: to('wake', works && isOpen && entry.snoozedUntil !== null && entry.snoozedUntil > now.at),
    resolve: to('resolve', works && isOpen && desk.mayResolve),
    notMissed: to('not-missed', works && isOpen && desk.mayResolve),
    note: to('note', works),
    reopen: to('reopen', isKnown && !isOpen && desk.may('reopen')),
    forget: to('forget', isKnown && desk.may('admin') && caller.isKnown),
    call: to('call', works && isOpen && isFree && caller.tel !== null),
    seen: String(entry.missedTotal),
    moreSpoken: say({ key: 'row.more_spoken', params: { who: caller.title } }),
    selectSpoken: say({ key: 'row.select_spoken', params: { who: caller.title } }),
    number: caller.tel === null ? '' : entry.callerKey,
  };
}
