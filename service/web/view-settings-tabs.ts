import { type MessageKey, sayIn } from '../../shared/messages';
import { GROUPS, type SettingGroup } from './setting-fields';
import type { FrameView } from './view-frame';
import type { Viewer } from './view-row';

/** Which of the pages about settings. */
export type SettingsTab = SettingGroup | 'journal' | 'history' | 'permissions' | 'pbx';

export interface SettingsTabView {
  readonly text: string;
  readonly href: string;
  readonly current: boolean;
}

const OTHER_TABS = ['history', 'permissions', 'pbx'] as const;

/** The way through the pages of settings. */
export function settingsTabs(current: SettingsTab, viewer: Viewer, frame: FrameView): SettingsTabView[] {
  const say = sayIn(viewer.now.language);
  const all: readonly SettingsTab[] = [...GROUPS, ...(frame.isAdmin ? (['journal'] as const) : []), ...OTHER_TABS];
  return all.map((tab) => ({
    text: say({ key: `settings.tab.${tab}` as MessageKey }),
    href: viewer.links.to(tab === GROUPS[0] ? '/settings' : `/settings/${tab}`),
    current: tab === current,
  }));
}
