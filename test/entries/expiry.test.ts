import { expect } from 'chai';
import * as fc from 'fast-check';
import { step } from '../../service/entries/decide';
import { type CallerHistory, momentOf } from '../../service/entries/history';
import { reconcile } from '../../service/entries/reconcile';
import { type RuleBook, rulesOf } from '../../service/entries/rules';
import { walk } from '../../service/entries/walk';
import type { CallFact, EntryEvent } from '../../shared/entry';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { settings, settledFacts } from './random-history';
import { book, call, DAY, entries, given, HOUR, MINUTE, NINE, told, type When } from './story';

const KEPT_A_DAY = book({ retention_days: 1 });
const LATER = NINE + 400 * DAY;
const past = (...facts: readonly CallFact[]): When => [{ type: 'past', facts }, LATER];
const expire = (before: number): When => [{ type: 'expire', before }, LATER];
const missed = (id: string, at: number) => call('missed', id, at);

/** What the clock put down, and when. */
const expiries = (events: readonly EntryEvent[]) => events.filter(({ action }) => action === 'cleared_expired').map(({ at }) => at);

describe('An entry that expires', () => {
  it('does so at its time, however late somebody looks', () => {
    const { history, events } = given([missed('a', NINE), [{ type: 'tick' }, NINE + 5 * DAY]], KEPT_A_DAY);
    expect(expiries(events)).to.deep.equal([NINE + DAY]);
    expect(entries(history)[0]).to.include({ clearedBy: 'expired', clearedAt: NINE + DAY });
    expect(expiries(given([missed('a', NINE), [{ type: 'tick' }, NINE + DAY - 1]], KEPT_A_DAY).events)).to.deep.equal([]);
    expect(expiries(given([missed('a', NINE), [{ type: 'tick' }, NINE + DAY]], KEPT_A_DAY).events)).to.deep.equal([NINE + DAY]);
  });

  it('does so no earlier than the rule that says so', () => {
    const rules = (days: number | null) => rulesOf({ ...DEFAULT_SETTINGS, retention_days: days }, 'UTC');
    const from = (pages: readonly (readonly [number, number | null])[]): RuleBook =>
      pages.map(([since, days]) => ({ since, rules: rules(days) }));
    const clearedAt = (pages: RuleBook) =>
      entries(given([missed('a', NINE), [{ type: 'tick' }, NINE + 50 * DAY]], pages).history)[0]?.clearedAt;
    const never = [0, null] as const;
    expect(clearedAt(from([never]))).to.equal(null);
    expect(clearedAt(from([never, [NINE + 3 * DAY, 1]]))).to.equal(NINE + 3 * DAY);
    expect(clearedAt(from([never, [NINE + 3 * DAY, 7]]))).to.equal(NINE + 7 * DAY);
    expect(
      clearedAt(
        from([
          [0, 2],
          [NINE + 3 * DAY, 7],
        ]),
      ),
    ).to.equal(NINE + 2 * DAY);
    expect(
      clearedAt(
        from([
          [0, 9],
          [NINE + 3 * DAY, null],
        ]),
      ),
    ).to.equal(null);
  });

  it('does so after all that is known of its caller', () => {
    const inVain = call('attempted', 'b', NINE + 2 * DAY);
    const { history } = given([missed('a', NINE), inVain, [{ type: 'tick' }, NINE + 3 * DAY]], KEPT_A_DAY);
    expect(entries(history)[0]).to.include({ clearedAt: inVain.endedAt, attemptedCount: 1 });
  });
});

