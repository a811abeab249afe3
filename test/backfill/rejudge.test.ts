import { expect } from 'chai';
import { readSettingsHistory, readSettingsHolds } from '../../service/store/settings-history';
import { readSettingsBook } from '../../service/store/settings-store';
import { settingsAt } from '../../shared/settings';
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
});
