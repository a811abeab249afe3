import { expect } from 'chai';
import { call, entries, given, HOUR, MINUTE, NINE, told } from './story';

describe('A verdict that changes', () => {
  it('withdraws the line of a caller who was served after all', () => {
    const { history, events } = given([call('missed', 'a', NINE), call('answered', 'a', NINE)]);
    expect(told(events)).to.deep.equal(['withdrawn/verdict_changed']);
    expect(entries(history)[0]).to.include({ status: 'cleared', clearedBy: null, withdrawnAt: NINE + MINUTE, missedCount: 0 });
  });

  it('withdraws the line of a call that means nothing', () => {
    const { history } = given([call('missed', 'a', NINE), call('none', 'a', NINE)]);
    expect(entries(history)[0]).to.include({ status: 'cleared', withdrawnAt: NINE + MINUTE });
  });

  it('says so when somebody had been told already', () => {
    const { events } = given([call('missed', 'a', NINE), [{ type: 'notified', entryId: 1 }, NINE + MINUTE], call('none', 'a', NINE)]);
    expect(told(events)).to.deep.equal(['withdrawn/told_wrongly']);
  });

  it('takes one miss off, and count, first and last follow', () => {
    const three = [call('missed', 'a', NINE), call('missed', 'b', NINE + HOUR), call('missed', 'c', NINE + 2 * HOUR)];
    const first = given([...three, call('none', 'a', NINE)]);
    expect(told(first.events)).to.deep.equal(['withdrawn/verdict_changed']);
    expect(entries(first.history)[0]).to.include({ status: 'open', missedCount: 2, firstMissedAt: NINE + HOUR });
    const last = given([...three, call('none', 'c', NINE + 2 * HOUR)]);
    expect(entries(last.history)[0]).to.include({ missedCount: 2, lastMissedAt: NINE + HOUR });
  });

  it('of the middle call can clear the line, when he got through then', () => {
    const { history, events } = given([call('missed', 'a', NINE), call('missed', 'b', NINE + HOUR), call('answered', 'b', NINE + HOUR)]);
    expect(told(events)).to.deep.equal(['withdrawn/verdict_changed', 'cleared_answered']);
    expect(entries(history)[0]).to.include({ status: 'cleared', clearedBy: 'answered_later', missedCount: 1 });
  });

  it('opens the line again when the callback proves to be none', () => {
    const { history, events } = given([call('missed', 'a', NINE), call('returned', 'c', NINE + HOUR), call('none', 'c', NINE + HOUR)]);
    expect(told(events)).to.deep.equal(['reopened/proof_withdrawn']);
    expect(entries(history)[0]).to.include({ status: 'open', missedCount: 1 });
  });

  it('makes a callback in vain of one that was thought answered', () => {
    const { history, events } = given([call('missed', 'a', NINE), call('returned', 'c', NINE + HOUR), call('attempted', 'c', NINE + HOUR)]);
    expect(told(events)).to.deep.equal(['reopened/proof_withdrawn', 'attempted']);
    expect(entries(history)[0]).to.include({ status: 'open', attemptedCount: 1 });
  });

  it('forgets a callback that was none', () => {
    const { history } = given([call('missed', 'a', NINE), call('attempted', 'c', NINE + HOUR), call('none', 'c', NINE + HOUR)]);
    expect(entries(history)[0]).to.include({ attemptedCount: 0, lastAttemptedAt: null });
  });

  it('splits a line in two when an earlier callback becomes known', () => {
    const month = 31 * 24 * HOUR;
    const { history, events } = given([
      call('missed', 'a', NINE),
      call('missed', 'b', NINE + 2 * month),
      call('returned', 'c', NINE + HOUR),
    ]);
    expect(told(events)).to.deep.equal(['withdrawn/late_rows', 'cleared_returned', 'created']);
    expect(entries(history).map((entry) => [entry.status, entry.missedCount])).to.deep.equal([
      ['cleared', 1],
      ['open', 1],
    ]);
  });

  it('joins two lines when the callback between them was none', () => {
    const month = 31 * 24 * HOUR;
    const { history } = given([
      call('missed', 'a', NINE),
      call('returned', 'c', NINE + HOUR),
      call('missed', 'b', NINE + 2 * month),
      call('none', 'c', NINE + HOUR),
    ]);
    const [kept, gone] = entries(history);
    expect(kept).to.include({ status: 'open', missedCount: 2 });
    expect(gone).to.include({ status: 'cleared', clearedBy: null, missedCount: 0 });
    expect(gone?.withdrawnAt).to.be.a('number');
  });

  it('keeps a resolve by hand that came after it', () => {
    const resolve = { type: 'resolve' as const, entryId: 1, by: { userId: 'alice', admin: false }, note: 'spoke to him' };
    const { history } = given([
      call('missed', 'a', NINE),
      [resolve, NINE + 2 * HOUR],
      call('returned', 'c', NINE + HOUR),
      call('none', 'c', NINE + HOUR),
    ]);
    expect(entries(history)[0]).to.include({ clearedBy: 'manual', clearedByUserId: 'alice', clearedNote: 'spoke to him' });
  });
});
