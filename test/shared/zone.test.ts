import { expect } from 'chai';
import { fromLocal, isZone, zoneOffset } from '../../shared/zone';

const at = (text: string): number => Date.parse(text) / 1000;

describe('The offset of a time zone', () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ['UTC', '2026-07-01T12:00:00Z', 0],
    ['Europe/Brussels', '2026-01-15T12:00:00Z', 3600],
    ['Europe/Brussels', '2026-07-15T12:00:00Z', 7200],
    ['Europe/Brussels', '2026-03-29T00:59:59Z', 3600],
    ['Europe/Brussels', '2026-03-29T01:00:00Z', 7200],
    ['Europe/Brussels', '2026-10-25T00:59:59Z', 7200],
    ['Europe/Brussels', '2026-10-25T01:00:00Z', 3600],
    ['America/New_York', '2026-01-15T05:00:00Z', -5 * 3600],
    ['Asia/Kolkata', '2026-01-15T18:30:00Z', 19800],
    ['Pacific/Auckland', '2025-12-31T11:00:00Z', 13 * 3600],
    ['+02:00', '2026-01-15T12:00:00Z', 7200],
    ['-03:30', '2026-07-15T12:00:00Z', -12600],
  ];
  for (const [zone, when, seconds] of cases) {
    it(`of ${zone} at ${when} is ${seconds} s`, () => expect(zoneOffset(zone, at(when))).to.equal(seconds));
  }

  it('of a zone nobody knows is refused', () => {
    expect(isZone('Europe/Atlantis')).to.equal(false);
    expect(isZone('Europe/Brussels')).to.equal(true);
    expect(isZone('+05:45')).to.equal(true);
  });
});

describe('A local time as an instant', () => {
  const instant = (wall: string): string => new Date(fromLocal('Europe/Brussels', at(`${wall}Z`)) * 1000).toISOString();

  it('follows winter and summer time', () => {
    expect(instant('2026-01-15T09:00:00')).to.equal('2026-01-15T08:00:00.000Z');
    expect(instant('2026-07-15T09:00:00')).to.equal('2026-07-15T07:00:00.000Z');
  });

  it('that the clock skips lies as long after the change', () =>
    expect(instant('2026-03-29T02:30:00')).to.equal('2026-03-29T01:30:00.000Z'));
  it('that occurs twice is the first of the two', () => expect(instant('2026-10-25T02:30:00')).to.equal('2026-10-25T00:30:00.000Z'));
});
