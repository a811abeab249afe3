import { expect } from 'chai';
import { tableClock } from '../../service/sources/table-clock';
import { offsetOf, type TimeHint, utcOf } from '../../service/sources/wall-time';
import { zoneOffset } from '../../shared/zone';

const at = (iso: string) => Date.parse(iso) / 1000;
const ZONES = ['UTC', 'Europe/Brussels', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', '-03:30'];

/** Rows of one channel: stamped by a clock of `zone`, so many seconds after the channel's birth. */
function rowsOf(zone: string, birth: number, elapsed: readonly number[]): { hints: TimeHint[]; truth: number[] } {
  const truth = elapsed.map((seconds) => birth + seconds);
  return { truth, hints: truth.map((second) => ({ wall: second + zoneOffset(zone, second), epoch: birth })) };
}

/** As decode does for one call. */
function read(hints: readonly TimeHint[], zone: string | null): (number | null)[] {
  const offset = offsetOf(hints);
  return hints.map(tableClock(hints, zone, () => (hint) => utcOf(hint, offset, zone)));
}

describe("a table's clock", () => {
  const ordinary = [0, 1, 17, 640, 5000, 30000];

  for (const zone of ZONES) {
    it(`is read in ${zone}, on an ordinary day and in both nights the clocks change`, () => {
      for (const birth of [
        '2026-01-15T10:00:00Z',
        '2026-07-01T22:10:00Z',
        '2026-03-29T00:58:00Z',
        '2026-10-25T00:20:00Z',
        '2026-11-01T05:10:00Z',
      ]) {
        const { hints, truth } = rowsOf(zone, at(birth), [0, 1, 17, 200, 1500]);
        expect(read(hints, zone), birth).to.deep.equal(truth);
      }
    });

    it(`is found to be ${zone} by the rows alone when nobody said so, or said something else`, () => {
      const { hints, truth } = rowsOf(zone, at('2026-01-15T10:00:00Z'), ordinary);
      for (const told of [null, 'Asia/Tokyo', 'America/New_York', 'Nowhere/Atall'])
        expect(read(hints, told), String(told)).to.deep.equal(truth);
    });

    it(`is found to be UTC on a PBX that lives in ${zone}`, () => {
      const { hints, truth } = rowsOf('UTC', at('2026-07-01T22:10:00Z'), ordinary);
      expect(read(hints, zone)).to.deep.equal(truth);
    });
  }

  it('follows a call through the hour that comes twice', () => {
    const { hints, truth } = rowsOf('Europe/Brussels', at('2026-10-25T00:59:50Z'), [0, 9, 12, 600]);
    expect(new Date((hints[2] as { wall: number }).wall * 1000).toISOString()).to.equal('2026-10-25T02:00:02.000Z');
    expect(read(hints, 'Europe/Brussels')).to.deep.equal(truth);
    expect(read(hints, null)).to.deep.equal(truth);
  });

  it('follows a call through the hour that is skipped', () => {
    const { hints, truth } = rowsOf('Europe/Brussels', at('2026-03-29T00:59:50Z'), [0, 9, 12, 600]);
    expect(read(hints, 'Europe/Brussels')).to.deep.equal(truth);
  });

  it('reads a lone row by the zone, hours after its channel was born', () => {
    const { hints, truth } = rowsOf('Europe/Brussels', at('2026-07-01T08:00:00Z'), [3 * 3600 + 620]);
    expect(read(hints, 'Europe/Brussels')).to.deep.equal(truth);
  });

  it('takes a lone late row of an unknown zone for less than a quarter of an hour late', () => {
    const { hints, truth } = rowsOf('Asia/Kathmandu', at('2026-07-01T08:00:00Z'), [640]);
    expect(read(hints, null)).to.deep.equal(truth);
  });

  it('is not led astray by a row that is late by whole quarters', () => {
    const { hints, truth } = rowsOf('Asia/Kathmandu', at('2026-07-01T08:00:00Z'), [0, 900]);
    expect(read(hints, 'Asia/Kathmandu')).to.deep.equal(truth);
    expect(read(hints, null)).to.deep.equal(truth);
  });

  it('falls back on the id where the column holds no time, and on the zone where the id holds none', () => {
    const birth = at('2026-07-01T08:00:00Z');
    const hints = [
      { wall: null, epoch: birth },
      { wall: birth + 7200, epoch: null },
    ];
    expect(read(hints, 'Europe/Brussels')).to.deep.equal([birth, birth]);
    expect(read([{ wall: birth, epoch: null }], null)).to.deep.equal([birth]);
    expect(read([{ wall: null, epoch: null }], 'Europe/Brussels')).to.deep.equal([null]);
  });

  it('takes no advice from a clock that was years off', () => {
    const { hints } = rowsOf('UTC', at('2026-07-01T08:00:00Z'), [0]);
    expect(offsetOf(hints.concat({ wall: 900, epoch: 1800000000 }, { wall: 900, epoch: 1800000000 }))).to.equal(0);
  });
});
