import type { Entry } from '../../shared/entry';
import type { Language } from '../../shared/language';
import { sayIn } from '../../shared/messages';
import type { Names } from '../web/names';
import { reasonText } from '../web/reason-text';
import type { Now } from '../web/time-text';
import { callerView } from '../web/view-caller';
import { countText, timesText, whereText } from '../web/view-row';
import { pageLink } from './links';
import { apart, tame } from './plain';

/** One caller in a message, exactly as the templates show him. */
export interface RowView {
  /** For HTML, where `<bdi>` sets it apart; for plain text. */
  readonly who: string;
  readonly whoPlain: string;
  readonly number: string;
  readonly tel: string | null;
  readonly callText: string;
  readonly count: string;
  readonly times: string;
  readonly where: string;
  readonly reason: string;
  readonly link: string | null;
}

/** Callers under one heading. */
export interface GroupView {
  /** '' where there is only one group. */
  readonly heading: string;
  readonly rows: readonly RowView[];
}

/** A message, exactly as the templates show it. */
export interface MessageView {
  readonly language: Language;
  readonly title: string;
  /** A sentence before the callers; '' for none. */
  readonly lead: string;
  readonly groups: readonly GroupView[];
  /** `and 17 more`; '' when all are shown. */
  readonly more: string;
  /** What was served since; '' for none. */
  readonly summary: string;
  readonly listLink: string | null;
  readonly listText: string;
  readonly showText: string;
  readonly unsubscribe: string | null;
  readonly unsubscribeText: string;
}

/** How a reader reads: his time, language and the names of his PBX. */
export interface Reading {
  readonly now: Now;
  readonly names: Names;
  /** ISO 3166 country of the client, for writing numbers. */
  readonly country: string | null;
  /** Where a browser finds the pages; null: nowhere. */
  readonly baseUrl: string | null;
}

/** One caller. The times are those of his calls, on the reader's clock. */
export function rowOf(entry: Entry, { now, names, country, baseUrl }: Reading): RowView {
  const caller = callerView(entry, country, now.language);
  const number = caller.number || (caller.isName ? '' : caller.title);
  return {
    who: tame(caller.title),
    whoPlain: apart(caller.title),
    number: caller.isName ? tame(caller.number) : '',
    tel: caller.tel,
    callText: caller.tel === null ? '' : sayIn(now.language)({ key: 'mail.call', params: { number: tame(number) } }),
    count: countText(entry),
    times: timesText(entry, now),
    where: apart(whereText(entry, names)),
    reason: reasonText(entry, now.language),
    link: pageLink(baseUrl, `/entries/${entry.id}`),
  };
}

const MOST_PLACES = 3;

/** `Sales, Reception`: where the callers of a message rang. */
export function placesOf(entries: readonly Entry[], names: Names): string {
  const places = Array.from(new Set(entries.map((entry) => apart(whereText(entry, names)))));
  return places.length <= MOST_PLACES ? places.join(', ') : `${places.slice(0, MOST_PLACES).join(', ')}, …`;
}

const MOST_LINES = 10;

/** The callers in a few lines, for chats and telephones. */
export function briefOf({ lead, groups, more, summary }: MessageView, language: Language): string {
  const rows = groups.reduce<readonly RowView[]>((all, group) => all.concat(group.rows), []);
  const lines = rows.slice(0, MOST_LINES).map(({ whoPlain, number, count, where, times, reason }) => {
    const who = [whoPlain, number, count].filter((part) => part !== '').join(' ');
    return `${who}: ${[where, times, reason].filter((part) => part !== '').join(', ')}`;
  });
  const rest = rows.length - lines.length;
  const left = rest === 0 ? more : sayIn(language)({ key: 'mail.and_more', params: { n: rest } });
  return [lead, ...lines, left, summary].filter((part) => part !== '').join('\n');
}
