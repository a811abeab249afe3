import * as fc from 'fast-check';
import type { Command, User, UserCommand } from '../../service/entries/commands';
import type { CallFact } from '../../shared/entry';
import type { Settings } from '../../shared/settings';
import { call, DAY, HOUR, NINE } from './story';

/** Something done to a caller's history, at the clock's time. */
export type Move =
  | { readonly type: 'fact'; readonly fact: CallFact; readonly now: number }
  | { readonly type: 'user'; readonly pick: number; readonly command: (entryId: number, now: number) => UserCommand; readonly now: number }
  /** Somebody takes back what he did last; `later`: so many seconds after the last thing anybody did, where that is known. */
  | { readonly type: 'undo'; readonly by: User; readonly pick: number; readonly later: number; readonly now: number }
  | { readonly type: 'notified'; readonly pick: number; readonly now: number }
  | { readonly type: 'tick'; readonly now: number }
  | { readonly type: 'restart'; readonly now: number };

/** Times from seconds to months, often the same ones: ties are where rules break. */
const time = fc.oneof(
  fc.integer({ min: 0, max: 12 }).map((n) => NINE + n * 600),
  fc.integer({ min: 0, max: 90 }).map((n) => NINE + n * DAY),
  fc.integer({ min: 0, max: 3 }).map((n) => NINE + n),
);

const kind: fc.Arbitrary<CallFact['kind']> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<CallFact['kind']>('missed') },
  { weight: 3, arbitrary: fc.constantFrom<CallFact['kind']>('answered', 'returned', 'attempted') },
  { weight: 1, arbitrary: fc.constantFrom<CallFact['kind']>('voicemail', 'none') },
);

/** Few call ids, so that the same call is often judged again, and differently. */
const fact: fc.Arbitrary<CallFact> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
    kind,
    at: time,
    wait: fc.constantFrom(0, 0, 30, 700),
    talk: fc.constantFrom(2, 60, 900),
    lasts: fc.constantFrom(0, 20, 20, 650),
    did: fc.constantFrom('1', '1', '2'),
    rung: fc.subarray(['101', '102', '103']),
  })
  .map(({ id, kind: what, at, wait, talk, lasts, did, rung }) => {
    const served = what === 'answered' || what === 'returned';
    const ours = what === 'attempted' || what === 'returned';
    const more = {
      endedAt: served ? at + wait + talk : at + lasts,
      servedAt: served ? at + wait : null,
      talkSeconds: served ? talk : 0,
      did: ours ? '' : did,
    };
    return call(what, id, at, what === 'missed' || what === 'voicemail' ? { ...more, extensions: rung } : more);
  });

const user = fc.record({ userId: fc.constantFrom('alice', 'bob'), admin: fc.boolean() });

const userMove = fc
  .record({
    by: user,
    what: fc.constantFrom('claim', 'call', 'release', 'assign', 'snooze', 'wake', 'note', 'resolve', 'not_missed', 'reopen'),
    to: fc.constantFrom('alice', 'bob'),
  })
  .map(({ by, what, to }) => (entryId: number, now: number): UserCommand => {
    const on = { entryId, by };
    if (what === 'assign') return { ...on, type: 'assign', to };
    if (what === 'snooze') return { ...on, type: 'snooze', until: now + HOUR };
    if (what === 'note') return { ...on, type: 'note', note: 'later' };
    if (what === 'resolve' || what === 'not_missed') return { ...on, type: what, note: null };
    return { ...on, type: what as 'claim' | 'call' | 'release' | 'wake' | 'reopen' };
  });

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant('fact' as const), fact, now: time }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('user' as const), pick: fc.nat(5), command: userMove, now: time }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('undo' as const), by: user, pick: fc.nat(5), later: fc.nat(13), now: time }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('notified' as const), pick: fc.nat(5), now: time }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('tick' as const), now: time }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('restart' as const), now: time }) },
);

/** Calls in any order, judged once or often, people, a clock that goes forth and back, restarts. */
export const moves = fc.array(move, { maxLength: 25 });

/** Facts only, each call judged once. */
export const settledFacts = fc.uniqueArray(fact, { selector: (one) => one.callId, maxLength: 8 });

/** Settings that change how the list is kept. */
export const settings: fc.Arbitrary<Partial<Settings>> = fc.record(
  {
    callback_min_talk_seconds: fc.constantFrom(0, 10),
    callback_match_window_hours: fc.constantFrom(null, 1, 48),
    clear_across_dids: fc.boolean(),
    count_voicemail: fc.boolean(),
    reopen_within_days: fc.constantFrom(0, 1, 30),
    retention_days: fc.constantFrom(null, 1, 30),
    response_target_minutes: fc.constantFrom(null, 30),
    claim_minutes: fc.constantFrom(1, 30),
  },
  { requiredKeys: [] },
);

/** The command of a move on a history that has these entries; null when there is nothing to do it to. */
export function commandOf(one: Move, entryIds: readonly number[]): Command | null {
  if (one.type === 'fact') return { type: 'fact', fact: one.fact };
  if (one.type === 'tick') return { type: 'tick' };
  if (one.type === 'restart' || !entryIds.length) return null;
  const entryId = entryIds[one.pick % entryIds.length] as number;
  if (one.type === 'undo') return { type: 'undo', entryId, by: one.by };
  return one.type === 'user' ? one.command(entryId, one.now) : { type: 'notified', entryId };
}
