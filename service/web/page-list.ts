import { ANONYMOUS } from '../../shared/entry';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { fromLocal, zoneOffset } from '../../shared/zone';
import { callingNow } from '../store/calling';
import type { Queryable } from '../store/database';
import { countEntries, listEntries } from '../store/list';
import type { ListQuery } from '../store/list-query';
import { readWaiting } from '../store/waiting';
import { type Desk, deskOf } from './desk';
import { frameOf } from './frame';
import { justDone } from './just-done';
import { queryText } from './links';
import { listQuery, readWanted, wantedQuery } from './list-query';
import { type AnswerPage, isPart } from './page';
import { type PageParts, viewerOf } from './pages';
import { savedView } from './saved-views';
import type { OngoingCall } from './state-text';
import { withPlace } from './view-filters';
import { sayKeyIn } from './view-frame';
import { listView } from './view-list';

const LAST_CLEARED = 5;

/** Midnight of the reader's day. */
export function startOfDay(zone: string, at: UtcSeconds): UtcSeconds {
  const wall = at + zoneOffset(zone, at);
  return fromLocal(zone, wall - (wall % 86400));
}

/** A call whose end was never written waits for hours before it is given up; nobody is on the telephone that long unseen. */
const LONGEST_ONGOING_SECONDS = 3600;

/** Calls that go on at this instant, by the caller's key; those who withheld their number cannot be told apart and are left out. */
export async function ongoingCalls(client: ClientId, db: Queryable, at: UtcSeconds): Promise<ReadonlyMap<string, OngoingCall>> {
  const calls = new Map<string, OngoingCall>();
  for (const { callerKey, direction, extension, sinceAt } of await readWaiting(client, db)) {
    if (callerKey === null || callerKey === ANONYMOUS || at - sinceAt > LONGEST_ONGOING_SECONDS) continue;
    if (direction !== 'internal') calls.set(callerKey, { direction, extension });
  }
  return calls;
}

/** What holds digits is not looked for in the name of somebody who may not see numbers: he could find them out digit by digit. */
export function hidingQuery(query: ListQuery, { showsNumbers }: Desk): ListQuery {
  const { search = '' } = query;
  if (showsNumbers || search === '') return query;
  // Only a sign is left: nobody is found by it.
  return { ...query, search: search.replace(/\S*\d\S*/g, '').trim() || '-' };
}

/** GET /: the open list, or with `?view=cleared` who was served later. */
export function listPage(parts: PageParts): AnswerPage {
  return async (asked) => {
    const { client, userId, scope } = asked.identity;
    const viewer = viewerOf(parts, asked);
    const { at, zone, language } = viewer.now;
    const t = sayKeyIn(language);
    const wanted = readWanted(withPlace(asked.query));
    const desk = await deskOf(parts, asked, `/${queryText(wantedQuery(wanted))}`);
    const [page, counts, last, ongoing] = await Promise.all([
      listEntries(client, parts.db, hidingQuery(listQuery(wanted, { at, zone, userId, scope }), desk)),
      countEntries(client, parts.db, at, startOfDay(zone, at), { userId, scope }),
      listEntries(client, parts.db, { status: 'cleared', limit: LAST_CLEARED, scope }),
      ongoingCalls(client, parts.db, at),
    ]);
    const calling = await callingNow(client, parts.db, page.entries, at);
    const saved = isPart(asked) ? null : await savedView(parts, asked, wanted);
    const just = await justDone(parts, asked, viewer.now);
    const { directory } = parts.clientOf(client);
    const listed = { wanted, page, counts, lastCleared: last.entries, directory };
    const frame = await frameOf(parts, asked, viewer, {
      title: t(wanted.view === 'open' ? 'page.open' : 'page.cleared'),
      tab: wanted.view,
      open: counts.open,
    });
    return {
      template: isPart(asked) ? 'live' : 'list',
      view: { ...listView(listed, { ...viewer, ongoing, desk: { ...desk, calling } }, frame), saved, just, t },
    };
  };
}
