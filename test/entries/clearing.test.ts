import { expect } from 'chai';
import { book, call, DAY, entries, given, HOUR, MINUTE, NINE, told } from './story';

const OTHER = { did: '3225550102' };

describe('A caller on the list', () => {
  it('is there once nobody served him', () => {
    const { history, events } = given([call('missed', 'a', NINE)]);
    expect(told(events)).to.deep.equal(['created']);
    expect(entries(history)[0]).to.include({ status: 'open', missedCount: 1, firstMissedAt: NINE, callerName: 'Andrew' });
  });

  it('counts up on the same line when he misses again', () => {
    const { history, events } = given([call('missed', 'a', NINE), call('missed', 'b', NINE + 5 * MINUTE, { extensions: ['103'] })]);
    expect(told(events)).to.deep.equal(['incremented']);
    expect(entries(history)).to.have.length(1);
    expect(entries(history)[0]).to.deep.include({ missedCount: 2, lastMissedAt: NINE + 5 * MINUTE, extensions: ['101', '102', '103'] });
  });

  it('has a line for each of our numbers he called', () => {
    const { history } = given([call('missed', 'a', NINE), call('missed', 'b', NINE, OTHER)]);
    expect(entries(history).map((entry) => entry.did)).to.deep.equal(['3225550101', '3225550102']);
  });

  it('keeps the name of an earlier call when the last one came without', () => {
    const { history } = given([
      call('missed', 'a', NINE),
      call('missed', 'b', NINE + HOUR, { callerName: '', callerNumber: '+32470104242' }),
    ]);
    expect(entries(history)[0]).to.include({ callerName: 'Andrew', callerNumber: '+32470104242', lastCallId: 'b' });
  });
});

describe('A callback that was answered (returned)', () => {
  it('clears every line of the caller', () => {
    const { history, events } = given([call('missed', 'a', NINE), call('missed', 'b', NINE, OTHER), call('returned', 'c', NINE + HOUR)]);
    expect(told(events)).to.deep.equal(['cleared_returned', 'cleared_returned']);
    for (const entry of entries(history)) expect(entry).to.include({ status: 'cleared', clearedBy: 'returned', clearedByExtension: '105' });
  });

  it('clears just the same when its rows arrive before those of the miss', () => {
    const { history, events } = given([call('returned', 'c', NINE + HOUR), call('missed', 'a', NINE)]);
    expect(told(events)).to.deep.equal(['created', 'cleared_returned']);
    expect(entries(history)[0]).to.include({ status: 'cleared', clearedCallId: 'c', clearedCallAt: NINE + HOUR });
  });

  it('does not clear a miss that came after it', () => {
    const { history } = given([call('returned', 'c', NINE), call('missed', 'a', NINE + HOUR)]);
    expect(entries(history)[0]).to.include({ status: 'open' });
  });

  it('clears when it was dialled before the miss and taken after it', () => {
    const late = call('returned', 'c', NINE - 10, { servedAt: NINE + 30, endedAt: NINE + 90 });
    expect(entries(given([call('missed', 'a', NINE), late]).history)[0]).to.include({ clearedBy: 'returned' });
  });

  it('clears the call the caller was waiting in, when he went on talking on his other line', () => {
    const waiting = call('missed', 'a', NINE, { endedAt: NINE + 10 * MINUTE });
    const long = call('returned', 'c', NINE + 5 * MINUTE, { talkSeconds: 600 });
    expect(entries(given([waiting, long]).history)[0]).to.include({ clearedBy: 'returned' });
  });

  it('does not clear the call somebody else at his company was still waiting in afterwards', () => {
    const waiting = call('missed', 'a', NINE, { endedAt: NINE + 10 * MINUTE });
    expect(entries(given([waiting, call('returned', 'c', NINE + 5 * MINUTE)]).history)[0]).to.include({ status: 'open' });
  });

  it('that was too short is shown as a callback that did not reach him', () => {
    const short = call('returned', 'c', NINE + HOUR, { talkSeconds: 9 });
    const { history, events } = given([call('missed', 'a', NINE), short], book({ callback_min_talk_seconds: 10 }));
    expect(told(events)).to.deep.equal(['attempted']);
    expect(entries(history)[0]).to.include({ status: 'open', attemptedCount: 1 });
  });

  it('counts only within the hours a client sets', () => {
    const day = book({ callback_match_window_hours: 24 });
    const calls = (after: number) => [call('missed', 'a', NINE), call('returned', 'c', NINE + after)];
    expect(entries(given(calls(24 * HOUR), day).history)[0]).to.include({ clearedBy: 'returned' });
    expect(entries(given(calls(24 * HOUR + 1), day).history)[0]).to.include({ status: 'open' });
    expect(entries(given(calls(29 * DAY)).history)[0]).to.include({ clearedBy: 'returned' });
  });
});

