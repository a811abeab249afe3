import { expect } from 'chai';
import { newestRows } from '../../service/sources/newest-rows';
import { zoneOffset } from '../../shared/zone';
import { NIGHTS, wallIn } from '../doctor/nights';

describe("A table's newest rows", () => {
  for (const { zone, night, changeAt } of NIGHTS) {
    for (const [wrote, clock] of [
      ['local time', zone],
      ['UTC', 'UTC'],
    ] as const) {
      it(`are read as they were stamped in ${zone} in ${night}, on a PBX that writes ${wrote}`, () => {
        for (let since = 0; since <= 50; since += 1) {
          // A call every ten minutes; three of its channel's events are among the newest rows.
          const births = Array.from({ length: 50 }, (_, n) => changeAt + (since - n) * 600 - 90);
          const rowOf = (birth: number, after: number) => ({
            at: birth + after,
            calldate: wallIn(clock, birth + after),
            uniqueid: `${birth}.7`,
          });
          const rows = births.reduce<ReturnType<typeof rowOf>[]>(
            (all, birth) => all.concat([40, 17, 0].map((after) => rowOf(birth, after))),
            [],
          );
          for (const told of [zone, null]) {
            const { newest, offset } = newestRows(rows.slice(0, 50), 'calldate', told, Number.MAX_SAFE_INTEGER);
            const wrong = newest.map((row, index) => row.at !== (rows[index] as { at: number }).at);
            // Of a call between the last proof of one clock and the first of the other no row may prove which it was.
            expect(wrong.filter((one) => one).length, `${told} ${since}`).to.be.at.most(2);
            expect(wrong[0], `${told} ${since}`).to.equal(false);
            if (told !== null) expect([null, zoneOffset(clock, (rows[0] as { at: number }).at)]).to.include(offset);
          }
        }
      });
    }
  }

  it('prove another clock than the zone has, from the first call after a change on', () => {
    for (const { zone, changeAt } of NIGHTS) {
      const rows = [1, 0, -1, -2].map((n) => ({ calldate: wallIn('Asia/Tokyo', changeAt + n * 900), uniqueid: `${changeAt + n * 900}.7` }));
      expect(newestRows(rows, 'calldate', zone, Number.MAX_SAFE_INTEGER).offset, zone).to.equal(9 * 3600);
    }
  });
});
