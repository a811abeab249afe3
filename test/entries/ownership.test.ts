import { expect } from 'chai';
import type { UserCommand } from '../../service/entries/commands';
import { ForbiddenStep } from '../../service/entries/forbidden-step';
import { book, call, DAY, entries, given, HOUR, MINUTE, NINE, told, type When } from './story';

const ALICE = { userId: 'alice', admin: false };
const BOB = { userId: 'bob', admin: false };
const ADMIN = { userId: 'root', admin: true };
const TICK = { type: 'tick' as const };
const MISSED = call('missed', 'a', NINE);
const CLAIM: UserCommand = { type: 'claim', entryId: 1, by: ALICE };

/** The code a step is refused with. */
function refused(whens: readonly When[], rules = book()): string {
  try {
    given(whens, rules);
  } catch (error) {
    if (error instanceof ForbiddenStep) return error.code;
    throw error;
  }
  return 'allowed';
}

describe('Who claims an entry', () => {
  it('owns it for thirty minutes', () => {
    const { history, events } = given([MISSED, [CLAIM, NINE + HOUR]]);
    expect(told(events)).to.deep.equal(['claimed']);
    expect(entries(history)[0]).to.include({ claimedBy: 'alice', claimedAt: NINE + HOUR, claimedUntil: NINE + HOUR + 30 * MINUTE });
  });

  it('changes nothing by a second click', () => {
    expect(given([MISSED, [CLAIM, NINE], [CLAIM, NINE + 1]]).events).to.deep.equal([]);
  });

  it('keeps others from claiming it, but not from resolving it', () => {
    expect(refused([MISSED, [CLAIM, NINE], [{ ...CLAIM, by: BOB }, NINE + 1]])).to.equal('claimed_by_other');
    expect(refused([MISSED, [CLAIM, NINE], [{ type: 'resolve', entryId: 1, by: BOB, note: null }, NINE + 1]])).to.equal('allowed');
  });

  it('can release it; others cannot, an administrator can', () => {
    const release = (by: UserCommand['by']): UserCommand => ({ type: 'release', entryId: 1, by });
    expect(entries(given([MISSED, [CLAIM, NINE], [release(ALICE), NINE + 1]]).history)[0]).to.include({
      claimedBy: null,
      claimedUntil: null,
    });
    expect(refused([MISSED, [CLAIM, NINE], [release(BOB), NINE + 1]])).to.equal('claimed_by_other');
    expect(refused([MISSED, [CLAIM, NINE], [release(ADMIN), NINE + 1]])).to.equal('allowed');
    expect(refused([MISSED, [release(ALICE), NINE + 1]])).to.equal('not_claimed');
  });

  it('can give it to a colleague', () => {
    const { history, events } = given([MISSED, [CLAIM, NINE], [{ type: 'assign', entryId: 1, by: ALICE, to: 'bob' }, NINE + MINUTE]]);
    expect(told(events)).to.deep.equal(['claimed/assigned']);
    expect(entries(history)[0]).to.include({ claimedBy: 'bob' });
  });

  it('loses it without a callback in that time', () => {
    const early = given([MISSED, [CLAIM, NINE + MINUTE], [TICK, NINE + 30 * MINUTE]], book({ response_target_minutes: null }));
    expect(early.events).to.deep.equal([]);
    const late = given([MISSED, [CLAIM, NINE + MINUTE], [TICK, NINE + 31 * MINUTE]], book({ response_target_minutes: null }));
    expect(told(late.events)).to.deep.equal(['released/claim_ran_out']);
  });

  it('keeps it longer by trying to call back, even when the rows of that come late', () => {
    const rules = book({ response_target_minutes: null });
    const tried = call('attempted', 'c', NINE + 25 * MINUTE);
    expect(given([MISSED, [CLAIM, NINE], tried, [TICK, NINE + 31 * MINUTE]], rules).events).to.deep.equal([]);
    const late = given([MISSED, [CLAIM, NINE], [TICK, NINE + 31 * MINUTE], tried], rules);
    expect(entries(late.history)[0]).to.include({ claimedBy: 'alice', claimedUntil: NINE + 55 * MINUTE });
  });

  it('owns it no more once it is cleared', () => {
    const { history } = given([MISSED, [CLAIM, NINE + MINUTE], call('returned', 'c', NINE + 2 * MINUTE), call('missed', 'd', NINE + DAY)]);
    expect(entries(history)[0]).to.include({ status: 'open', claimedBy: null });
  });
});

