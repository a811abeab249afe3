import { may } from '../../shared/identity';
import { readFindings, readHealth } from '../store/health';
import { schemaNumber } from '../store/migrate';
import { serverVersion } from '../store/server-version';
import { readUnreadable } from '../store/unreadable';
import { readWaiting } from '../store/waiting';
import { frameOf } from './frame';
import { type AnswerPage, isPart } from './page';
import { type PageParts, viewerOf } from './pages';
import { sayKeyIn } from './view-frame';
import { healthView } from './view-health';

const MOST_ROWS = 20;

/** GET /findings: what could make the list wrong, worst first, and how far the reading is. Rows and calls by their ids are for admins. */
export function healthPage(parts: PageParts): AnswerPage {
  return async (asked) => {
    const { client } = asked.identity;
    const { db } = parts;
    const viewer = viewerOf(parts, asked);
    const isAdmin = may(asked.identity, 'admin');
    const [findings, landing, waiting, unreadable, schema, server] = await Promise.all([
      readFindings(client, db),
      readHealth(client, db, 'landing'),
      readWaiting(client, db),
      readUnreadable(client, db, MOST_ROWS + 1),
      schemaNumber(db),
      serverVersion(db),
    ]);
    const t = sayKeyIn(viewer.now.language);
    const frame = await frameOf(parts, asked, viewer, { title: t('page.health'), tab: 'health', sheets: ['health.css'] });
    const found = { health: parts.health(), findings, landing, waiting, unreadable, versions: { schema, server, node: process.version } };
    return { template: isPart(asked) ? 'live-health' : 'health', view: { ...healthView(found, viewer, isAdmin, frame), t } };
  };
}
