import { may } from '../../shared/identity';
import { languageOf } from '../../shared/language';
import { sayIn } from '../../shared/messages';
import type { User } from '../entries/commands';
import type { Action } from './action';
import type { Asked } from './page';
import { type PageParts, viewerOf } from './pages';
import { Problem } from './problems';

/** The user as the list knows him. */
export function userOf({ identity }: Asked): User {
  return { userId: identity.userId, admin: may(identity, 'admin') };
}

/** The entry a path names. Throws Problem (404) when it names none. */
export function entryIdOf({ params }: Asked): number {
  const text = params.id || '';
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Problem(404);
  return Number(text);
}

/** POST /entries/:id/claim: this user calls back, nobody else need. */
export function claimAction(parts: PageParts): Action {
  return {
    needs: 'work',
    act: async (acted) => {
      const entryId = entryIdOf(acted);
      const time = { now: acted.nowAt, zone: viewerOf(parts, acted).now.zone };
      const command = { type: 'claim' as const, entryId, by: userOf(acted) };
      await parts.store.inTurn(acted.identity.client, time, (turn) => turn.ask(command));
      return { text: sayIn(languageOf(acted.identity.language))({ key: 'done.claimed' }), undo: null, back: `/entries/${entryId}` };
    },
  };
}
