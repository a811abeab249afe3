import type { UserCommand } from '../../service/entries/commands';
import { ForbiddenStep } from '../../service/entries/forbidden-step';
import type { Turn } from '../../service/store/entry-store';
import { writeSettings } from '../../service/store/settings-store';
import { ANDREW, call, DAY, HOUR, NINE } from '../entries/story';
import { BEA, day, inTurn, NOW, proven, ROOT, type Trial } from './client-rows';
import { sentInTurn } from './notify-trials';

/** What a user asks; where it is refused, the refusal is the answer. */
function asking(command: UserCommand, ...before: readonly UserCommand[]): Trial {
  return async (client, db) => {
    for (const one of before) await inTurn(client, db, (turn) => turn.ask(one)).catch(() => undefined);
    return inTurn(client, db, (turn) => turn.ask(command)).catch((error: Error) => {
      if (error instanceof ForbiddenStep) return error.code;
      throw error;
    });
  };
}

const on = { entryId: 2, by: ROOT };

/** Everything a turn can do; what a user can ask, by the name of the command. */
export const TURN_TRIALS: Readonly<Record<Exclude<keyof Turn, 'ask'> | UserCommand['type'], Trial>> = {
  calls: (client, db) =>
    inTurn(client, db, (turn) =>
      turn.calls([...day(client), proven(client, call('returned', 'r', NOW - HOUR)), proven(client, call('none', 'b', NINE))]),
    ),
  pastCalls: (client, db) =>
    inTurn(client, db, (turn) =>
      turn.pastCalls([...day(client), proven(client, call('missed', 'p', NINE - 90 * DAY)), proven(client, call('none', 'b', NINE))]),
    ),
  notified: (client, db) => inTurn(client, db, (turn) => turn.notified([2])).catch((error: Error) => error.message),
  sent: async (client, db) => {
    const message = await sentInTurn(client, db);
    return inTurn(client, db, (turn) => turn.sent(message));
  },
  tick: (client, db) => inTurn(client, db, (turn) => turn.tick(), NOW + 90 * DAY),
  expire: (client, db) => inTurn(client, db, (turn) => turn.expire(NOW + 90 * DAY), NOW + 90 * DAY),
  set: (client, db) => inTurn(client, db, (turn) => turn.set({ claim_minutes: 8 }, 'eve')),
  rejudge: async (client, db) => {
    await db.change("UPDATE smc_settings SET since_at = '2020-01-01 00:00:00' WHERE client = ? AND name <> 'probe_numbers'", [client]);
    await writeSettings(client, db, { response_target_minutes: null, reopen_within_days: 0 }, { userId: null, now: NINE - DAY });
    return inTurn(client, db, (turn) => turn.rejudge([ANDREW, BEA]));
  },
  saveCursor: (client, db) => inTurn(client, db, (turn) => turn.saveCursor('cel', 'trial')),
  moveCursor: (client, db) =>
    inTurn(client, db, (turn) => turn.moveCursor('cel', `cursor of ${client}`, 'trial')).catch((error: Error) => error.message),
  saveWaiting: (client, db) => inTurn(client, db, (turn) => turn.saveWaiting([])),
  saveUnreadable: (client, db) => inTurn(client, db, (turn) => turn.saveUnreadable([{ source: 'cel', where: 'id 5', why: 'trial' }])),
  putOut: (client, db) => inTurn(client, db, (turn) => turn.putOut([{ entryId: 1, kind: 'trial', dueAt: NOW }])),
  askEach: async (client, db) => {
    const answers = await inTurn(client, db, (turn) => turn.askEach([1, 2, 77].map((entryId) => ({ ...on, entryId, type: 'claim' }))));
    return answers.map(({ entryId, events, refused }) => [entryId, events, refused?.code]);
  },
  claim: asking({ ...on, type: 'claim' }),
  release: asking({ ...on, type: 'release' }, { ...on, type: 'claim' }),
  assign: asking({ ...on, type: 'assign', to: 'eve' }),
  snooze: asking({ ...on, type: 'snooze', until: NOW + DAY }),
  call: asking({ ...on, type: 'call' }),
  wake: asking({ ...on, type: 'wake' }, { ...on, type: 'snooze', until: NOW + DAY }),
  not_missed: asking({ ...on, type: 'not_missed', note: 'trial' }),
  undo: asking({ ...on, type: 'undo' }, { ...on, type: 'claim' }),
  note: asking({ ...on, type: 'note', note: 'trial' }),
  resolve: asking({ ...on, type: 'resolve', note: 'trial' }),
  reopen: asking({ ...on, type: 'reopen' }, { ...on, type: 'resolve', note: null }),
};
