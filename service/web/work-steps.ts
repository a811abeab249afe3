import type { Saying } from '../../shared/messages';
import type { UserCommand } from '../entries/commands';
import { ForbiddenStep } from '../entries/forbidden-step';
import { readColleagues } from '../store/colleagues';
import { type Acted, field } from './action';
import { type PageParts, viewerOf } from './pages';
import { Problem } from './problems';
import { snoozeUntil } from './snooze-choices';
import { moment } from './time-text';
import { oneLine } from './view-caller';
import { noteOf, type StepKind } from './work-on-entry';

/** A form says how many calls its reader had seen: what he did not see he does not resolve. */
function seenIn({ fields }: Acted): Pick<UserCommand, 'seenMisses'> {
  const seen = field(fields, 'seen');
  return seen === '' ? {} : { seenMisses: Number(seen) };
}

/** To whom a form gives an entry. Throws Problem (400) for somebody who does not work with the list. */
export async function receiverOf(acted: Acted, parts: PageParts): Promise<{ readonly userId: string; readonly name: string }> {
  const { client, userId, name } = acted.identity;
  const to = field(acted.fields, 'to');
  if (to === userId) return { userId, name: oneLine(name) };
  const known = (await readColleagues(client, parts.db)).filter((one) => one.userId === to && one.works)[0];
  if (known === undefined) throw new Problem(400);
  return { userId: known.userId, name: oneLine(known.name) };
}

/** Until when a form lets entries sleep. Throws ForbiddenStep for what is no time to come. */
export function untilOf(acted: Acted, parts: PageParts, entryId: number): { readonly until: number; readonly done: Saying } {
  const { now } = viewerOf(parts, acted);
  const until = snoozeUntil(now, field(acted.fields, 'until') || field(acted.fields, 'date'));
  if (until === null || until <= now.at) throw new ForbiddenStep('time_in_the_past', entryId);
  return { until, done: { key: 'done.snoozed', params: { when: moment(now, until) } } };
}

/** Every step on one entry, by the last part of its path. */
export const STEPS: Readonly<Record<string, StepKind>> = {
  claim: {
    needs: 'work',
    canUndo: true,
    step: (on) => ({ command: { ...on, type: 'claim' }, done: { key: 'done.claimed' } }),
  },
  call: {
    needs: 'work',
    canUndo: true,
    step: (on) => ({ command: { ...on, type: 'call' }, done: { key: 'done.calling' } }),
  },
  release: {
    needs: 'work',
    canUndo: true,
    step: (on) => ({ command: { ...on, type: 'release' }, done: { key: 'done.released' } }),
  },
  assign: {
    needs: 'work',
    canUndo: true,
    step: async (on, acted, parts) => {
      const { userId, name } = await receiverOf(acted, parts);
      return { command: { ...on, type: 'assign', to: userId }, done: { key: 'done.assigned', params: { who: name } } };
    },
  },
  snooze: {
    needs: 'work',
    canUndo: true,
    step: (on, acted, parts) => {
      const { until, done } = untilOf(acted, parts, on.entryId);
      return { command: { ...on, type: 'snooze', until }, done };
    },
  },
  wake: {
    needs: 'work',
    canUndo: true,
    step: (on) => ({ command: { ...on, type: 'wake' }, done: { key: 'done.woken' } }),
  },
  note: {
    needs: 'work',
    canUndo: false,
    step: (on, acted) => ({ command: { ...on, type: 'note', note: noteOf(acted) }, done: { key: 'done.noted' } }),
  },
  resolve: {
    needs: 'work',
    canUndo: true,
    step: (on, acted) => ({
      command: { ...on, ...seenIn(acted), type: 'resolve', note: noteOf(acted) || null },
      done: { key: 'done.resolved' },
    }),
  },
  'not-missed': {
    needs: 'work',
    canUndo: true,
    step: (on, acted) => ({
      command: { ...on, ...seenIn(acted), type: 'not_missed', note: noteOf(acted) || null },
      done: { key: 'done.not_missed' },
    }),
  },
  reopen: {
    needs: 'reopen',
    canUndo: false,
    // Who has the permission may; the list itself asks for an administrator.
    step: ({ entryId, by }) => ({
      command: { entryId, by: { ...by, admin: true }, type: 'reopen' },
      done: { key: 'done.reopened' },
    }),
  },
};
