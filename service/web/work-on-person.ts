import { isErased } from '../../shared/entry';
import { callerKey } from '../../shared/phone/caller';
import { numberPlan } from '../../shared/phone/plan';
import { forgetCaller } from '../store/forget';
import { type Action, field } from './action';
import type { PageParts } from './pages';
import { Problem } from './problems';
import { readVisible } from './visible';
import { sayTo, turnTime } from './work-on-entry';

/** POST /entries/:id/forget: erases the caller of an entry from everything that is kept; `sure` is what was asked first. */
export function forgetAction(parts: PageParts): Action {
  return {
    needs: 'admin',
    act: async (acted) => {
      const { client, userId } = acted.identity;
      const entry = await readVisible(parts, acted);
      if (field(acted.fields, 'sure') !== 'yes') throw new Problem(400);
      const plan = numberPlan(parts.clientOf(client).directory);
      // A key that reads as another number today would erase somebody else.
      if (isErased(entry.callerKey) || callerKey(entry.callerKey, plan).key !== entry.callerKey) throw new Problem(409);
      await forgetCaller(client, parts.db, { number: entry.callerKey, plan, userId, ...turnTime(parts, acted) });
      return { text: sayTo(acted, { key: 'done.forgotten' }), undo: null, back: `/entries/${entry.id}` };
    },
  };
}
