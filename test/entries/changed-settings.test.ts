import { expect } from 'chai';
import { type RuleBook, rulesOf } from '../../service/entries/rules';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings';
import { call, DAY, entries, given, HOUR, NINE } from './story';

/** The default settings, and others from noon. */
function fromNoon(settings: Partial<Settings>): RuleBook {
  return [
    { since: 0, rules: rulesOf(DEFAULT_SETTINGS, 'UTC') },
    { since: NINE + 3 * HOUR, rules: rulesOf({ ...DEFAULT_SETTINGS, ...settings }, 'UTC') },
  ];
}

describe('A setting that is changed', () => {
  it('applies to calls from then on; what was cleared stays cleared', () => {
    const short = { talkSeconds: 5 };
    const calls = [call('missed', 'a', NINE), call('returned', 'b', NINE + HOUR, short), call('missed', 'c', NINE + 4 * HOUR)];
    const rules = fromNoon({ callback_min_talk_seconds: 10 });
    const { history } = given([...calls, call('returned', 'd', NINE + 5 * HOUR, short)], rules);
    expect(entries(history)[0]).to.include({ status: 'open', missedCount: 1, missedTotal: 2, attemptedCount: 1 });
  });

  it('does not bring old voicemails on the list', () => {
    const { history } = given([call('voicemail', 'a', NINE), call('voicemail', 'b', NINE + DAY)], fromNoon({ count_voicemail: true }));
    expect(entries(history)[0]).to.include({ missedCount: 1, firstMissedAt: NINE + DAY });
  });

  it('applies by the time of the call, not of its rows', () => {
    const late = given([call('missed', 'c', NINE + DAY), call('voicemail', 'a', NINE)], fromNoon({ count_voicemail: true }));
    expect(entries(late.history)[0]).to.include({ missedCount: 1 });
  });
});
