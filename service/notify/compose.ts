import { languageOf } from '../../shared/language';
import { sayIn } from '../../shared/messages';
import type { Render } from '../render';
import type { Queryable } from '../store/database';
import type { Delivery } from '../store/deliveries';
import { namesOf } from '../web/names';
import type { Message } from './channels/contract';
import { contentsOf } from './contents';
import { messageJson } from './entry-json';
import { messageIdOf, pageLink, unsubscribeLink, unsubscribeProof } from './links';
import { briefOf, type MessageView } from './message-view';
import type { Planning } from './planning';
import { OWNER } from './readers';

/** What messages are put together with, beside their client. */
export interface ComposeParts {
  readonly db: Queryable;
  readonly render: Render;
  /** Secret of this machine, for the links in messages and their names; made when it is first needed. */
  readonly key: () => string;
  /** What comes after the @ of a message's name. */
  readonly hostname: string;
}

/** A message ready to go with the entries it shows, or why it does not go. */
export type Composed = { readonly message: Message; readonly entryIds: readonly number[] } | { readonly drop: string } | 'nothing';

const EVERYTHING = { dids: [], queues: [], ring_groups: [], extensions: [] };

/** Puts a message together as its reader reads it. */
export async function compose(
  { db, render, key: keyOf, hostname }: ComposeParts,
  planning: Planning,
  delivery: Delivery,
): Promise<Composed> {
  const { client, settings, directory, zone, now } = planning;
  const known = planning.readers.filter(({ id }) => id === delivery.reader)[0];
  // Whoever is no recipient any more is told nothing, least of all more than his part of the list.
  const isOwner = delivery.recipient === OWNER && delivery.kind !== 'digest';
  if (known === undefined && delivery.kind !== 'test' && !isOwner) return { drop: 'no recipient any more' };
  const key = keyOf();
  const language = languageOf(known === undefined ? null : known.language);
  const reading = {
    now: { at: now, zone: known === undefined ? zone : known.zone, language },
    names: namesOf(directory, language),
    country: directory.country,
    baseUrl: settings.notify_base_url,
  };
  const scope = known === undefined ? EVERYTHING : known.scope;
  const contents = await contentsOf(client, db, delivery, reading, { scope, emptyDigests: settings.notify_empty_digests });
  if (contents === 'nothing' || 'drop' in contents) return contents;
  const { entries, ...said } = contents;
  const say = sayIn(language);
  const query = { c: client, m: String(delivery.id), s: unsubscribeProof(key, client, delivery.id) };
  const view: MessageView = {
    language,
    ...said,
    listLink: pageLink(settings.notify_base_url, '/'),
    listText: say({ key: 'mail.list' }),
    showText: say({ key: 'mail.show' }),
    unsubscribe: delivery.kind === 'test' ? null : unsubscribeLink(settings.notify_base_url, query),
    unsubscribeText: say({ key: 'mail.unsubscribe' }),
  };
  const brief = briefOf(view, language);
  const [only] = entries;
  const link = entries.length === 1 && only !== undefined ? pageLink(settings.notify_base_url, `/entries/${only.id}`) : view.listLink;
  const messageId = messageIdOf(key, client, delivery, hostname);
  return {
    message: {
      messageId,
      to: delivery.address,
      title: view.title,
      brief,
      text: render('mail/message.text', view),
      html: render('mail/message', view),
      json: messageJson({ ...delivery, id: messageId, client, title: view.title, text: brief, link, entries }),
      link,
      unsubscribe: view.unsubscribe,
    },
    entryIds: entries.map(({ id }) => id),
  };
}
