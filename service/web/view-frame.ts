import type { Language } from '../../shared/language';
import { type MessageKey, type Params, sayIn } from '../../shared/messages';
import { type Health, healthBanner, healthStatus } from './health';
import type { Links } from './links';
import { ago, type Now } from './time-text';

/** What stands around every page. */
export interface FrameView {
  readonly lang: string;
  readonly title: string;
  readonly home: string;
  readonly styles: readonly string[];
  readonly script: string;
  readonly icon: string;
  /** Inside a page that has the head and the body. */
  readonly isFramed: boolean;
  /** Where the script asks for news; '' at the page's own address. */
  readonly door: string;
  /** How often the script asks for news. */
  readonly everyMs: number;
  /** Every form sends it back. */
  readonly token: string;
  readonly live: { readonly kind: 'live' | 'stale'; readonly text: string; readonly looked: string };
  readonly tabs: readonly TabView[];
  /** Shown only when trust is at stake; '' otherwise. */
  readonly banner: string;
}

export interface TabView {
  readonly text: string;
  readonly count: string;
  readonly href: string;
  readonly current: boolean;
}

/** Text of the catalogue for the fixed words of a template. */
export type SayKey = (key: MessageKey, params?: Params) => string;

/** What makes a frame. */
export interface FrameInput {
  readonly title: string;
  readonly tab: 'open' | 'cleared' | 'none';
  readonly open: number;
  readonly health: Health;
  readonly now: Now;
  readonly links: Links;
  readonly token: string;
  /** Changes whenever an asset does, so that browsers may keep them for ever. */
  readonly assetsVersion: string;
}

const EVERY_MS = 2500;
const SHEETS = ['base.css', 'list.css', 'entry.css'];

/** The fixed words of a template in a language, as `v.t('page.open')`. */
export function sayKeyIn(language: Language): SayKey {
  const say = sayIn(language);
  return (key, params) => say(params === undefined ? { key } : { key, params });
}

/** The frame of a page. */
export function frameView({ title, tab, open, health, now, links, token, assetsVersion }: FrameInput): FrameView {
  const say = sayIn(now.language);
  const asset = (name: string) => links.to(`/assets/${name}`, { v: assetsVersion });
  const isLive = healthStatus(health, now.at) === 'ok' && health.lastTurnAt !== null;
  const looked = health.lastTurnAt === null ? '' : say({ key: 'page.live.looked', params: { ago: ago(now, health.lastTurnAt) } });
  return {
    lang: now.language,
    title: `${title} · ${say({ key: 'page.product' })}`,
    home: links.to('/'),
    styles: SHEETS.map(asset),
    script: asset('smc.js'),
    icon: asset('icon.svg'),
    isFramed: links.isFramed,
    door: links.door,
    everyMs: EVERY_MS,
    token,
    live: isLive
      ? { kind: 'live', text: say({ key: 'page.live' }), looked }
      : { kind: 'stale', text: say({ key: 'page.not_live' }), looked: '' },
    tabs: [
      { text: say({ key: 'page.open' }), count: String(open), href: links.to('/'), current: tab === 'open' },
      { text: say({ key: 'page.cleared' }), count: '', href: links.to('/', { view: 'cleared' }), current: tab === 'cleared' },
    ],
    banner: healthBanner(health, now),
  };
}
