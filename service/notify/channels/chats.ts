import type { Carrier, CarrierParts, Message } from './contract';
import { permanent } from './contract';
import { type HttpRequest, request } from './http';

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };

/** How one kind of chat wants a message. The secret is the address itself, or the token in it or beside it. */
type Shape = (message: Message, secret: string, parts: CarrierParts) => HttpRequest;

function json(url: string, body: object, headers: Readonly<Record<string, string>> = {}): HttpRequest {
  return { url, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function full({ title, brief, link }: Message): string {
  return [title, brief, link || ''].filter((part) => part !== '').join('\n');
}

/** A caller may call himself `<!channel>`: Slack reads commands between these. */
function slackText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Nor may his name be a link, or bold, in what Teams takes for markdown. */
function teamsText(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!~|<>-]/g, '\\$&').replace(/\n/g, '\n\n');
}

const slack: Shape = (message, secret) =>
  json(secret, { text: slackText(full(message)), mrkdwn: false, unfurl_links: false, unfurl_media: false });

/** Google Chat reads `<users/all>` as everybody, and a `*` as bold; neither can be quoted. */
const googleChat: Shape = (message, secret) =>
  json(secret, { text: full(message).replace(/</g, '‹').replace(/>/g, '›').replace(/\*/g, '∗') });

const teams: Shape = ({ title, brief, link }, secret) => {
  const block = (text: string, more: object) => ({ type: 'TextBlock', text: teamsText(text), wrap: true, ...more });
  const actions = link === null ? [] : [{ type: 'Action.OpenUrl', title: '→', url: link }];
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [block(title, { weight: 'Bolder' })].concat(brief === '' ? [] : [block(brief, {})]),
    actions,
  };
  return json(secret, { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }] });
};

const telegram: Shape = (message, secret, { channel }) =>
  json(`${withoutSlash(channel.url || 'https://api.telegram.org')}/bot${secret}/sendMessage`, {
    chat_id: message.to,
    text: Array.from(full(message)).slice(0, 4000).join(''),
    disable_web_page_preview: true,
  });

const ntfy: Shape = (message, secret, { channel }) =>
  json(
    `${withoutSlash(channel.url)}/`,
    {
      topic: message.to,
      title: message.title,
      message: message.brief || message.title,
      ...(message.link === null ? {} : { click: message.link }),
    },
    secret === '' ? {} : { Authorization: `Bearer ${secret}` },
  );

const gotify: Shape = (message, secret, { channel }) => {
  const extras = message.link === null ? {} : { extras: { 'client::notification': { click: { url: message.link } } } };
  const body = { title: message.title, message: message.brief || message.title, priority: 5, ...extras };
  return json(`${withoutSlash(channel.url)}/message`, body, { 'X-Gotify-Key': secret });
};

const SHAPES = { slack, teams, google_chat: googleChat, telegram, ntfy, gotify };
/** Whose readers are chats or topics: without one nobody is meant. */
const NEEDS_TO: readonly string[] = ['telegram', 'ntfy'];
const NEEDS_NO_SECRET = 'ntfy';

/** Whether a kind of channel is a chat. */
export function isChat(kind: string): kind is keyof typeof SHAPES {
  return kind in SHAPES;
}

/** Posts the message to a chat or a phone, as its kind wants it. */
export function chat(kind: keyof typeof SHAPES, parts: CarrierParts): Carrier {
  const { channel, secret } = parts;
  return {
    send: (message) => {
      const to = message.to || channel.to;
      if (secret === null && kind !== NEEDS_NO_SECRET) return Promise.resolve(permanent('Its secret is not kept here: enter it again.'));
      if (to === '' && NEEDS_TO.indexOf(kind) >= 0)
        return Promise.resolve(permanent('It names no chat or topic: add one to the recipient or the channel.'));
      return request(SHAPES[kind]({ ...message, to }, secret || '', parts), parts);
    },
  };
}