describe('A call of long ago', () => {
  const list = (...whens: readonly When[]) =>
    entries(given(whens, KEPT_A_DAY).history).map(({ status, missedCount, reopenedCount, clearedAt }) => [
      status,
      missedCount,
      reopenedCount,
      clearedAt,
    ]);

  it('finds the entry expired that had expired before it', () => {
    expect(list(past(missed('a', NINE)), past(missed('b', NINE + 26 * HOUR)))).to.deep.equal([['open', 1, 1, null]]);
    expect(list(past(missed('a', NINE)), past(missed('b', NINE + 23 * HOUR)), expire(LATER))).to.deep.equal([
      ['cleared', 2, 0, NINE + 47 * HOUR],
    ]);
    expect(told(given([past(missed('a', NINE)), past(missed('b', NINE + 26 * HOUR))], KEPT_A_DAY).events)).to.deep.equal([
      'cleared_expired',
      'reopened/caller_missed_again',
    ]);
  });

  it('expires before a later one that is known already', () => {
    const months = book({ retention_days: 1, reopen_within_days: 7 });
    const { history, events } = given([missed('z', NINE + 60 * DAY), past(missed('a', NINE))], months);
    expect(told(events)).to.deep.equal(['created', 'cleared_expired']);
    expect(expiries(events)).to.deep.equal([NINE + DAY]);
    expect(entries(history).map(({ id, status, missedCount, clearedAt }) => [id, status, missedCount, clearedAt])).to.deep.equal([
      [1, 'open', 1, null],
      [2, 'cleared', 1, NINE + DAY],
    ]);
    expect(list(missed('z', NINE + 3 * DAY), past(missed('a', NINE)))).to.deep.equal([['open', 1, 1, null]]);
  });

  it('leads to as few events as it can beside later ones, where many are learnt at once', () => {
    const calls = [0, 20, 40, 100].map((hour) => missed(`${hour}`, NINE + hour * HOUR));
    const { history, events } = given([missed('z', NINE + 60 * DAY), past(...calls)], KEPT_A_DAY);
    expect(expiries(events).sort()).to.deep.equal([NINE + 64 * HOUR, NINE + 124 * HOUR]);
    expect(listed(history)).to.deep.equal(
      listed(
        given(
          calls.concat(missed('z', NINE + 60 * DAY)).map((fact) => past(fact)),
          KEPT_A_DAY,
        ).history,
      ),
    );
  });

  it('is nothing new when it is known', () => {
    const { history } = given([missed('a', NINE), missed('b', NINE + 3 * DAY)], KEPT_A_DAY);
    expect(step(history, { type: 'past', facts: [missed('a', NINE)] }, LATER, KEPT_A_DAY).events).to.deep.equal([]);
  });

  it('makes the list, in whatever order, that a clock made which looked all the time', function () {
    this.timeout(60000);
    let expired = 0;
    const property = fc.property(settledFacts, settings, fc.func(fc.integer()), (facts, changed, key) => {
      const rules = book({ ...changed, response_target_minutes: null });
      const sorted = facts.slice().sort((a, b) => momentOf(a) - momentOf(b) || (a.callId < b.callId ? -1 : 1));
      const watched = sorted.reduce<readonly When[]>(
        (all, fact) =>
          all.concat([
            [{ type: 'tick' }, momentOf(fact) - 1],
            [{ type: 'fact', fact }, momentOf(fact)],
          ]),
        [],
      );
      const shuffled = facts.slice().sort((a, b) => key(a.callId) - key(b.callId));
      const said = (whens: readonly When[]) => {
        const { history } = given(whens, rules);
        expect(reconcile(history, walk(history, rules), '', NINE)).to.deep.equal([]);
        return listed(history);
      };
      const live = said(watched.concat([[{ type: 'tick' }, LATER]]));
      expired += live.filter((one) => /"expired"/.test(one)).length;
      for (let from = 0; from <= sorted.length; from += 3)
        expect(
          said([
            ...shuffled.slice(0, from).map((fact) => past(fact)),
            past(...sorted.filter((fact) => shuffled.indexOf(fact) >= from)),
            expire(LATER),
          ]),
        ).to.deep.equal(live);
      for (const order of [sorted, shuffled]) expect(said(order.map((fact) => past(fact)).concat([expire(LATER)]))).to.deep.equal(live);
    });
    fc.assert(property, { numRuns: Number(process.env.SMC_RUNS || 1000) });
    expect(expired).to.be.above(100);
  });

  it('expires by other rules when the past is judged again', () => {
    const calls = [missed('a', NINE), missed('b', NINE + 3 * DAY), call('returned', 'c', NINE + 3 * DAY + MINUTE)];
    const kept = given(calls, book()).history;
    const again = step(kept, { type: 'rejudge' }, LATER, KEPT_A_DAY).history;
    expect(listed(again)).to.deep.equal(
      listed(
        given(
          calls.map((fact) => past(fact)),
          KEPT_A_DAY,
        ).history,
      ),
    );
    const back = step(again, { type: 'rejudge' }, LATER, book()).history;
    expect(listed(back)).to.deep.equal(listed(kept));
  });
});

function listed(history: CallerHistory): readonly string[] {
  return entries(history)
    .filter((entry) => entry.withdrawnAt === null)
    .map(({ id: _id, seq: _seq, ...says }) => JSON.stringify(says))
    .sort();
}
