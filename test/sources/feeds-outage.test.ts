import { expect } from 'chai';
import { NOW, useFeedBed } from '../support/feed-bed';
import { cdrRow, id } from '../support/feed-rows';

const DAY = 86400;

describe('a feed that could not look for days', function () {
  this.timeout(30000);
  const bed = useFeedBed();

  for (const [title, isAnew] of [
    ['the daemon was off', true],
    ['the daemon ran and might not read', false],
  ] as const) {
    it(`of cdr tells of a call that was under way before: ${title}`, async () => {
      const feed = bed.feed('cdr');
      await bed.look(feed);
      await bed.add('cdr', [cdrRow(NOW - 900), cdrRow(NOW - 20 * 3600)]);
      const after = NOW + 3 * DAY;
      const told = await bed.told(isAnew ? bed.feed('cdr') : feed, [after, after + 30, after + 4000]);
      expect(told).to.deep.equal([id(NOW - 20 * 3600), id(NOW - 900)]);
    });
  }
});
