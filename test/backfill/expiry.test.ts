import { expect } from 'chai';
import * as path from 'path';
import { contradictionsOf } from '../chaos/run';
import { readCapture, shiftCapture, startOfCapture } from '../support/capture-rows';
import { CAPTURES_DIR } from '../support/captures';
import type { PbxStand } from '../support/pbx-stand';
import { STORIES, useBackfills, ZONE } from './backfills';
import { BEGUN_AT, DAY, type PastStory } from './past';

const HOUR = 3600;
const MISS = readCapture(path.join(CAPTURES_DIR, 'freepbx17', '02-direct-no-answer'));
const KEPT_FROM = BEGUN_AT - 30 * DAY;

/** The same caller, missed so many hours after the beginning. */
const misses = (...hours: readonly number[]): PastStory[] =>
  hours.map((hour, n) => {
    const at = BEGUN_AT + hour * HOUR + n;
    return { name: 'miss', at, rows: shiftCapture(MISS, { shiftSeconds: at - (startOfCapture(MISS) as number), zone: ZONE }) };
  });

describe('A backfill of a past in which callers expired', function () {
  this.timeout(100000);
  const { visit, backfill, says, set } = useBackfills();

  const kept = async (stories: readonly PastStory[]): Promise<PbxStand> => {
    const stand = await visit(stories);
    await set(stand, { retention_days: 1, reopen_within_days: 3 }, KEPT_FROM);
    return stand;
  };

  /** The list of a daemon that looked every hour. */
  const watched = async (stories: readonly PastStory[], endedAt: number): Promise<string[]> => {
    const stand = await kept([]);
    for (let now = BEGUN_AT; now < endedAt; now += HOUR) {
      for (const { at, rows } of stories) if (at >= now - HOUR && at < now) await stand.write(rows);
      await stand.turnAt(now + 60);
    }
    return says(stand);
  };

  const expired = (list: readonly string[]) => list.filter((one) => /"clearedBy":"expired"/.test(one));
  const reopened = (list: readonly string[]) => list.filter((one) => !/"reopenedCount":0/.test(one));

  for (const [title, stories, days, counts] of [
    ['nobody came back', misses(0), 3, [1, 0]],
    ['a caller came back before he expired', misses(0, 23), 4, [1, 0]],
    ['a caller came back a while after', misses(0, 26), 5, [1, 1]],
    ['a caller came back again and again', misses(0, 25, 50, 60, 99), 9, [1, 1]],
    ['a caller came back when he was forgotten', misses(0, 24 * 6), 9, [2, 0]],
    ['much happened', STORIES, 10, [6, 0]],
  ] as const) {
    it(`makes the list that live reading made, where ${title}`, async () => {
      const endedAt = BEGUN_AT + days * DAY;
      const live = await watched(stories, endedAt);
      expect([expired(live).length, reopened(live).length]).to.deep.equal(counts);

      const stand = await kept(stories);
      const shown = await backfill(stand, ['--dry-run'], { endedAt });
      await backfill(stand, [], { endedAt });
      expect(await says(stand)).to.deep.equal(live);
      expect(shown.out).to.contain(`+${live.length} entries, -0 withdrawn, ~0 changed.`);
      expect((await backfill(stand, ['--dry-run'], { endedAt })).out).to.equal('+0 entries, -0 withdrawn, ~0 changed.\n');
      expect((await backfill(stand, ['--restart'], { endedAt })).out).to.contain('nothing new for the list');

      // A daemon that has read the last day, and looks between all batches.
      const both = await kept(stories);
      await both.turnAt(endedAt);
      const machine = { load: () => 0, sleep: () => both.catchUpAt(endedAt + 60) };
      await backfill(both, ['--batch', '1'], { endedAt, world: { machine } });
      expect(await says(both)).to.deep.equal(live);
      expect(await contradictionsOf(both, ZONE)).to.deep.equal([]);
    });
  }

  it('expires by the rules of now where it judges again', async () => {
    const stories = misses(0, 26, 99);
    const endedAt = BEGUN_AT + 9 * DAY;
    const stand = await visit(stories);
    await backfill(stand, [], { endedAt });
    expect(expired(await says(stand))).to.deep.equal([]);
    await set(stand, { retention_days: 1, reopen_within_days: 3 }, endedAt);
    const ran = await backfill(stand, ['--rejudge', '--yes'], { endedAt });
    expect(ran.out).to.contain('+0 entries, -0 withdrawn, ~1 changed.');
    expect(await says(stand)).to.deep.equal(await watched(stories, endedAt));
  });
});
