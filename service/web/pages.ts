import type { Directory } from '../../shared/directory';
import { languageOf } from '../../shared/language';
import type { ClientId } from '../../shared/words';
import { isZone } from '../../shared/zone';
import type { Database } from '../store/database';
import type { EntryStore } from '../store/entry-store';
import type { MeetColleague } from './colleague-keeper';
import type { Health } from './health';
import { namesOf } from './names';
import type { AnswerPage, Asked } from './page';
import { entryPage } from './page-entry';
import { exportPage } from './page-export';
import { healthPage } from './page-health';
import { behindPage, insightPage } from './page-insight';
import { journalPage, type TryChannel } from './page-journal';
import { listPage } from './page-list';
import { type RowsOf, rowsPage } from './page-rows';
import { settingsPage } from './page-settings';
import { pbxPage, permissionsPage, settingsHistoryPage } from './page-settings-more';
import type { Viewer } from './view-row';

/** What a client's pages need beside the list itself. */
export interface ClientPages {
  readonly directory: Directory;
  /** IANA zone or fixed offset the client's people live by. */
  readonly zone: string;
}

/** What all pages stand on. */
export interface PageParts {
  readonly db: Database;
  /** Everything users do to the list goes through its turns. */
  readonly store: EntryStore;
  /** Asked at every request, so that a changed directory shows at once. */
  readonly clientOf: (client: ClientId) => ClientPages;
  readonly health: () => Health;
  /** Remembers whoever opens the list, for colleagues to see a name. */
  readonly meet: MeetColleague;
  readonly rowsOf: RowsOf;
  /** Sends a test message by a channel. */
  readonly tryChannel: TryChannel;
  readonly assetsVersion: string;
}

/** What is looked at, and how its reader says it. */
export function viewerOf(parts: PageParts, { identity, nowAt, links }: Asked): Viewer {
  const { directory, zone } = parts.clientOf(identity.client);
  const language = languageOf(identity.language);
  const now = { at: nowAt, zone: identity.zone !== null && isZone(identity.zone) ? identity.zone : zone, language };
  return { now, names: namesOf(directory, language), links, country: directory.country };
}

/** Every page by its path. */
export function pagesOf(parts: PageParts): Readonly<Record<string, AnswerPage>> {
  return {
    '/': listPage(parts),
    '/entries/:id': entryPage(parts),
    '/entries/:id/rows': rowsPage(parts),
    '/export': exportPage(parts),
    '/findings': healthPage(parts),
    '/insight': insightPage(parts),
    '/insight/callers': behindPage(parts),
    '/settings': settingsPage(parts),
    '/settings/history': settingsHistoryPage(parts),
    '/settings/journal': journalPage(parts),
    '/settings/permissions': permissionsPage(parts),
    '/settings/pbx': pbxPage(parts),
    '/settings/:group': settingsPage(parts),
  };
}
