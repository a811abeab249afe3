import { may, type Permission } from '../../shared/identity';
import { languageOf } from '../../shared/language';
import { type Saying, sayIn } from '../../shared/messages';
import type { User, UserCommand } from '../entries/commands';
import { type Acted, type Action, type Done, field } from './action';
import type { Asked } from './page';
import type { PageParts } from './pages';
import { Problem } from './problems';
import { readVisible } from './visible';

/** What a form asks of an entry: the command, and the sentence once it is done. */
export interface Step {
  readonly command: UserCommand;
  readonly done: Saying;
}

/** A kind of step, by the path its form is sent to. */
export interface StepKind {
  readonly needs: Permission;
  readonly canUndo: boolean;
  /** The step the fields describe. Throws Problem or ForbiddenStep when they describe none. */
  step(on: { readonly entryId: number; readonly by: User }, acted: Acted, parts: PageParts): Promise<Step> | Step;
}

const LONGEST_NOTE = 5000;

/** The user as the list knows him. */
export function userOf({ identity }: Asked): User {
  return { userId: identity.userId, admin: may(identity, 'admin') };
}

/** When a step is made, and the PBX's own zone, as the daemon's turns have it: hours and targets are nobody's but the PBX's. */
export function turnTime(parts: PageParts, { identity, nowAt }: Pick<Asked, 'identity' | 'nowAt'>) {
  return { now: nowAt, zone: parts.clientOf(identity.client).directory.timeZone || 'UTC' };
}

/** A user's own words; '' when he wrote none. Throws Problem (413) when there are too many. */
export function noteOf({ fields }: Acted): string {
  const note = field(fields, 'note').replace(/\r\n/g, '\n').trim();
  if (Array.from(note).length > LONGEST_NOTE) throw new Problem(413);
  return note;
}

/** A sentence for whoever asks. */
export function sayTo(asked: Asked, saying: Saying): string {
  return sayIn(languageOf(asked.identity.language))(saying);
}

/** The form that takes back what was just done to these entries. */
export function undoOf(entryIds: readonly number[]): Done['undo'] {
  return entryIds.length ? { path: '/undo', fields: { ids: entryIds.join(',') } } : null;
}

/** POST /entries/:id/…: one step on one entry that this user may see. */
export function entryAction(parts: PageParts, kind: StepKind): Action {
  return {
    needs: kind.needs,
    act: async (acted) => {
      const entry = await readVisible(parts, acted);
      const on = { entryId: entry.id, by: userOf(acted) };
      const { command, done } = await kind.step(on, acted, parts);
      await parts.store.inTurn(acted.identity.client, turnTime(parts, acted), (turn) => turn.ask(command));
      return { text: sayTo(acted, done), undo: kind.canUndo ? undoOf([entry.id]) : null, back: `/entries/${entry.id}` };
    },
  };
}
