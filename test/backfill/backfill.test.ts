import { expect } from 'chai';
import * as fs from 'fs';
import { gzipSync } from 'zlib';
import { readCursor } from '../../service/store/cursors';
import { FREEPBX_14, FREEPBX_17 } from '../support/pbx-stand';
import { STORIES, useBackfills, ZONE } from './backfills';
import { BEGUN_AT, DAY, ENDED_AT, PAST_SECONDS, pastStories } from './past';

describe('A backfill', function () {
  this.timeout(60000);
  const { sql, visit, live, backfill, says } = useBackfills();

  /** A story of the middle begins so many seconds after the clocks were changed. */
  for (const [title, shape, after] of [
    ['FreePBX 17, a call through it', FREEPBX_17, -10],
    ['FreePBX 17, a call in the hour before', FREEPBX_17, -1800],
    ['FreePBX 17, a call in the hour after', FREEPBX_17, 600],
    ['FreePBX 14, a call through it', FREEPBX_14, -10],
  ] as const) {
    for (const [turn, changedAt] of [
      ['back', Date.UTC(2026, 9, 25, 1) / 1000],
      ['forward', Date.UTC(2026, 2, 29, 1) / 1000],
    ] as const) {
      it(`makes the list that live reading would have made, over the night the clocks went ${turn}, on ${title}`, async () => {
        const begunAt = changedAt + after - PAST_SECONDS / 2;
        const stories = pastStories(ZONE, begunAt);
        const endedAt = begunAt + PAST_SECONDS;
        const stand = await visit(stories, shape);
        const { code, out } = await backfill(stand, [], { since: begunAt - 3600, endedAt });
        expect(code).to.equal(0);
        expect(out).to.match(/ \d\d+ rows, \d\d+ calls; \d+ created/);
        const expected = await live(stories, shape, endedAt);
        expect(expected).to.have.length.above(8);
        expect(await says(stand)).to.deep.equal(expected);
      });
    }
  }

  it('changes nothing where the daemon has read it all, and may be run beside it', async () => {
    const stand = await visit();
    for (const { at } of STORIES) await stand.catchUpAt(at + 3600);
    const before = await stand.entries();
    expect((await backfill(stand, [])).out).to.contain('nothing new for the list');
    expect(await stand.entries()).to.deep.equal(before);
  });

  it('shows what it would do and does none of it', async () => {
    const stand = await visit();
    const { code, out } = await backfill(stand, ['--dry-run']);
    expect(code).to.equal(0);
    expect(await stand.entries()).to.deep.equal([]);
    expect(await readCursor(stand.client, stand.db, 'backfill')).to.equal(undefined);
    await backfill(stand, []);
    const entries = await stand.entries();
    expect(out).to.contain(`+${entries.length} entries, -0 withdrawn, ~0 changed.`);
    for (const one of entries) expect(out).to.contain(`${one.callerNumber || 'withheld'} on ${one.did}`);
    expect((await backfill(stand, ['--dry-run'])).out).to.equal('+0 entries, -0 withdrawn, ~0 changed.\n');
  });

  it('tells its progress, stops when asked to, and goes on from there', async () => {
    const stand = await visit();
    const first = await backfill(stand, ['--batch', '1'], { stopAt: (told) => told > 3 });
    expect(first.code).to.equal(1);
    expect(first.err)
      .to.match(/2026-10-\d\d \d\d:\d\d · \d+ rows · \d+ calls · \d+ rows\/s · .* left/)
      .and.contain('the same command goes on from there');
    const { at } = (await readCursor(stand.client, stand.db, 'backfill')) as { at: number };
    expect(at).to.be.within(BEGUN_AT, ENDED_AT - DAY);
    const second = await backfill(stand, ['--batch', '1']);
    expect(second.err).to.contain('Going on with');
    expect(second.code).to.equal(0);
    expect(await says(stand)).to.deep.equal(await live());
  });

  it('reads queue_log through the files that logrotate made of it, packed or not', async () => {
    const stand = await visit();
    await sql(`TRUNCATE ${stand.pbxDatabase}.cel`);
    await backfill(stand, []);
    const expected = await says(stand);
    expect(expected.join('\n')).to.contain('queue_abandoned');

    const rotated = await visit();
    await sql(`TRUNCATE ${rotated.pbxDatabase}.cel`);
    const lines = fs.readFileSync(rotated.queueLogFile, 'utf8').split('\n').filter(Boolean);
    const third = Math.ceil(lines.length / 3);
    const piece = (index: number) =>
      lines
        .slice(index * third, (index + 1) * third)
        .join('\n')
        .concat('\n');
    fs.writeFileSync(`${rotated.queueLogFile}-20261022.gz`, gzipSync(Buffer.from(piece(0))));
    fs.writeFileSync(`${rotated.queueLogFile}.1`, piece(1));
    fs.writeFileSync(rotated.queueLogFile, piece(2));
    fs.writeFileSync(`${rotated.queueLogFile}.2.gz`, 'this is not gzip');
    const { err } = await backfill(rotated, []);
    expect(err).to.match(/queue_log: queue_log\.2\.gz: incorrect header check/);
    expect(await says(rotated)).to.deep.equal(expected);
    for (const ending of ['-20261022.gz', '.1', '.2.gz']) fs.unlinkSync(`${rotated.queueLogFile}${ending}`);
  });

  it('leaves alone what was judged when more rows were there', async () => {
    const stand = await visit();
    await backfill(stand, []);
    const before = await stand.entries();
    await sql(`DELETE FROM ${stand.pbxDatabase}.cel WHERE eventtype = 'LINKEDID_END' OR id % 2 = 0`);
    expect((await backfill(stand, ['--restart'])).out).to.contain('nothing new for the list');
    await sql(`TRUNCATE ${stand.pbxDatabase}.cel`);
    fs.writeFileSync(stand.queueLogFile, '');
    expect((await backfill(stand, ['--restart'])).out).to.contain('nothing new for the list');
    expect(await stand.entries()).to.deep.equal(before);
  });

  for (const [args, words] of [
    [['--until', '2001-01-01'], /--since must lie before --until/],
    [['--batch', '0'], /--batch is "0": give a number from 1 to 5000/],
    [['--until', 'yesterday'], /"yesterday" is no time: write 2026-03-02/],
  ] as const) {
    it(`refuses ${args.join(' ')} in a sentence`, async () => {
      const { code, err } = await backfill(await visit([]), args);
      expect(code).to.equal(1);
      expect(err).to.match(words);
    });
  }
});