describe('A snoozed entry', () => {
  const snooze = (until: number): UserCommand => ({ type: 'snooze', entryId: 1, by: ALICE, until });

  it('sleeps until a time to come', () => {
    expect(entries(given([MISSED, [snooze(NINE + 5 * HOUR), NINE + HOUR]]).history)[0]).to.include({ snoozedUntil: NINE + 5 * HOUR });
    expect(refused([MISSED, [snooze(NINE), NINE + HOUR]])).to.equal('time_in_the_past');
  });

  it('wakes when the caller misses again', () => {
    const { history } = given([MISSED, [snooze(NINE + 5 * HOUR), NINE + HOUR], call('missed', 'b', NINE + 2 * HOUR)]);
    expect(entries(history)[0]).to.include({ snoozedUntil: null, missedCount: 2 });
  });

  it('is not reported overdue before it wakes', () => {
    const asleep = [MISSED, [snooze(NINE + 5 * HOUR), NINE + MINUTE]] as const;
    expect(given([...asleep, [TICK, NINE + HOUR]]).events).to.deep.equal([]);
    expect(told(given([...asleep, [TICK, NINE + 5 * HOUR]]).events)).to.deep.equal(['escalated/target_passed']);
  });
});

describe('Resolving by hand', () => {
  const resolve: UserCommand = { type: 'resolve', entryId: 1, by: ALICE, note: 'sent him a mail' };

  it('clears the entry and keeps who and why', () => {
    const { history, events } = given([MISSED, [resolve, NINE + HOUR]]);
    expect(told(events)).to.deep.equal(['cleared_manual']);
    expect(entries(history)[0]).to.include({
      clearedBy: 'manual',
      clearedByUserId: 'alice',
      clearedNote: 'sent him a mail',
      clearedAt: NINE + HOUR,
    });
  });

  it('is refused where the client does not allow it, for what is cleared, and for what changed since it was seen', () => {
    expect(refused([MISSED, [resolve, NINE]], book({ allow_manual_resolve: false }))).to.equal('resolve_not_allowed');
    expect(refused([MISSED, [resolve, NINE], [resolve, NINE + 1]])).to.equal('already_cleared');
    expect(refused([MISSED, call('missed', 'b', NINE + 1), [{ ...resolve, seenMisses: 1 }, NINE + 2]])).to.equal('changed_meanwhile');
    expect(refused([[resolve, NINE]])).to.equal('no_such_entry');
  });

  it('does not swallow the call the caller is waiting in just then', () => {
    const inQueue = call('missed', 'b', NINE + HOUR, { endedAt: NINE + HOUR + 10 * MINUTE });
    const { history } = given([MISSED, [resolve, NINE + HOUR + 5 * MINUTE], inQueue]);
    expect(entries(history)[0]).to.include({ status: 'open', missedCount: 1, reopenedCount: 1 });
  });

  it('holds against a clock that was set back', () => {
    expect(entries(given([MISSED, [resolve, NINE - DAY]]).history)[0]).to.include({ status: 'cleared', clearedAt: NINE + 20 });
  });

  it('gives way to a callback that turns out to have cleared it before', () => {
    const { history, events } = given([MISSED, [resolve, NINE + 2 * HOUR], call('returned', 'c', NINE + HOUR)]);
    expect(told(events)).to.deep.equal(['cleared_returned']);
    expect(entries(history)[0]).to.include({ clearedBy: 'returned', clearedByUserId: null, clearedNote: null });
  });
});

describe('Reopening by an administrator', () => {
  const reopen: UserCommand = { type: 'reopen', entryId: 1, by: ADMIN };

  it('lets the wait go on; the audit keeps the closure', () => {
    const { history, events } = given([MISSED, call('returned', 'c', NINE + HOUR), [reopen, NINE + 2 * HOUR]]);
    expect(told(events)).to.deep.equal(['reopened/by_user']);
    expect(entries(history)[0]).to.include({ status: 'open', missedCount: 1, firstMissedAt: NINE, clearedBy: null, reopenedCount: 1 });
  });

  it('is for administrators, for cleared entries, and not beside a newer one', () => {
    const cleared = [MISSED, call('returned', 'c', NINE + HOUR)];
    expect(refused([...cleared, [{ ...reopen, by: ALICE }, NINE + DAY]])).to.equal('admin_only');
    expect(refused([MISSED, [reopen, NINE + DAY]])).to.equal('not_cleared');
    expect(refused([...cleared, call('missed', 'd', NINE + 40 * DAY), [reopen, NINE + 41 * DAY]])).to.equal('newer_entry_exists');
    expect(refused([MISSED, call('none', 'a', NINE), [reopen, NINE + DAY]])).to.equal('withdrawn_entry');
  });
});

