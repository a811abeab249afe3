import { may } from '../../shared/identity';
import { languageOf } from '../../shared/language';
import { sayIn } from '../../shared/messages';
import type { ClientId, UtcSeconds } from '../../shared/words';
import { lockClient } from '../store/clients';
import { readJournal, resend } from '../store/journal';
import { readSettings } from '../store/settings-store';
import { readUnsubscribed, subscribeAgain } from '../store/unsubscribed';
import { type Action, field as textOf } from './action';
import { frameOf } from './frame';
import { type AnswerPage, isPart } from './page';
import { settersOnly } from './page-settings';
import { type PageParts, viewerOf } from './pages';
import { Problem } from './problems';
import { sayKeyIn } from './view-frame';
import { journalView, STATES } from './view-journal';

/** Sends a test message by a channel at once; what the other side said of it. */
export type TryChannel = (
  client: ClientId,
  trying: { readonly channel: string; readonly address: string; readonly userId: string; readonly now: UtcSeconds },
) => Promise<{ readonly ok: boolean; readonly said: string }>;

const PAGE_SIZE = 50;
const LONGEST_ADDRESS = 190;

/** GET /settings/journal: every message, newest first, with what became of it; for admins. */
export function journalPage(parts: PageParts): AnswerPage {
  return settersOnly(async (asked) => {
    const { identity, query } = asked;
    if (!may(identity, 'admin')) throw new Problem(403);
    const viewer = viewerOf(parts, asked);
    const t = sayKeyIn(viewer.now.language);
    const title = `${t('page.settings')} · ${t('settings.tab.journal')}`;
    const frame = await frameOf(parts, asked, viewer, { title, tab: 'settings', sheets: ['settings.css'], scripts: ['settings.js'] });
    if (isPart(asked)) return { template: 'live-head', view: { frame, t } };
    const state = STATES.filter((one) => one === query.state)[0];
    const before = /^\d{1,9}$/.test(query.before || '') ? Number(query.before) : null;
    const [messages, settings, unsubscribed] = await Promise.all([
      readJournal(identity.client, parts.db, {
        limit: PAGE_SIZE + 1,
        ...(state === undefined ? {} : { state }),
        ...(before === null ? {} : { before }),
      }),
      readSettings(identity.client, parts.db),
      readUnsubscribed(identity.client, parts.db),
    ]);
    const isMore = messages.length > PAGE_SIZE;
    const found = { state, messages: messages.slice(0, PAGE_SIZE), isMore, settings, unsubscribed, asked };
    return { template: 'settings-journal', view: { ...journalView(found, viewer, frame), t } };
  });
}

/** POST /settings/journal: sends a message again, lets somebody be told again, or tries a channel. */
export function journalAction(parts: PageParts): Action {
  return {
    needs: 'admin',
    act: async ({ identity, fields, nowAt }) => {
      if (!may(identity, 'settings')) throw new Problem(403);
      const say = sayIn(languageOf(identity.language));
      const { client, userId } = identity;
      const again = textOf(fields, 'resend');
      if (again !== '') {
        const isSent = /^[1-9]\d{0,8}$/.test(again) && (await resend(client, parts.db, Number(again), userId, nowAt));
        if (!isSent) throw new Problem(404);
        return { text: say({ key: 'journal.resent' }), undo: null, back: '/settings/journal?done=resent' };
      }
      const reader = textOf(fields, 'subscribe');
      if (reader !== '') {
        const isTold = await parts.db.transaction(async (tx) => {
          await lockClient(client, tx);
          return subscribeAgain(client, tx, reader, userId, nowAt);
        });
        if (!isTold) throw new Problem(404);
        return { text: say({ key: 'journal.subscribed' }), undo: null, back: '/settings/journal?done=subscribed' };
      }
      const address = textOf(fields, 'address').trim().slice(0, LONGEST_ADDRESS);
      const { ok, said } = await parts.tryChannel(client, { channel: textOf(fields, 'channel'), address, userId, now: nowAt });
      const text = say({ key: ok ? 'journal.tried' : 'journal.not_tried', params: { said: said || '–' } });
      return { text, undo: null, back: `/settings/journal?done=${ok ? 'tried' : 'not_tried'}` };
    },
  };
}
