import type { Entry } from '../../shared/entry';
import type { Language } from '../../shared/language';
import { type Say, sayIn } from '../../shared/messages';
import type { Desk } from './desk';
import type { Links } from './links';
import type { Names } from './names';
import { reasonText } from './reason-text';
import { isLate, type OngoingCall, type StateView, stateOf } from './state-text';
import { ago, clock, day, length, machineTime, moment, type Now } from './time-text';
import { type ActionsView, actionsView } from './view-actions';
import { type CallerView, callerView } from './view-caller';

/** What every view of a client's entries needs beside the entry. */
export interface Viewer {
  readonly now: Now;
  readonly names: Names;
  readonly links: Links;
  /** ISO 3166 country of the client, for writing numbers as the reader knows them. */
  readonly country: string | null;
  /** Calls that go on now, by the caller's key. */
  readonly ongoing?: ReadonlyMap<string, OngoingCall>;
  /** What the reader may do; without one nothing is offered. */
  readonly desk?: Desk;
}

/** One line of the list, exactly as the template shows it. */
export interface RowView {
  readonly id: number;
  readonly href: string;
  readonly caller: CallerView;
  /** `×6`; '' for one. */
  readonly count: string;
  /** `6 missed calls`, for those who hear the page. */
  readonly countSpoken: string;
  /** `47 min`: how long nobody has served the caller; of a cleared entry how long it took. */
  readonly waited: string;
  readonly waitedSpoken: string;
  /** How the response target stands; null without one, and for who was served. */
  readonly target: { readonly kind: 'over' | 'left'; readonly text: string } | null;
  readonly isVip: boolean;
  /** ISO time the wait began. */
  readonly since: string;
  /** `14:02 – 14:11`, or `14:02` for one call. */
  readonly times: string;
  readonly where: string;
  /** Phones that rang, or ''. */
  readonly phones: string;
  readonly reason: string;
  readonly state: StateView;
  /** `Call Andrew Pope`, for those who hear the page. */
  readonly callSpoken: string;
  /** What the reader may do about it; null for nothing. */
  readonly actions: ActionsView | null;
}

const MOST_PHONES = 4;

/** `101, 102, 103 +2`; '' where the place is the phone. */
function phonesUnder(where: string, extensions: readonly string[], say: Say): string {
  const first = extensions[0];
  if (first === undefined || (extensions.length === 1 && where.indexOf(first) >= 0)) return '';
  if (extensions.length <= MOST_PHONES) return extensions.join(', ');
  const shown = extensions.slice(0, MOST_PHONES - 1).join(', ');
  return say({ key: 'row.more_phones', params: { shown, n: extensions.length - MOST_PHONES + 1 } });
}

/** `14:02 – 14:11`, or `14:02` for one call. */
export function timesText(entry: Entry, now: Now): string {
  const first = moment(now, entry.firstMissedAt);
  if (entry.missedCount <= 1 || entry.firstMissedAt === entry.lastMissedAt) return first;
  if (entry.lastMissedAt - entry.firstMissedAt < 60) return first;
  const sameDay = day(now, entry.firstMissedAt) === day(now, entry.lastMissedAt);
  const last = sameDay ? clock(now.zone, entry.lastMissedAt) : moment(now, entry.lastMissedAt);
  return sayIn(now.language)({ key: 'row.first_last', params: { first, last } });
}

/** `×6`; '' for a single call. */
export function countText(entry: Entry): string {
  return entry.missedCount > 1 ? `×${entry.missedCount}` : '';
}

/** `6 missed calls`. */
export function countSpoken(entry: Entry, language: Language): string {
  return sayIn(language)({ key: 'row.count_spoken', params: { n: entry.missedCount } });
}

/** Where it rang: the queue, group or extension, else the number that was dialled. */
export function whereText(entry: Entry, names: Names): string {
  return entry.routeLabel || names.did(entry.did) || entry.did;
}

/** `17 min over`, or `12 min left`. */
export function targetOf(entry: Entry, now: Now): RowView['target'] {
  if (entry.status !== 'open' || entry.dueAt === null) return null;
  const say = sayIn(now.language);
  const params = { time: length(now.language, Math.abs(now.at - entry.dueAt)) };
  return isLate(entry, now)
    ? { kind: 'over', text: say({ key: 'row.over', params }) }
    : { kind: 'left', text: say({ key: 'row.left', params }) };
}

/** The line of an entry. */
export function rowView(entry: Entry, viewer: Viewer): RowView {
  const { now, names, links } = viewer;
  const { language } = now;
  const say = sayIn(language);
  const caller = callerView(entry, viewer.country, language, viewer.desk);
  const where = whereText(entry, names);
  const end = entry.status === 'cleared' && entry.clearedAt !== null ? entry.clearedAt : now.at;
  const waited = length(language, end - entry.firstMissedAt);
  const spoken = entry.status === 'cleared' ? 'row.waited_spoken.cleared' : 'row.waited_spoken.open';
  return {
    id: entry.id,
    href: links.to(`/entries/${entry.id}`),
    caller,
    callSpoken: say({ key: 'row.call_spoken', params: { who: caller.title } }),
    count: countText(entry),
    countSpoken: countSpoken(entry, language),
    waited,
    waitedSpoken: say({ key: spoken, params: { time: waited, ago: ago(now, entry.firstMissedAt) } }),
    target: targetOf(entry, now),
    isVip: viewer.desk?.isVip(entry.callerKey) === true,
    since: machineTime(entry.firstMissedAt),
    times: timesText(entry, now),
    where,
    phones: phonesUnder(where, entry.extensions, say),
    reason: reasonText(entry, language),
    state: stateOf(entry, names, now, viewer.ongoing?.get(entry.callerKey), viewer.desk),
    actions: viewer.desk === undefined ? null : actionsView(entry, caller, viewer, viewer.desk),
  };
}
