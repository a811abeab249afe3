import { expect } from 'chai';
import { instantOf } from '../../service/cli/instant';

const NOW = Date.UTC(2026, 6, 20, 10) / 1000;
const at = (text: string, zone = 'Europe/Brussels') => new Date(instantOf(text, zone, NOW) * 1000).toISOString();

describe('A time on the command line', () => {
  it('is a day or a minute by the clock of the zone, an instant in UTC, or so long ago', () => {
    expect(at('2026-03-02')).to.equal('2026-03-01T23:00:00.000Z');
    expect(at('2026-03-02 09:30')).to.equal('2026-03-02T08:30:00.000Z');
    expect(at('2026-07-02T09:30:15')).to.equal('2026-07-02T07:30:15.000Z');
    expect(at('2026-07-02T09:30:15Z')).to.equal('2026-07-02T09:30:15.000Z');
    expect(at('2026-07-02', 'UTC')).to.equal('2026-07-02T00:00:00.000Z');
    expect(at('90m')).to.equal('2026-07-20T08:30:00.000Z');
    expect(at('2w')).to.equal('2026-07-06T10:00:00.000Z');
  });

  for (const text of ['', 'now', '2026-02-30', '2026-13-01', '2026-03-02 24:00', '30', '-3d', '20260302', "1'; DROP TABLE"]) {
    it(`is not ${JSON.stringify(text)}`, () => {
      expect(() => at(text)).to.throw(/is no time: write 2026-03-02/);
    });
  }
});
