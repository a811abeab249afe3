import type { Finding } from '../../shared/finding';
import type { Language } from '../../shared/language';
import { type MessageKey, type Params, sayIn } from '../../shared/messages';
import { figure } from './figures';
import { type Health, healthBanner, healthStatus } from './health';
import type { Links } from './links';
import { ago, type Now } from './time-text';

/** What stands around every page. */
export interface FrameView {
  readonly lang: string;
  readonly title: string;
  readonly home: string;
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
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
  /** The reader may see the journal and health's details. */
  readonly isAdmin: boolean;
  /** Shown only when trust is at stake; '' otherwise. */
  readonly banner: string;
  readonly bannerHref: string;
}

export interface TabView {
  readonly text: string;
  readonly count: string;
  /** The count, for those who hear the page; '' where the number says enough. */
  readonly countSpoken: string;
  /** The count speaks of something that is wrong. */
  readonly isWarning: boolean;
  readonly href: string;
  readonly current: boolean;
}

/** Text of the catalogue for the fixed words of a template. */
export type SayKey = (key: MessageKey, params?: Params) => string;

/** Which of the pages in the frame is shown. */
export type Tab = 'open' | 'cleared' | 'insight' | 'settings' | 'health' | 'none';

/** What makes a frame. */
export interface FrameInput {
  readonly title: string;
  readonly tab: Tab;
  readonly open: number;
  readonly health: Health;
  /** Of the doctor's last look. */
  readonly findings: readonly Finding[];
  /** Whether the reader may open the settings. */
  readonly maySet: boolean;
  readonly isAdmin: boolean;
  readonly now: Now;
  readonly links: Links;
  readonly token: string;
  /** Changes whenever an asset does, so that browsers may keep them for ever. */
  readonly assetsVersion: string;
  /** Beside those of every page. */
  readonly sheets: readonly string[];
  readonly scripts: readonly string[];
}

/** A colleague's claim is seen within three seconds. */
const EVERY_MS = 2000;
const SHEETS = ['base.css', 'act.css', 'list.css', 'entry.css'];

/** The fixed words of a template in a language, as `v.t('page.open')`. */
export function sayKeyIn(language: Language): SayKey {
  const say = sayIn(language);
  return (key, params) => say(params === undefined ? { key } : { key, params });
}

function tabsOf({ tab, open, findings, maySet, now, links }: FrameInput): TabView[] {
  const say = sayIn(now.language);
  const wrong = findings.filter(({ severity }) => severity !== 'note').length;
  const plain = { count: '', countSpoken: '', isWarning: false };
  return [
    { ...plain, text: say({ key: 'page.open' }), count: String(figure(now.language, open)), href: links.to('/'), current: tab === 'open' },
    { ...plain, text: say({ key: 'page.cleared' }), href: links.to('/', { view: 'cleared' }), current: tab === 'cleared' },
    { ...plain, text: say({ key: 'page.insight' }), href: links.to('/insight'), current: tab === 'insight' },
    ...(maySet ? [{ ...plain, text: say({ key: 'page.settings' }), href: links.to('/settings'), current: tab === 'settings' }] : []),
    {
      text: say({ key: 'page.health' }),
      count: wrong === 0 ? '' : String(wrong),
      countSpoken: wrong === 0 ? '' : say({ key: 'page.health.wrong', params: { n: wrong } }),
      isWarning: wrong > 0,
      href: links.to('/findings'),
      current: tab === 'health',
    },
  ];
}

/** The frame of a page. */
export function frameView(input: FrameInput): FrameView {
  const { title, health, findings, now, links, token, assetsVersion, sheets, scripts } = input;
  const say = sayIn(now.language);
  const asset = (name: string) => links.to(`/assets/${name}`, { v: assetsVersion });
  const isLive = healthStatus(health, now.at) === 'ok' && health.lastTurnAt !== null;
  const looked = health.lastTurnAt === null ? '' : say({ key: 'page.live.looked', params: { ago: ago(now, health.lastTurnAt) } });
  return {
    lang: now.language,
    title: `${title} · ${say({ key: 'page.product' })}`,
    home: links.to('/'),
    styles: SHEETS.concat(sheets, links.isFramed ? ['framed.css'] : []).map(asset),
    scripts: ['smc.js'].concat(scripts).map(asset),
    icon: asset('icon.svg'),
    isFramed: links.isFramed,
    door: links.door,
    everyMs: EVERY_MS,
    token,
    live: isLive
      ? { kind: 'live', text: say({ key: 'page.live' }), looked }
      : { kind: 'stale', text: say({ key: 'page.not_live' }), looked: '' },
    tabs: tabsOf(input),
    isAdmin: input.isAdmin,
    banner: healthBanner(health, findings, now),
    bannerHref: links.to('/findings'),
  };
}
