import type { MessageKey } from '../../shared/messages';
import { readColleagues } from '../store/colleagues';
import { readExports } from '../store/exports';
import { readSettingsHistory, readSettingsHolds } from '../store/settings-history';
import { frameOf } from './frame';
import { type AnswerPage, type Asked, isPart, type Page } from './page';
import { settersOnly } from './page-settings';
import { type PageParts, viewerOf } from './pages';
import { type FrameView, sayKeyIn } from './view-frame';
import type { Viewer } from './view-row';
import { settingsHistoryView } from './view-settings-history';
import { pbxView, permissionsView } from './view-settings-pbx';

const MOST_EXPORTS = 200;

type Make = (viewer: Viewer, frame: FrameView) => Promise<object>;

async function pageOf(parts: PageParts, asked: Asked, name: 'history' | 'permissions' | 'pbx', make: Make): Promise<Page> {
  const viewer = viewerOf(parts, asked);
  const t = sayKeyIn(viewer.now.language);
  const title = `${t('page.settings')} · ${t(`settings.tab.${name}` as MessageKey)}`;
  const frame = await frameOf(parts, asked, viewer, { title, tab: 'settings', sheets: ['settings.css'], scripts: ['settings.js'] });
  return { template: isPart(asked) ? 'live-head' : `settings-${name}`, view: { ...(await make(viewer, frame)), t } };
}

/** GET /settings/history: who changed which setting, from what to what. */
export function settingsHistoryPage(parts: PageParts): AnswerPage {
  return settersOnly((asked) =>
    pageOf(parts, asked, 'history', async (viewer, frame) => {
      const { client } = asked.identity;
      const [changes, holds, exports, people] = await Promise.all([
        readSettingsHistory(client, parts.db, null),
        readSettingsHolds(client, parts.db),
        readExports(client, parts.db, MOST_EXPORTS),
        readColleagues(client, parts.db),
      ]);
      const names = new Map(people.map(({ userId, name }): [string, string] => [userId, name]));
      return settingsHistoryView({ changes, holds, exports }, names, viewer, frame);
    }),
  );
}

/** GET /settings/permissions: what each permission means, and who has opened the list. */
export function permissionsPage(parts: PageParts): AnswerPage {
  return settersOnly((asked) =>
    pageOf(parts, asked, 'permissions', async (viewer, frame) =>
      permissionsView(asked.identity, await readColleagues(asked.identity.client, parts.db), viewer, frame),
    ),
  );
}

/** GET /settings/pbx: the names, numbers and prefixes the PBX gave us. */
export function pbxPage(parts: PageParts): AnswerPage {
  return settersOnly((asked) =>
    pageOf(parts, asked, 'pbx', async (viewer, frame) => pbxView(parts.clientOf(asked.identity.client).directory, viewer, frame)),
  );
}
