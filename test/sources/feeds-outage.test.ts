import { expect } from 'chai';
import { NOW, useFeedBed } from '../support/feed-bed';
import { cdrRow, celRow, id } from '../support/feed-rows';

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

  for (const [title, rows] of [
    ['emptied', 2],
    ['emptied, and has more rows than before', 5],
  ] as const) {
    it(`of cel tells what came since in a table that was ${title}`, async () => {
      await bed.add('cel', [celRow(NOW - 900), celRow(NOW - 890), celRow(NOW - 880)]);
      await bed.look(bed.feed('cel'));
      await bed.sql('TRUNCATE $.cel');
      const calls = Array.from({ length: 5 }, (_, index) => NOW + 60 * (index + 1));
      await bed.add(
        'cel',
        calls.slice(0, rows).map((at) => celRow(at)),
      );
      expect((await bed.look(bed.feed('cel'), NOW + 3 * DAY)).ids).to.deep.equal(calls.slice(0, rows).map(id));
    });
  }

  it('of cel tells what came since in a table that was empty before', async () => {
    await bed.look(bed.feed('cel'));
    await bed.add('cel', [celRow(NOW + 60)]);
    expect((await bed.look(bed.feed('cel'), NOW + 3 * DAY)).ids).to.deep.equal([id(NOW + 60)]);
  });

  it('of cel tells no more than the last day of a table that holds what was read, and rows before', async () => {
    const old = [celRow(NOW - 5 * DAY), celRow(NOW - 4 * DAY), celRow(NOW - 3 * DAY)];
    await bed.add('cel', old.concat(celRow(NOW - 900)));
    await bed.look(bed.feed('cel'));
    // Restored from a dump that numbers its rows anew.
    await bed.sql('UPDATE $.cel SET id = id + 1000 ORDER BY id DESC');
    await bed.add('cel', [celRow(NOW - 10)]);
    expect((await bed.look(bed.feed('cel'))).ids).to.deep.equal([id(NOW - 900), id(NOW - 10)]);
  });

  it('of cdr fails once when its index gets another name, or goes, and then finds what is there', async () => {
    const feed = bed.feed('cdr');
    await bed.look(feed);
    const calls = [NOW - 20, NOW - 10];
    for (const [step, change] of ['DROP INDEX calldate, ADD INDEX times (calldate)', 'DROP INDEX times'].entries()) {
      await bed.sql(`ALTER TABLE $.cdr ${change}`);
      await bed.add('cdr', [cdrRow(calls[step] as number)]);
      const fault = await bed.look(feed).catch((error) => error.errno);
      expect(fault).to.equal(1176);
      expect((await bed.look(feed)).ids).to.deep.equal([id(calls[step] as number)]);
    }
  });
});
