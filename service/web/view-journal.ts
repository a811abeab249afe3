import { type MessageKey, sayIn } from '../../shared/messages';
import { MAIL_CHANNEL, recipientOf } from '../../shared/notify-settings';
import type { Settings } from '../../shared/settings';
import type { DeliveryState } from '../store/deliveries';
import type { JournalMessage } from '../store/journal';
import type { Unsubscribed } from '../store/unsubscribed';
import type { Asked } from './page';
import { machineTime, moment } from './time-text';
import { oneLine } from './view-caller';
import type { FrameView } from './view-frame';
import type { Viewer } from './view-row';
import { type SettingsTabView, settingsTabs } from './view-settings-tabs';

/** Every message with what became of it, exactly as the template shows it. */
export interface JournalView {
  readonly frame: FrameView;
  readonly tabs: readonly SettingsTabView[];
  readonly heading: string;
  readonly action: string;
  readonly token: string;
  /** What the last form came to; '' before one was sent. */
  readonly said: string;
  readonly channels: readonly string[];
  /** Who wished not to be told any more. */
  readonly unsubscribed: readonly { readonly reader: string; readonly to: string; readonly at: string; readonly when: string }[];
  readonly states: readonly { readonly text: string; readonly href: string; readonly current: boolean }[];
  readonly rows: readonly JournalRowView[];
  readonly next: string;
}

export interface JournalRowView {
  readonly id: number;
  readonly at: string;
  readonly when: string;
  readonly what: string;
  readonly to: string;
  readonly by: string;
  readonly state: string;
  readonly isBad: boolean;
  /** What the other side said last. */
  readonly detail: string;
  readonly entries: readonly { readonly text: string; readonly href: string }[];
  readonly mayResend: boolean;
}

/** What the store says of the messages asked for. */
export interface JournalFound {
  readonly state: DeliveryState | undefined;
  readonly messages: readonly JournalMessage[];
  readonly isMore: boolean;
  readonly settings: Settings;
  readonly unsubscribed: readonly Unsubscribed[];
  readonly asked: Asked;
}

export const STATES: readonly DeliveryState[] = ['due', 'sent', 'dead', 'dropped'];
const DONE: Readonly<Record<string, MessageKey>> = {
  resent: 'journal.resent',
  subscribed: 'journal.subscribed',
  tried: 'journal.tried_above',
  not_tried: 'journal.not_tried_above',
};
const MOST_ENTRIES = 5;
const LONGEST_DETAIL = 300;

/** The page of the messages. */
export function journalView(found: JournalFound, viewer: Viewer, frame: FrameView): JournalView {
  const { state, messages, isMore, settings, unsubscribed, asked } = found;
  const { links, now } = viewer;
  const say = sayIn(now.language);
  const names = new Map(settings.recipients.map(recipientOf).map((one): [string, string] => [one.id, one.name || one.address || one.id]));
  const done = DONE[asked.query.done || ''];
  const last = messages[messages.length - 1];
  const href = (query: Readonly<Record<string, string | number | null>>) => links.to('/settings/journal', query);
  return {
    frame,
    tabs: settingsTabs('journal', viewer, frame),
    heading: say({ key: 'settings.tab.journal' }),
    action: href({}),
    token: asked.token,
    said: done === undefined ? '' : say({ key: done }),
    channels: [MAIL_CHANNEL].concat(settings.notify_channels.map(({ id }) => id).filter((id) => id !== MAIL_CHANNEL)),
    unsubscribed: unsubscribed.map(({ reader, address, at }) => ({
      reader,
      to: oneLine(address || reader),
      at: machineTime(at),
      when: moment(now, at),
    })),
    states: [
      { text: say({ key: 'journal.all' }), href: href({}), current: state === undefined },
      ...STATES.map((one) => ({
        text: say({ key: `journal.state.${one}` as MessageKey }),
        href: href({ state: one }),
        current: state === one,
      })),
    ],
    rows: messages.map((message) => {
      const line = message.lines[message.lines.length - 1];
      const to = names.get(message.recipient) || message.recipient;
      return {
        id: message.id,
        at: machineTime(message.createdAt),
        when: moment(now, message.createdAt),
        what: say({ key: `journal.kind.${message.kind}` as MessageKey }),
        to: oneLine(message.address === '' || message.address === to ? to : `${to} (${message.address})`),
        by: oneLine(message.channel),
        state: say({ key: `journal.state.${message.state}` as MessageKey }),
        isBad: message.state === 'dead',
        detail: line === undefined ? '' : oneLine(line.detail, LONGEST_DETAIL),
        entries: message.entryIds.slice(0, MOST_ENTRIES).map((id) => ({ text: `#${id}`, href: links.to(`/entries/${id}`) })),
        mayResend: message.state !== 'due' && message.kind !== 'test',
      };
    }),
    next: !isMore || last === undefined ? '' : href({ state: state || null, before: last.id }),
  };
}
