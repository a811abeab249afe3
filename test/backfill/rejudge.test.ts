import { expect } from 'chai';
import { readSettingsHistory, readSettingsHolds } from '../../service/store/settings-history';
import { readSettingsBook } from '../../service/store/settings-store';
import { settingsAt } from '../../shared/settings';
import type { PbxStand } from '../support/pbx-stand';
import { useBackfills } from './backfills';
import { BEGUN_AT, DAY, ENDED_AT } from './past';

describe('A backfill that judges again', function () {
  this.timeout(60000);
  const { visit, backfill, says, set } = useBackfills();

  it('shows the difference first, and makes it only when it is wanted', async () => {
    const stand = await visit();
    await backfill(stand, []);
    const before = await stand.entries();
    await set(stand, { count_voicemail: true, minimum_ring_seconds: 3600 });
    expect((await backfill(stand, ['--restart'])).out).to.contain('nothing new for the list');
    const shown = await backfill(stand, ['--rejudge']);
    expect(shown.code).to.equal(1);
    expect(shown.out)
      .to.match(/^- .*0470/m)
      .and.match(/\+\d+ entries, -\d+ withdrawn/);
    expect(shown.err).to.contain('Run it again with --yes');
    expect(await stand.entries()).to.deep.equal(before);
  });

  it('ends as if the settings of now had always held', async () => {
    const stand = await visit();
    await backfill(stand, []);
    await set(stand, { count_voicemail: true, callback_min_talk_seconds: 86400, left_out_queues: ['400'] });
    const { code, out } = await backfill(stand, ['--rejudge', '--yes']);
    expect(code, out).to.equal(0);

    const always = await visit();
    await set(always, { count_voicemail: true, callback_min_talk_seconds: 86400, left_out_queues: ['400'] }, BEGUN_AT - DAY);
    await backfill(always, []);
    expect(await says(stand)).to.deep.equal(await says(always));
  });

  it('keeps every value the settings had, and who made those of now hold for the past', async () => {
    const stand = await visit();
    await backfill(stand, []);
    await set(stand, { claim_minutes: 7, minimum_ring_seconds: 9 }, ENDED_AT - DAY);
    await set(stand, { claim_minutes: 8 });
    const before = await readSettingsHistory(stand.client, stand.db, null);
    expect((await backfill(stand, ['--rejudge', '--yes'])).code).to.equal(0);
    expect(await readSettingsHistory(stand.client, stand.db, null)).to.deep.equal(before);
    const [hold] = await readSettingsHolds(stand.client, stand.db);
    expect(hold?.since).to.equal(BEGUN_AT - 3600);
    expect(hold?.userId).to.match(/^cli/);

    const book = await readSettingsBook(stand.client, stand.db);
    const held = (at: number) => [settingsAt(book, at).claim_minutes, settingsAt(book, at).minimum_ring_seconds];
    expect(held(BEGUN_AT - 7200)).to.deep.equal([30, 0]);
    for (const at of [BEGUN_AT, ENDED_AT - DAY, ENDED_AT]) expect(held(at)).to.deep.equal([8, 9]);
    // What is set from now on holds from now on.
    const later = (hold as { at: number }).at + DAY;
    await set(stand, { claim_minutes: 9 }, later);
    const next = await readSettingsBook(stand.client, stand.db);
    expect(next.slice(0, -1)).to.deep.equal(book);
    expect(next[next.length - 1]?.settings.claim_minutes).to.equal(9);
  });

  /** A run with these words that stops after some lines of progress. */
  const brokenOff = (stand: PbxStand, words: readonly string[], lines = 4) => {
    let told = 0;
    const stopAt = (_told: number, text: string) => {
      if (/ rows · /.test(text)) told += 1;
      return told >= lines;
    };
    return backfill(stand, ['--batch', '1', ...words], { stopAt });
  };
  const STRICTER = { count_voicemail: true, minimum_ring_seconds: 3600 };

  it('asks first where another kind of run of the same range was broken off, and judges all of it', async () => {
    const stand = await visit();
    await backfill(stand, []);
    expect((await brokenOff(stand, ['--restart'])).code).to.equal(1);
    await set(stand, STRICTER);
    const before = await stand.entries();
    const asked = await backfill(stand, ['--rejudge']);
    expect([asked.code, asked.err.match(/Going on|Run it again with --yes/g)]).to.deep.equal([1, ['Run it again with --yes']]);
    expect(await stand.entries()).to.deep.equal(before);
    expect(await readSettingsHolds(stand.client, stand.db)).to.deep.equal([]);

    expect((await backfill(stand, ['--rejudge', '--yes'])).code).to.equal(0);
    const whole = await visit();
    await backfill(whole, []);
    await set(whole, STRICTER);
    await backfill(whole, ['--rejudge', '--yes']);
    expect(await says(stand)).to.deep.equal(await says(whole));
  });

  it('is not taken up by a run that only reads', async () => {
    const stand = await visit();
    await backfill(stand, []);
    await set(stand, STRICTER);
    const shown = (await backfill(stand, ['--rejudge'])).err.match(/ rows · /g) as string[];
    expect((await brokenOff(stand, ['--rejudge', '--yes'], shown.length + 3)).code).to.equal(1);
    expect((await backfill(stand, [])).err).to.not.contain('Going on');
  });

  for (const [title, lines] of [
    ['while the range was read', 3],
    ['while callers were held against the rules', -1],
  ] as const) {
    it(`broken off ${title}, goes on by what was agreed to`, async () => {
      const whole = await visit();
      await backfill(whole, []);
      await set(whole, STRICTER);
      const ran = await backfill(whole, ['--batch', '1', '--rejudge', '--yes']);
      const told = (ran.err.match(/ rows · /g) as string[]).length;

      const stand = await visit();
      await backfill(stand, []);
      await set(stand, STRICTER);
      const stopped = await brokenOff(stand, ['--rejudge', '--yes'], lines < 0 ? told + lines : told / 2 + lines);
      expect([stopped.code, /the same command goes on from there/.test(stopped.err)]).to.deep.equal([1, true]);
      // What is set meanwhile was not agreed to for the past.
      await set(stand, { minimum_ring_seconds: 0 }, ENDED_AT + 2 * DAY);
      const next = await backfill(stand, ['--rejudge'], { endedAt: ENDED_AT + 3 * DAY });
      expect([next.code, /Going on with/.test(next.err)]).to.deep.equal([0, true]);
      expect(await says(stand)).to.deep.equal(await says(whole));
      expect(await readSettingsHolds(stand.client, stand.db)).to.have.length(1);
      expect((await backfill(stand, ['--rejudge'])).err).to.contain('Run it again with --yes');
    });
  }
});
