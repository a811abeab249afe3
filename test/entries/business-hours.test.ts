import { expect } from 'chai';
import { afterBusinessMinutes, isOpenAt } from '../../service/entries/business-hours';
import type { Hours } from '../../service/entries/rules';
import { book, call, entries, given, HOUR, NINE } from './story';

const DAYTIME = [
  ['09:00', '12:30'],
  ['13:30', '18:00'],
];
const OFFICE: Hours = {
  zone: 'Europe/Brussels',
  week: { monday: DAYTIME, tuesday: DAYTIME, wednesday: DAYTIME, thursday: DAYTIME, friday: [['09:00', '12:30']] },
  holidays: ['2026-03-03', '12-25'],
};
/** Seconds of an instant written with its offset. */
const at = (text: string): number => Date.parse(text) / 1000;

describe('Business hours', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['Monday at opening', '2026-03-02T09:00:00+01:00', true],
    ['a second before', '2026-03-02T08:59:59+01:00', false],
    ['at closing', '2026-03-02T18:00:00+01:00', false],
    ['during lunch', '2026-03-02T13:00:00+01:00', false],
    ['on Sunday', '2026-03-01T10:00:00+01:00', false],
    ['on a holiday of this year', '2026-03-03T10:00:00+01:00', false],
    ['on that day a year later', '2027-03-03T10:00:00+01:00', true],
    ['on a holiday of every year', '2028-12-25T10:00:00+01:00', false],
    ['in summer, by summer time', '2026-07-06T09:00:00+02:00', true],
    ['in summer, an hour before', '2026-07-06T08:30:00+02:00', false],
  ];
  for (const [name, when, open] of cases) {
    it(`are ${open ? 'open' : 'closed'} ${name}`, () => expect(isOpenAt(OFFICE, at(when))).to.equal(open));
  }

  it('are always open where the client sets none, but for holidays', () => {
    expect(isOpenAt({ ...OFFICE, week: null }, at('2026-03-01T03:00:00+01:00'))).to.equal(true);
    expect(isOpenAt({ ...OFFICE, week: null }, at('2026-03-03T03:00:00+01:00'))).to.equal(false);
  });
});

describe('A response target in business minutes', () => {
  const due = (since: string, minutes: number): string =>
    new Date(Number(afterBusinessMinutes(OFFICE, at(since), minutes)) * 1000).toISOString();

  it('runs while the office is open', () => expect(due('2026-03-02T09:00:00+01:00', 30)).to.equal('2026-03-02T08:30:00.000Z'));
  it('waits over lunch', () => expect(due('2026-03-02T12:20:00+01:00', 30)).to.equal('2026-03-02T12:50:00.000Z'));
  it('starts at opening for a call of the night', () => expect(due('2026-03-02T03:00:00+01:00', 30)).to.equal('2026-03-02T08:30:00.000Z'));
  it('waits over a holiday', () => expect(due('2026-03-02T17:50:00+01:00', 30)).to.equal('2026-03-04T08:20:00.000Z'));
  it('waits over a weekend in which the clock changes', () =>
    expect(due('2026-03-27T12:20:00+01:00', 30)).to.equal('2026-03-30T07:20:00.000Z'));
  it('ends exactly at closing', () => expect(due('2026-03-02T17:30:00+01:00', 30)).to.equal('2026-03-02T17:00:00.000Z'));

  it('never passes where nobody ever works', () => {
    expect(afterBusinessMinutes({ zone: 'UTC', week: {}, holidays: [] }, NINE, 30)).to.equal(null);
  });
});

describe('A miss after hours', () => {
  const rules = book({ business_hours: { monday: [['09:00', '17:00']] }, time_zone: 'UTC' });

  it('is marked, and due half an hour after the next opening', () => {
    const week = 7 * 24 * HOUR;
    expect(entries(given([call('missed', 'a', NINE - HOUR)], rules).history)[0]).to.include({ afterHours: true, dueAt: NINE + 1800 });
    expect(entries(given([call('missed', 'a', NINE + 8 * HOUR)], rules).history)[0]).to.include({
      afterHours: true,
      dueAt: NINE + week + 1800,
    });
  });

  it('marks its line only while every miss of the wait fell outside', () => {
    const { history } = given([call('missed', 'a', NINE - HOUR), call('missed', 'b', NINE)], rules);
    expect(entries(history)[0]).to.include({ afterHours: false, dueAt: NINE + 1800 });
  });
});
