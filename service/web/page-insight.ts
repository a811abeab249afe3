import { may } from '../../shared/identity';
import { readBehind, readPlaces, readQuarters, readShares, readTopCallers, readWaits } from '../store/insight';
import { readEntry } from '../store/list';
import { frameOf } from './frame';
import { insightQuery, readInsightWanted } from './insight-wanted';
import { type AnswerPage, type Asked, isPart } from './page';
import { type PageParts, viewerOf } from './pages';
import { sayKeyIn } from './view-frame';
import { insightView } from './view-insight';
import { behindView } from './view-insight-behind';
import type { Viewer } from './view-row';

const MOST_LINES = 10;
const PAGE_SIZE = 50;

/** What the address of Insight asks: as it says it, whom it means, and what the store is asked. */
export async function askedInsight(parts: PageParts, asked: Asked, viewer: Viewer) {
  const { client, scope } = asked.identity;
  const { at: now, zone } = viewer.now;
  const wanted = readInsightWanted(asked.query, zone, now);
  const meant = wanted.of === null ? null : await readEntry(client, parts.db, wanted.of, scope);
  const callerKey = wanted.of === null ? '' : meant === null ? '-' : meant.callerKey;
  return { wanted, meant, query: insightQuery(wanted, { zone, now, scope, callerKey }) };
}

/** GET /insight: why callers are not served, and what becomes of them; every figure leads to the callers it counts. */
export function insightPage(parts: PageParts): AnswerPage {
  return async (asked) => {
    const { client } = asked.identity;
    const { db } = parts;
    const viewer = viewerOf(parts, asked);
    const t = sayKeyIn(viewer.now.language);
    const style = { sheets: ['insight.css'], scripts: ['insight.js'] };
    const frame = await frameOf(parts, asked, viewer, { title: t('page.insight'), tab: 'insight', ...style });
    if (isPart(asked)) return { template: 'live-head', view: { frame, t } };
    const { wanted, query } = await askedInsight(parts, asked, viewer);
    const [quarters, waits, reasons, dids, queues, groups, extensions, callers] = await Promise.all([
      readQuarters(client, db, query, asked.nowAt),
      readWaits(client, db, query),
      readShares(client, db, query, 'reason', 20),
      readShares(client, db, query, 'did', MOST_LINES),
      readPlaces(client, db, query, 'queue', MOST_LINES),
      readPlaces(client, db, query, 'ringGroup', MOST_LINES),
      readPlaces(client, db, query, 'extension', MOST_LINES),
      readTopCallers(client, db, query, MOST_LINES),
    ]);
    const found = { wanted, quarters, waits, reasons, dids, queues, groups, extensions, callers };
    return { template: 'insight', view: { ...insightView(found, viewer, may(asked.identity, 'numbers'), frame), t } };
  };
}

/** GET /insight/callers: the callers behind a figure, newest first. */
export function behindPage(parts: PageParts): AnswerPage {
  return async (asked) => {
    const viewer = viewerOf(parts, asked);
    const t = sayKeyIn(viewer.now.language);
    const frame = await frameOf(parts, asked, viewer, { title: t('page.insight'), tab: 'insight', sheets: ['insight.css'] });
    if (isPart(asked)) return { template: 'live-head', view: { frame, t } };
    const { wanted, meant, query } = await askedInsight(parts, asked, viewer);
    const place = /^(\d{1,12})\.(\d{1,10})$/.exec(asked.query.after || '');
    const after = place === null ? null : { at: Number(place[1]), id: Number(place[2]) };
    const [entries, quarters] = await Promise.all([
      readBehind(asked.identity.client, parts.db, query, after, PAGE_SIZE + 1),
      readQuarters(asked.identity.client, parts.db, query, asked.nowAt),
    ]);
    const rights = { showsNumbers: may(asked.identity, 'numbers'), mayExport: may(asked.identity, 'export') };
    const found = { wanted, meant, quarters, entries: entries.slice(0, PAGE_SIZE), isMore: entries.length > PAGE_SIZE };
    return { template: 'insight-callers', view: { ...behindView(found, viewer, rights, frame), t } };
  };
}
