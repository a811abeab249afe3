import { sayIn } from '../../shared/messages';
import { UNDO_SECONDS, UNDOABLE } from '../entries/undo';
import { lastSteps } from '../store/last-steps';
import { type Asked, isPart } from './page';
import type { PageParts } from './pages';
import type { Now } from './time-text';

/** What a browser without a script shows after a form: that it was done, and the form that takes it back. */
export interface JustDoneView {
  readonly text: string;
  /** The entries, as the form sends them. */
  readonly ids: string;
}

/** What the reader did within the last ten seconds; null for nothing that can be taken back, and for the script, which was told already. */
export async function justDone(parts: PageParts, asked: Asked, now: Now): Promise<JustDoneView | null> {
  if (isPart(asked)) return null;
  const { client, userId } = asked.identity;
  const steps = await lastSteps(client, parts.db, userId, now.at - UNDO_SECONDS);
  const newest = steps.filter((step) => step.why !== 'undone' && UNDOABLE.indexOf(step.action) >= 0);
  const ids = newest.filter(({ at }) => at === newest[0]?.at).map(({ entryId }) => entryId);
  if (ids.length === 0) return null;
  return { text: sayIn(now.language)({ key: 'done.just', params: { n: ids.length } }), ids: ids.join(',') };
}
