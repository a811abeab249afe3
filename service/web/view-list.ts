import type { Directory } from '../../shared/directory';
import type { Entry } from '../../shared/entry';
import { type Say, sayIn } from '../../shared/messages';
import type { ListCounts, ListPage } from '../store/list';
import type { Desk } from './desk';
import { figure } from './figures';
import { firstPage, isNarrowed, PAGE_SIZE, USUAL, type Wanted, wantedQuery } from './list-query';
import { length, moment } from './time-text';
import { type DeskView, deskView } from './view-actions';
import { type ChipView, chipsView, type FiltersView, filtersView } from './view-filters';
import type { FrameView } from './view-frame';
import { type RowView, rowView, type Viewer } from './view-row';

/** The list, exactly as the template shows it. */
export interface ListView {
  readonly frame: FrameView;
  readonly heading: string;
  /** `7` + `callers are waiting · longest 47 min`. */
  readonly summary: { readonly n: string; readonly text: string };
  readonly filters: FiltersView;
  readonly chips: readonly ChipView[];
  readonly desk: DeskView;
  /** Callers can be selected, for something to be done with many. */
  readonly picks: boolean;
  readonly rows: readonly RowView[];
  readonly empty: { readonly title: string; readonly more: string; readonly href: string } | null;
  readonly paging: { readonly position: string; readonly previous: string; readonly next: string } | null;
  /** Who was served within the last hour: shows that the list clears itself. */
  readonly recent: readonly RowView[];
  readonly allCleared: string;
  /** '' for those who may not take the list away. */
  readonly exportHref: string;
}

/** What the store says for one page of the list. */
export interface Listed {
  readonly wanted: Wanted;
  readonly page: ListPage;
  readonly counts: ListCounts;
  /** Cleared last first. */
  readonly lastCleared: readonly Entry[];
  readonly directory: Directory;
}

/** A reader at his desk. */
export type DeskViewer = Viewer & { readonly desk: Desk };

const RECENT_SECONDS = 3600;
function servedToday({ cleared }: ListCounts): number {
  return cleared.returned + cleared.answered_later;
}

function summary({ wanted, page: { total, isMore }, counts }: Listed, viewer: Viewer): ListView['summary'] {
  const { language } = viewer.now;
  const n = figure(language, total, isMore);
  const say = sayIn(viewer.now.language);
  if (isNarrowed(wanted)) return { n: '', text: say({ key: 'page.summary.found', params: { n } }) };
  if (wanted.view === 'cleared')
    return { n: total > 0 ? String(n) : '', text: total > 0 ? say({ key: 'page.summary.later', params: { n } }) : '' };
  const served = servedToday(counts);
  const parts: string[] = [];
  if (counts.open > 0) {
    parts.push(say({ key: 'page.summary.waiting', params: { n: figure(language, counts.open) } }));
    if (counts.oldestWaitSince !== null) {
      parts.push(
        say({ key: 'page.summary.oldest', params: { time: length(viewer.now.language, viewer.now.at - counts.oldestWaitSince) } }),
      );
    }
    if (counts.overdue > 0) parts.push(say({ key: 'page.summary.overdue', params: { n: figure(language, counts.overdue) } }));
  }
  if (served > 0) parts.push(say({ key: 'page.summary.served', params: { n: served } }));
  return { n: counts.open > 0 ? String(figure(language, counts.open)) : '', text: parts.join(' · ') };
}

function empty({ wanted, page: { entries }, lastCleared }: Listed, viewer: Viewer): ListView['empty'] {
  if (entries.length > 0) return null;
  const say = sayIn(viewer.now.language);
  const { links } = viewer;
  if (wanted.after !== '' || wanted.before !== '')
    return { title: say({ key: 'page.empty.beyond' }), more: '', href: links.to('/', wantedQuery(firstPage(wanted))) };
  if (isNarrowed(wanted)) {
    const isSearch = wanted.text !== '';
    const title = isSearch ? say({ key: 'page.empty.search', params: { text: wanted.text } }) : say({ key: 'page.empty.filter' });
    return { title, more: '', href: links.to('/', wantedQuery({ ...USUAL, view: wanted.view, sort: wanted.sort })) };
  }
  if (wanted.view === 'cleared') return { title: say({ key: 'page.empty.cleared' }), more: '', href: '' };
  const last = lastCleared[0];
  const more = say({ key: 'page.empty.never.more' });
  if (last === undefined || last.clearedAt === null) return { title: say({ key: 'page.empty.never' }), more, href: '' };
  return { title: say({ key: 'page.empty.since', params: { when: moment(viewer.now, last.clearedAt) } }), more: '', href: '' };
}

function paging({ wanted, page: { total, isMore, entries, before, after } }: Listed, { links, now }: Viewer, say: Say): ListView['paging'] {
  if ((before === null && after === null) || entries.length === 0) return null;
  const from = (wanted.page - 1) * PAGE_SIZE;
  const to = from + entries.length;
  return {
    position: say({ key: 'page.position', params: { from: from + 1, to, n: figure(now.language, total, isMore) } }),
    previous: before === null ? '' : links.to('/', wantedQuery({ ...wanted, page: Math.max(1, wanted.page - 1), after: '', before })),
    next: after === null ? '' : links.to('/', wantedQuery({ ...wanted, page: wanted.page + 1, after, before: '' })),
  };
}

/** The list from what the store says. */
export function listView(listed: Listed, viewer: DeskViewer, frame: FrameView): ListView {
  const { desk } = viewer;
  const say = sayIn(viewer.now.language);
  const {
    wanted,
    page: { entries },
    lastCleared,
  } = listed;
  const isFront = wanted.view === 'open' && !isNarrowed(wanted) && wanted.page === 1;
  const fresh = lastCleared.filter((entry) => entry.clearedAt !== null && viewer.now.at - entry.clearedAt < RECENT_SECONDS);
  return {
    frame,
    heading: say({ key: wanted.view === 'open' ? 'page.list.open' : 'page.list.cleared' }),
    summary: summary(listed, viewer),
    filters: filtersView(wanted, listed.directory, viewer, desk),
    chips: chipsView(wanted, listed.counts, viewer),
    desk: deskView(desk, viewer.now, viewer.links),
    picks: wanted.view === 'open' && desk.may('work'),
    rows: entries.map((entry) => rowView(entry, viewer)),
    empty: empty(listed, viewer),
    paging: paging(listed, viewer, say),
    recent: isFront ? fresh.map((entry) => rowView(entry, viewer)) : [],
    exportHref: viewer.desk.may('export') ? viewer.links.to('/export', wantedQuery(firstPage(wanted))) : '',
    allCleared: viewer.links.to('/', { view: 'cleared' }),
  };
}
