import { expect } from 'chai';
import { ago, callLength, clock, exactMoment, length, machineTime, moment } from '../../service/web/time-text';

const at = (text: string) => Date.parse(text) / 1000;
const now = { at: at('2026-11-20T13:11:00Z'), zone: 'Europe/Brussels', language: 'en' as const };

describe('times, as the reader of a page says them', () => {
  for (const [written, said] of [
    ['2026-11-20T13:02:48Z', '14:02'],
    ['2026-11-19T23:00:00Z', '00:00'],
    ['2026-11-19T22:59:59Z', 'yesterday 23:59'],
    ['2026-11-18T08:00:00Z', 'Wednesday 09:00'],
    ['2026-11-14T08:00:00Z', 'Saturday 09:00'],
    ['2026-11-13T08:00:00Z', '13 Nov 09:00'],
    ['2025-12-31T22:30:00Z', '31 Dec 2025 23:30'],
    ['2026-07-01T10:00:00Z', '1 Jul 12:00'],
    ['2026-11-21T08:00:00Z', '21 Nov 09:00'],
  ] as const) {
    it(`says "${said}" for ${written}`, () => expect(moment(now, at(written))).to.equal(said));
  }

  it('keeps to the wall clock over the night the clocks go back', () => {
    expect(clock('Europe/Brussels', at('2026-10-25T00:30:00Z'))).to.equal('02:30');
    expect(clock('Europe/Brussels', at('2026-10-25T01:30:00Z'))).to.equal('02:30');
    const morning = { at: at('2026-10-25T08:00:00Z'), zone: 'Europe/Brussels', language: 'en' as const };
    expect(moment(morning, at('2026-10-24T22:30:00Z'))).to.equal('00:30');
    expect(moment(morning, at('2026-10-24T21:30:00Z'))).to.equal('yesterday 23:30');
  });

  it('takes a fixed offset where the zone tables are too old', () => {
    expect(exactMoment({ at: now.at, zone: '-06:00', language: 'en' }, now.at)).to.equal('07:11:00');
  });

  for (const [seconds, said] of [
    [-3, '0 s'],
    [59, '59 s'],
    [60, '1 min'],
    [3599, '59 min'],
    [3600, '1 h'],
    [47 * 3600, '47 h'],
    [48 * 3600, '2 days'],
  ] as const) {
    it(`calls ${seconds} seconds ${said}`, () => expect(length('en', seconds)).to.equal(said));
  }

  it('says how long ago, and "just now" for what a clock put into the future', () => {
    expect(ago(now, now.at - 3 * 3600)).to.equal('3 h ago');
    expect(ago(now, now.at + 90)).to.equal('just now');
  });

  it('shows the length of a call as a telephone does', () => {
    expect([0, 82, 3725].map(callLength)).to.deep.equal(['0:00', '1:22', '1:02:05']);
  });

  it('tells machines UTC', () => expect(machineTime(now.at)).to.equal('2026-11-20T13:11:00Z'));
});