describe('A callback nobody took (attempted)', () => {
  const story = [call('missed', 'a', NINE), call('missed', 'b', NINE, OTHER)];

  it('is remembered on every line of the caller: who, when, how often', () => {
    const { history, events } = given([
      ...story,
      call('attempted', 'c', NINE + HOUR),
      call('attempted', 'd', NINE + 2 * HOUR, { extensions: ['107'] }),
    ]);
    expect(told(events)).to.deep.equal(['attempted', 'attempted']);
    for (const entry of entries(history)) {
      expect(entry).to.include({ status: 'open', attemptedCount: 2, lastAttemptedAt: NINE + 2 * HOUR, lastAttemptedExtension: '107' });
    }
  });

  it('before the miss says nothing about it', () => {
    const { history } = given([call('attempted', 'c', NINE - HOUR), call('missed', 'a', NINE)]);
    expect(entries(history)[0]).to.include({ attemptedCount: 0 });
  });
});

describe('A caller who gets through (answered later)', () => {
  it('clears his line for the number he called', () => {
    const { history, events } = given([call('missed', 'a', NINE), call('missed', 'b', NINE, OTHER), call('answered', 'c', NINE + HOUR)]);
    expect(told(events)).to.deep.equal(['cleared_answered']);
    expect(entries(history).map((entry) => entry.clearedBy)).to.deep.equal(['answered_later', null]);
  });

  it('clears all his lines when the client wants it so', () => {
    const calls = [call('missed', 'a', NINE), call('missed', 'b', NINE, OTHER), call('answered', 'c', NINE + HOUR)];
    const { history } = given(calls, book({ clear_across_dids: true }));
    expect(entries(history).map((entry) => entry.clearedBy)).to.deep.equal(['answered_later', 'answered_later']);
  });

  it('never reached the list when he was not missed before', () => {
    expect(given([call('answered', 'c', NINE)]).history.entries).to.deep.equal([]);
  });
});

describe('Callers who withhold their number', () => {
  const hidden = { callerKey: 'anonymous', callerNumber: 'anonymous', callerName: '' };

  it('share one line, which no call clears', () => {
    const calls = [
      call('missed', 'a', NINE, hidden),
      call('missed', 'b', NINE + MINUTE, hidden),
      call('answered', 'c', NINE + HOUR, hidden),
    ];
    const { history } = given(calls, book(), 'anonymous');
    expect(entries(history)).to.have.length(1);
    expect(entries(history)[0]).to.include({ status: 'open', missedCount: 2 });
  });

  it('are cleared by hand', () => {
    const resolve = { type: 'resolve' as const, entryId: 1, by: { userId: 'alice', admin: false }, note: null };
    const { history } = given([call('missed', 'a', NINE, hidden), [resolve, NINE + HOUR]], book(), 'anonymous');
    expect(entries(history)[0]).to.include({ clearedBy: 'manual', clearedByUserId: 'alice' });
  });
});

describe('A message left (voicemail)', () => {
  it('does not bring a caller on the list', () => {
    expect(given([call('voicemail', 'a', NINE)]).history.entries).to.deep.equal([]);
  });

  it('shows on the line of a caller who waits already, and does not count as missed', () => {
    const { history } = given([call('missed', 'a', NINE), call('voicemail', 'b', NINE + MINUTE)]);
    expect(entries(history)[0]).to.include({ missedCount: 1, voicemailCount: 1 });
  });

  it('counts as missed where the client wants it so', () => {
    const { history } = given([call('voicemail', 'a', NINE)], book({ count_voicemail: true }));
    expect(entries(history)[0]).to.include({ status: 'open', missedCount: 1 });
  });
});

describe('A cleared caller who misses again', () => {
  const served = [call('missed', 'a', NINE), call('missed', 'b', NINE + 1), call('returned', 'c', NINE + HOUR)];

  it('comes back on his line, x1: he was served before', () => {
    const { history, events } = given([...served, call('missed', 'd', NINE + DAY)]);
    expect(told(events)).to.deep.equal(['reopened/caller_missed_again']);
    const reopened = { status: 'open', missedCount: 1, missedTotal: 3, firstMissedAt: NINE + DAY, clearedBy: null, reopenedCount: 1 };
    expect(entries(history)[0]).to.include(reopened);
  });

  it('gets a new line after thirty days, or as many as the client sets', () => {
    const twice = (days: number, within?: number) =>
      entries(
        given([...served, call('missed', 'd', NINE + HOUR + days * DAY)], book(within === undefined ? {} : { reopen_within_days: within }))
          .history,
      ).length;
    expect([twice(30), twice(31), twice(1, 0), twice(90, 90)]).to.deep.equal([1, 2, 2, 1]);
  });

  it('is on the line he would be on had the rows come in order', () => {
    const calls = [call('missed', 'a', NINE), call('missed', 'b', NINE + 1), call('missed', 'd', NINE + 31 * DAY)];
    const late = entries(given([...calls, call('returned', 'c', NINE + HOUR)]).history);
    expect(late.map((entry) => [entry.status, entry.missedCount])).to.deep.equal([
      ['cleared', 2],
      ['open', 1],
    ]);
  });
});
