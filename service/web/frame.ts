import { may } from '../../shared/identity';
import { readFindings } from '../store/health';
import { countEntries } from '../store/list';
import type { Asked } from './page';
import type { PageParts } from './pages';
import { type FrameView, frameView, type Tab } from './view-frame';
import type { Viewer } from './view-row';

/** What a page says of itself. */
export interface Framed {
  readonly title: string;
  readonly tab: Tab;
  /** Entries that wait, where the page knows already. */
  readonly open?: number;
  /** Stylesheets and scripts of this page alone, in the assets' folder. */
  readonly sheets?: readonly string[];
  readonly scripts?: readonly string[];
}

/** The frame around a page, with what its reader may open and what is wrong. */
export async function frameOf(parts: PageParts, asked: Asked, viewer: Viewer, page: Framed): Promise<FrameView> {
  const { identity, nowAt, token } = asked;
  const [{ findings }, open] = await Promise.all([
    readFindings(identity.client, parts.db),
    page.open === undefined ? countEntries(identity.client, parts.db, nowAt, nowAt, identity).then((counts) => counts.open) : page.open,
  ]);
  return frameView({
    ...{ sheets: [], scripts: [] },
    ...page,
    open,
    findings,
    maySet: may(identity, 'settings'),
    isAdmin: may(identity, 'admin'),
    health: parts.health(),
    now: viewer.now,
    links: viewer.links,
    token,
    assetsVersion: parts.assetsVersion,
  });
}
