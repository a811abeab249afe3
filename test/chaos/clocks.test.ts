import { expect } from 'chai';
import { type Mariadb, startMariadb } from '../support/mariadb';
import { FREEPBX_14, FREEPBX_17 } from '../support/pbx-stand';
import type { Day, Piece } from './day';
import { between, hardDay, MORNING_AT, script, ZONE } from './hard-day';
import { live, QUIET, type Trouble } from './run';

/** Some minutes before the clocks of Europe are set back, and forward; the stories last until some minutes after. */
const AUTUMN_AT = Date.UTC(2026, 9, 25, 0, 58) / 1000;
const SPRING_AT = Date.UTC(2026, 2, 29, 0, 58) / 1000;

/** The ids of a piece with the name of the machine before them, as `systemname` in asterisk.conf writes them. */
function withSystemname(piece: Piece): Piece {
  const named = (text: string) => text.replace(/(^|[^\d.\w-])(\d{10}\.\d+)/g, '$1pbx-1-$2');
  const row: Record<string, string | number | null> = {};
  for (const column of Object.keys(piece.row)) {
    const value = piece.row[column] as string | number | null;
    row[column] = typeof value === 'string' ? named(value) : value;
  }
  return { ...piece, row, line: named(piece.line) };
}

describe('Clocks, zones and names of machines', function () {
  this.timeout(60000);
  let mariadb: Mariadb;

  before(async () => {
    mariadb = await startMariadb({ name: 'clocks' });
  });

  after(() => mariadb.stop());

  /** All but the hour on the wall: that one is another in every zone. */
  const listOf = async (day: Day, zone: string, trouble: Trouble = QUIET, shape = FREEPBX_14) => {
    const { list } = await live(mariadb, shape, zone, day, trouble);
    return list.map((one) => one.replace(/"lastMissedHour":\d+,/, ''));
  };

  for (const [title, startAt] of [
    ['set back', AUTUMN_AT],
    ['set forward', SPRING_AT],
  ] as const) {
    it(`tell the same story in the night they are ${title}, with CEL and without`, async () => {
      const inUtc = await listOf(hardDay(startAt, 'UTC'), 'UTC');
      expect(inUtc).to.have.length.above(7);
      expect(await listOf(hardDay(startAt, ZONE), ZONE)).to.deep.equal(inUtc);
      expect(await listOf(hardDay(startAt, ZONE), ZONE, between('CEL is switched off', 0, 999))).to.deep.equal(inUtc);
      expect(await listOf(hardDay(startAt, ZONE), ZONE, between('CDRUSEGMT is set', 10, 20))).to.deep.equal(inUtc);
    });
  }

  describe('on a winter’s day', () => {
    let quiet: readonly string[];

    before(async () => {
      quiet = await listOf(hardDay(MORNING_AT, 'UTC'), 'UTC');
    });

    for (const zone of ['America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland']) {
      it(`tell the same story in ${zone}`, async () => {
        expect(await listOf(hardDay(MORNING_AT, zone), zone)).to.deep.equal(quiet);
      });
    }

    it('tell the same story when we were told another zone', async () => {
      expect(await listOf(hardDay(MORNING_AT, ZONE), 'America/New_York')).to.deep.equal(quiet);
      expect(await listOf(hardDay(MORNING_AT, 'America/New_York'), ZONE)).to.deep.equal(quiet);
    });

    for (const [from, to] of [
      [ZONE, 'America/New_York'],
      ['America/New_York', ZONE],
    ] as const) {
      it(`tell the same story when the PBX moves from ${from} to ${to} in mid-day, with CEL and without`, async () => {
        const [before, after] = [hardDay(MORNING_AT, from), hardDay(MORNING_AT, to)];
        // A call under way keeps the clock it began with.
        const early = new Set(before.pieces.slice(0, before.pieces.length / 2).map(({ story }) => story));
        const pieces = before.pieces.map((piece, index) => (early.has(piece.story) ? piece : (after.pieces[index] as Piece)));
        expect(await listOf({ ...before, pieces }, from)).to.deep.equal(quiet);
        expect(await listOf({ ...before, pieces }, from, between('CEL is switched off', 0, 999))).to.deep.equal(quiet);
      });
    }

    it('tell the same story when the CDR is stamped in UTC', async () => {
      expect(await listOf(hardDay(MORNING_AT, ZONE), ZONE, between('CDRUSEGMT is set', 0, 999))).to.deep.equal(quiet);
    });

    for (const seconds of [3600, -3600, 86400, -86400]) {
      it(`tell the same story when our own clock is ${seconds} s off for a while`, async () => {
        expect(await listOf(hardDay(MORNING_AT, ZONE), ZONE, between(`our clock is ${seconds} s off`, 4, 12))).to.deep.equal(quiet);
      });
    }

    it('tell the same story when ids begin with the name of the machine', async () => {
      const day = hardDay(MORNING_AT, ZONE);
      const list = await listOf({ ...day, pieces: day.pieces.map(withSystemname) }, ZONE, script({}), FREEPBX_17);
      expect(list.join('\n')).to.contain('"pbx-1-17');
      expect(list.map((one) => one.replace(/pbx-1-/g, '')).sort()).to.deep.equal(quiet);
    });
  });
});
