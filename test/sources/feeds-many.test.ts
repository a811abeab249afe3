import { expect } from 'chai';
import { NOW, useFeedBed } from '../support/feed-bed';
import { cdrRow, celRow, id } from '../support/feed-rows';

describe('a feed whose cursor is not its own alone', function () {
  this.timeout(30000);
  const bed = useFeedBed();

  for (const [table, row] of [
    ['cdr', cdrRow],
    ['cel', celRow],
  ] as const) {
    it(`of ${table} tells what was written between its look and another daemon's, whose cursor was kept`, async () => {
      const [ours, theirs] = [bed.feed(table), bed.feed(table)];
      await bed.add(table, [row(NOW - 50)]);
      await bed.look(theirs);
      await bed.add(table, [row(NOW - 20)]);
      const { cursor } = await bed.look(theirs, NOW, false);
      await bed.add(table, [row(NOW - 10)]);
      expect((await bed.look(ours, NOW, false)).ids).to.include(id(NOW - 10));
      // Theirs is kept, ours is overtaken and looks again.
      bed.cursor = cursor;
      expect((await bed.look(ours)).ids).to.include(id(NOW - 10));
    });

    it(`of ${table} tells again what came after a backup, when its cursor is the backup's`, async () => {
      const feed = bed.feed(table);
      await bed.add(table, [row(NOW - 50)]);
      const backup = (await bed.look(feed)).cursor;
      await bed.add(table, [row(NOW - 20)]);
      await bed.look(feed);
      expect((await bed.look(feed)).ids).to.deep.equal([]);
      bed.cursor = backup;
      expect((await bed.look(feed)).ids).to.include(id(NOW - 20));
    });
  }
});