describe('Time that passes', () => {
  it('reports an entry once when its target passes', () => {
    expect(given([MISSED, [TICK, NINE + 29 * MINUTE]]).events).to.deep.equal([]);
    const passed = given([MISSED, [TICK, NINE + 30 * MINUTE]]);
    expect(told(passed.events)).to.deep.equal(['escalated/target_passed']);
    expect(given([MISSED, [TICK, NINE + 30 * MINUTE], [TICK, NINE + HOUR]]).events).to.deep.equal([]);
  });

  it('expires an entry thirty days after its last miss, or when the client says, or never', () => {
    const at = (days: number, rules = book()) =>
      told(given([MISSED, call('missed', 'b', NINE + DAY), [TICK, NINE + days * DAY]], rules).events);
    expect([at(30), at(31)]).to.deep.equal([['escalated/target_passed'], ['cleared_expired']]);
    expect(at(4, book({ retention_days: 3 }))).to.deep.equal(['cleared_expired']);
    expect(at(3000, book({ retention_days: null }))).to.deep.equal(['escalated/target_passed']);
  });

  it('takes an expiry back when a late row shows a newer miss', () => {
    const { history, events } = given([MISSED, [TICK, NINE + 31 * DAY], call('missed', 'b', NINE + 20 * DAY)]);
    expect(told(events)).to.deep.equal(['incremented', 'reopened/proof_withdrawn']);
    expect(entries(history)[0]).to.include({ status: 'open', missedCount: 2 });
  });
});

describe('A note', () => {
  it('stays with the entry whatever its state, and is never empty', () => {
    const note: UserCommand = { type: 'note', entryId: 1, by: ALICE, note: 'try after 17:00' };
    const { events } = given([MISSED, call('returned', 'c', NINE + HOUR), [note, NINE + 2 * HOUR]]);
    expect(events[0]).to.deep.include({ action: 'note', note: 'try after 17:00', set: {} });
    expect(refused([MISSED, [{ ...note, note: ' ' }, NINE]])).to.equal('note_missing');
  });
});

