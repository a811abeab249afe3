import { expect } from 'chai';
import { type Mariadb, startMariadb } from '../support/mariadb';
import { FREEPBX_14, FREEPBX_17 } from '../support/pbx-stand';
import { Chaos, FAULTS, REMEMBERED } from './chaos';
import { dayOf } from './day';
import { Random } from './random';
import { live } from './run';

/** The evening before the clocks go back. */
const BEGIN_AT = Date.UTC(2026, 9, 24, 18) / 1000;
const ZONE = 'Europe/Brussels';
const SEED = 20261024;
/** Faults of a step, as a mean. */
const SHARE = 1.4;

describe('A day on which everything goes wrong', function () {
  // Half a minute on a machine with nothing else to do.
  this.timeout(600000);
  let mariadb: Mariadb;

  before(async () => {
    mariadb = await startMariadb({ name: 'chaos' });
  });

  after(() => mariadb.stop());

  const dayWith = (seed: number, rounds: number) => {
    const random = new Random(seed);
    return dayOf(BEGIN_AT, rounds, ZONE, (stories) =>
      stories
        .map((story) => ({ story, place: random.next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ story }) => story),
    );
  };

  for (const [title, shape, faults, seed, rounds, least] of [
    ['FreePBX 17', FREEPBX_17, FAULTS, SEED, 2, 500],
    ['FreePBX 14', FREEPBX_14, FAULTS, SEED + 1, 1, 250],
    ['FreePBX 17 whose daemon is never killed', FREEPBX_17, REMEMBERED, SEED + 10, 1, 250],
  ] as const) {
    it(`ends with exactly the list of a quiet one after ${least} faults and more, on ${title} (seed ${seed})`, async () => {
      const day = dayWith(seed, rounds);
      const chaos = new Chaos(new Random(seed), SHARE, faults);
      const quiet = await live(mariadb, shape, ZONE, day);
      const wild = await live(mariadb, shape, ZONE, day, chaos);
      expect(quiet.failedTurns).to.equal(0);
      expect(wild.contradictions, `seed ${seed}`).to.deep.equal([]);
      expect(chaos.done.length).to.be.at.least(least);
      const told = `seed ${seed}: ${chaos.done.length} faults, ${wild.failedTurns} of ${wild.turns} turns failed`;
      expect({ told, list: wild.list }, told).to.deep.equal({ told, list: quiet.list });
    });
  }
});
