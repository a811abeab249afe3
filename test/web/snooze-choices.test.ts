import { expect } from 'chai';
import { earliestSnooze, snoozeChoices, snoozeUntil } from '../../service/web/snooze-choices';

const at = (iso: string) => ({ at: Date.parse(iso) / 1000, zone: 'Europe/Brussels', language: 'en' as const });
const values = (iso: string) => snoozeChoices(at(iso)).map(({ value }) => value);
const until = (iso: string, chosen: string) => {
  const found = snoozeUntil(at(iso), chosen);
  return found === null ? null : new Date(found * 1000).toISOString();
};

describe('How long an entry may sleep', () => {
  it('is an hour, this afternoon as long as it lies ahead, or tomorrow morning', () => {
    expect(values('2026-11-20T08:00:00Z')).to.deep.equal(['hour', 'afternoon', 'tomorrow']);
    expect(values('2026-11-20T12:30:00Z')).to.deep.equal(['hour', 'tomorrow']);
    expect(values('2026-11-20T22:30:00Z')).to.deep.equal(['hour', 'tomorrow']);
  });

  it('is meant on the reader’s clock, through the night in which it changes too', () => {
    expect(until('2026-11-20T08:00:00Z', 'hour')).to.equal('2026-11-20T09:00:00.000Z');
    expect(until('2026-11-20T08:00:00Z', 'afternoon')).to.equal('2026-11-20T13:00:00.000Z');
    expect(until('2026-11-20T23:30:00Z', 'tomorrow')).to.equal('2026-11-22T08:00:00.000Z');
    expect(until('2026-03-28T12:00:00Z', 'tomorrow')).to.equal('2026-03-29T07:00:00.000Z');
    expect(until('2026-10-24T12:00:00Z', 'tomorrow')).to.equal('2026-10-25T08:00:00.000Z');
  });

  it('may be a date and a time, and nothing else', () => {
    expect(until('2026-11-20T08:00:00Z', '2026-12-01T15:30')).to.equal('2026-12-01T14:30:00.000Z');
    for (const nonsense of ['', 'someday', '2026-12-01', '2026-13-01T15:30', '2026-12-01T25:30', 'constructor', '1e9']) {
      expect(until('2026-11-20T08:00:00Z', nonsense), nonsense).to.equal(null);
    }
  });

  it('does not begin in the past', () => {
    expect(earliestSnooze(at('2026-11-20T08:05:59Z'))).to.equal('2026-11-20T09:05');
  });
});
