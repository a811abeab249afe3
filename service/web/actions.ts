import type { Action } from './action';
import { saveSettings } from './page-settings';
import type { PageParts } from './pages';
import { claimAction } from './work-on-entry';

/** Every change by the path its form is sent to. */
export function actionsOf(parts: PageParts): Readonly<Record<string, Action>> {
  return { '/settings/:group': saveSettings(parts), '/entries/:id/claim': claimAction(parts) };
}
