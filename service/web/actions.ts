import type { Action } from './action';
import type { PageParts } from './pages';
import { claimAction } from './work-on-entry';

/** Every change by the path its form is sent to. */
export function actionsOf(parts: PageParts): Readonly<Record<string, Action>> {
  return { '/entries/:id/claim': claimAction(parts) };
}
