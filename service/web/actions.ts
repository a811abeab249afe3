import type { Action } from './action';
import { journalAction } from './page-journal';
import { saveSettings } from './page-settings';
import type { PageParts } from './pages';
import { deleteViewAction, saveViewAction } from './saved-views';
import { entryAction, type StepKind } from './work-on-entry';
import { manyAction, undoAction } from './work-on-many';
import { forgetAction } from './work-on-person';
import { STEPS } from './work-steps';

/** Every change by the path its form is sent to. */
export function actionsOf(parts: PageParts): Readonly<Record<string, Action>> {
  const actions: Record<string, Action> = {
    '/entries': manyAction(parts),
    '/settings/journal': journalAction(parts),
    '/settings/:group': saveSettings(parts),
    '/undo': undoAction(parts),
    '/views': saveViewAction(parts),
    '/views/:id/delete': deleteViewAction(parts),
    '/entries/:id/forget': forgetAction(parts),
  };
  for (const name of Object.keys(STEPS)) actions[`/entries/:id/${name}`] = entryAction(parts, STEPS[name] as StepKind);
  return actions;
}
