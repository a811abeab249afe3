import { timingSafeEqual } from 'crypto';
import type express from 'express';
import { LANGUAGES, languageOf } from '../../shared/language';
import { sayIn } from '../../shared/messages';
import type { ClientId } from '../../shared/words';
import type { Clock } from '../clock';
import type { Render } from '../render';
import { isClient, lockClient } from '../store/clients';
import type { Database } from '../store/database';
import { type Delivery, readDelivery } from '../store/deliveries';
import { unsubscribe } from '../store/unsubscribed';
import { linksFor } from './links';
import { plainQuery } from './page';
import { problemView } from './view-problem';

/** What the page stands on. */
export interface UnsubscribeParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly render: Render;
  readonly assetsVersion: string;
  /** What only somebody who got the message can know. */
  readonly proofOf: (client: ClientId, deliveryId: number) => string;
}

/** The message of a link; null when the link does not prove that its reader got it, or the message is not kept any more. */
async function messageOf(
  { db, proofOf }: UnsubscribeParts,
  { c: client = '', m = '', s = '' }: Record<string, string>,
): Promise<Delivery | null> {
  if (!/^[1-9]\d{0,8}$/.test(m)) return null;
  const [given, wanted] = [Buffer.from(s), Buffer.from(proofOf(client, Number(m)))];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  return (await isClient(client, db)) ? readDelivery(client, db, Number(m)) : null;
}

/**
 * /unsubscribe: no more messages to the reader of a message. Its link is proof enough, so nobody need be logged in. Looking at it changes nothing,
 * for mail programs look at links by themselves; the form does, and so does a mail program's own button (RFC 8058), both by POST.
 */
export function unsubscribePage(parts: UnsubscribeParts): express.RequestHandler {
  const { db, clock, render, assetsVersion } = parts;
  return (request, response, next) => {
    const query = plainQuery(request.query);
    const language = languageOf(request.acceptsLanguages(LANGUAGES.slice()) || null);
    const links = linksFor(request.headers['x-smc-frame']);
    const show = (status: number, key: 'unsubscribe.ask' | 'unsubscribe.done' | 'unsubscribe.unknown', address: string) => {
      const text = sayIn(language)({ key, params: { address } });
      const action = key === 'unsubscribe.ask' ? links.to('/unsubscribe', query) : '';
      const view = { ...problemView(text, language, links, assetsVersion), action };
      response.status(status).type('html').send(render('unsubscribe', view));
    };
    const answer = async () => {
      const message = await messageOf(parts, query);
      if (message === null) return show(404, 'unsubscribe.unknown', '');
      if (request.method !== 'POST') return show(200, 'unsubscribe.ask', message.address);
      const client = query.c as string;
      await db.transaction(async (tx) => {
        await lockClient(client, tx);
        await unsubscribe(client, tx, message.id, clock.nowAt());
      });
      show(200, 'unsubscribe.done', message.address);
    };
    answer().catch(next);
  };
}