describe('Taking back', () => {
  const undo = (by = ALICE): UserCommand => ({ type: 'undo', entryId: 1, by });
  const resolve: UserCommand = { type: 'resolve', entryId: 1, by: ALICE, note: 'by mistake' };
  const T = NINE + HOUR;

  it('makes the entry what it was, and the audit keeps both', () => {
    const { history, events } = given([MISSED, [CLAIM, T], [resolve, T + 60], [undo(), T + 70]]);
    expect(told(events)).to.deep.equal(['reopened/undone']);
    const back = { status: 'open', claimedBy: 'alice', claimedAt: T, clearedBy: null, clearedNote: null, reopenedCount: 0 };
    expect(entries(history)[0]).to.include(back);
  });

  it('works for a claim, a call, a release, a gift and a snooze too', () => {
    const comesTo = (...whens: When[]) => {
      const { history, events } = given([MISSED, ...whens]);
      return [told(events)[0], entries(history)[0]?.claimedBy, entries(history)[0]?.snoozedUntil];
    };
    const assign: UserCommand = { type: 'assign', entryId: 1, by: ALICE, to: 'bob' };
    const snooze: UserCommand = { type: 'snooze', entryId: 1, by: ALICE, until: T + DAY };
    expect(comesTo([CLAIM, T], [undo(), T + 11])).to.deep.equal(['released/undone', null, null]);
    expect(comesTo([{ ...CLAIM, type: 'call' } as UserCommand, T], [undo(), T])).to.deep.equal(['released/undone', null, null]);
    expect(comesTo([CLAIM, T], [{ ...CLAIM, type: 'release' } as UserCommand, T + 1], [undo(), T + 2])).to.deep.equal([
      'claimed/undone',
      'alice',
      null,
    ]);
    expect(comesTo([CLAIM, T], [assign, T + 1], [undo(), T + 2])).to.deep.equal(['claimed/undone', 'alice', null]);
    expect(comesTo([snooze, T], [undo(), T + 2])).to.deep.equal(['snoozed/undone', null, null]);
    const wake: UserCommand = { type: 'wake', entryId: 1, by: BOB };
    expect(comesTo([snooze, T], [wake, T + 5], [undo(BOB), T + 6])).to.deep.equal(['snoozed/undone', null, T + DAY]);
  });

  it('is for ten seconds, for whoever did it, and once', () => {
    expect(refused([MISSED, [resolve, T], [undo(), T + 12]])).to.equal('too_late_to_undo');
    expect(refused([MISSED, [resolve, T], [undo(BOB), T + 2]])).to.equal('nothing_to_undo');
    expect(refused([MISSED, [resolve, T], [undo(), T + 2], [undo(), T + 3]])).to.equal('nothing_to_undo');
    expect(refused([MISSED, [{ type: 'note', entryId: 1, by: ALICE, note: 'x' }, T], [undo(), T + 2]])).to.equal('nothing_to_undo');
  });

  it('is refused once something came after it: another step, a new call, or a conversation that would have cleared it anyway', () => {
    const changed = 'changed_meanwhile';
    expect(refused([MISSED, [CLAIM, T], [{ type: 'note', entryId: 1, by: BOB, note: 'x' }, T + 1], [undo(), T + 2]])).to.equal(changed);
    expect(refused([MISSED, [resolve, T], call('missed', 'b', T - 10, { endedAt: T + 3 }), [undo(), T + 5]])).to.equal(changed);
    const soon = book({ reopen_within_days: 0 });
    expect(refused([MISSED, [resolve, T], call('missed', 'b', T - 10, { endedAt: T + 3 }), [undo(), T + 5]], soon)).to.equal(changed);
    expect(refused([MISSED, [resolve, T], call('returned', 'c', T + 1), [undo(), T + 5]])).to.equal(changed);
  });

  it('keeps to what it says when late rows change the past', () => {
    const { history } = given([MISSED, [resolve, T], [undo(), T + 5], call('missed', 'b', NINE + MINUTE)]);
    expect(entries(history)[0]).to.include({ status: 'open', missedCount: 2, clearedBy: null });
  });
});

describe('Calling back', () => {
  const calling: UserCommand = { type: 'call', entryId: 1, by: ALICE };

  it('claims the entry and says that the caller is being called, each time anew', () => {
    const { history, events } = given([MISSED, [CLAIM, NINE + HOUR], [calling, NINE + HOUR + MINUTE]]);
    expect(told(events)).to.deep.equal(['claimed/calling']);
    expect(entries(history)[0]).to.include({ claimedBy: 'alice', claimedAt: NINE + HOUR + MINUTE });
  });

  it('is refused while a colleague is on it', () => {
    expect(refused([MISSED, [calling, NINE + HOUR], [{ ...calling, by: BOB }, NINE + HOUR + 1]])).to.equal('claimed_by_other');
  });
});

describe('Waking a snoozed entry', () => {
  const wake: UserCommand = { type: 'wake', entryId: 1, by: BOB };

  it('puts it back among those who wait', () => {
    const { history, events } = given([
      MISSED,
      [{ type: 'snooze', entryId: 1, by: ALICE, until: NINE + DAY }, NINE + MINUTE],
      [wake, NINE + HOUR],
    ]);
    expect(told(events)).to.deep.equal(['snoozed/woken']);
    expect(entries(history)[0]).to.include({ snoozedUntil: null });
  });

  it('needs one that sleeps', () => expect(refused([MISSED, [wake, NINE + HOUR]])).to.equal('not_snoozed'));
});

describe('A report that a call was not missed', () => {
  const report: UserCommand = { type: 'not_missed', entryId: 1, by: ALICE, note: 'it was the fax' };

  it('clears the entry by hand, and keeps what the judge said', () => {
    const { history, events } = given([MISSED, [report, NINE + HOUR]]);
    expect(told(events)).to.deep.equal(['cleared_manual/not_missed']);
    expect(entries(history)[0]).to.include({ clearedBy: 'manual', clearedNote: 'it was the fax', reason: 'no_answer', missedCount: 1 });
  });

  it('is refused where nothing is resolved by hand', () => {
    expect(refused([MISSED, [report, NINE + HOUR]], book({ allow_manual_resolve: false }))).to.equal('resolve_not_allowed');
  });
});
