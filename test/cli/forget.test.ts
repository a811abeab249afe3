import { expect } from 'chai';
import * as fs from 'fs';
import { createEntryStore } from '../../service/store/entry-store';
import { listEntries } from '../../service/store/list';
import { call, DAY, HOUR, NINE } from '../entries/story';
import { judged } from '../store/shop';
import { type Desk, useDesks } from './desk';

describe('forget NUMBER', () => {
  const desks = useDesks();
  let desk: Desk;

  beforeEach(async () => {
    desk = await desks({ nowAt: NINE + DAY });
    for (const client of ['default', 'other']) {
      await createEntryStore(desk.db).inTurn(client, { now: NINE + HOUR, zone: 'UTC' }, (turn) =>
        turn.calls([judged(call('missed', 'a', NINE)), judged(call('missed', 'b', NINE + 60))]),
      );
    }
  });

  const open = async (client: string) => (await listEntries(client, desk.db, { status: 'open' })).total;

  it('says how many of each went, and neither number nor name', async () => {
    const { code, out, err } = await desk.run('forget', '0470 10 42 42', '--yes');
    expect([code, err]).to.deep.equal([0, '']);
    expect(out).to.contain('entries 1, calls 2').and.contain('proofs 2, contacts 1');
    expect(out).to.not.match(/10 ?42 ?42|Andrew/);
    expect([await open('default'), await open('other')]).to.deep.equal([0, 1]);
  });

  it('forgets at another client when told so', async () => {
    expect((await desk.run('forget', '+32470104242', '--yes', '--client', 'other')).code).to.equal(0);
    expect([await open('default'), await open('other')]).to.deep.equal([1, 0]);
  });

  it('asks first, showing whom it understood, and takes only yes for yes', async () => {
    for (const answer of ['', 'y', 'no']) {
      const { code, out, err, asked } = await desk.answering(answer, 'forget', '00 32 470104242');
      expect(asked).to.match(/^Erase 0470 10 42 42 from everything that is kept of client default\?/);
      expect([code, out, err]).to.deep.equal([1, '', 'Nothing was forgotten.\n']);
    }
    expect(await open('default')).to.equal(1);
    expect((await desk.answering('yes', 'forget', '0470104242')).code).to.equal(0);
    expect(await open('default')).to.equal(0);
  });

  it('forgets nobody unasked where nobody can be asked', async () => {
    const { code, err } = await desk.run('forget', '0470104242');
    expect(code).to.equal(1);
    expect(err).to.equal('Nobody is at a terminal to be asked: add --yes to forget without asking.\n');
    expect(await open('default')).to.equal(1);
  });

  it('says so when nothing was kept of the caller', async () => {
    const { code, out } = await desk.run('forget', '0470 55 55 55', '--yes');
    expect(code).to.equal(0);
    expect(out).to.contain('Nothing was kept of this caller: if you expected otherwise, check the number.');
  });

  it('refuses withheld numbers and clients that are not there, in one sentence', async () => {
    expect((await desk.run('forget', 'anonymous', '--yes')).err).to.match(/^Callers who withheld .* name the number of one caller\.\n$/);
    expect((await desk.run('forget', '0470104242', '--yes', '--client', 'nobody')).err).to.match(/^There is no client "nobody" here/);
  });

  it('does not take a national number when it cannot know the country', async () => {
    const config = JSON.parse(fs.readFileSync(desk.config, 'utf8'));
    config.pbx.directory = '/nowhere/directory.json';
    fs.writeFileSync(desk.config, JSON.stringify(config));
    const { code, err } = await desk.run('forget', '0470104242', '--yes');
    expect(code).to.equal(1);
    expect(err).to.contain('is not there yet').and.contain('begin the number with +');
    expect((await desk.run('forget', '+32470104242', '--yes')).out).to.contain('entries 1');
  });
});

describe('Commands on our own data', () => {
  const desks = useDesks();

  it('say what to do where the tables are not there, or of an older version', async () => {
    const desk = await desks({ nowAt: NINE, migrated: false });
    expect((await desk.run('forget', '1', '--yes')).err).to.equal('Our tables are not there yet: run migrate first.\n');
    const old = await desks({ nowAt: NINE });
    await old.db.change('DELETE FROM smc_schema WHERE number > 5');
    expect((await old.run('forget', '1', '--yes')).err).to.match(
      /^The database has schema 5, this version needs \d+: run migrate first\.\n$/,
    );
  });

  it('say what to do when the database is away', async () => {
    const desk = await desks({ nowAt: NINE });
    const config = JSON.parse(fs.readFileSync(desk.config, 'utf8'));
    config.store.socketPath = '/nowhere.sock';
    fs.writeFileSync(desk.config, JSON.stringify(config));
    expect((await desk.run('forget', '1', '--yes')).err).to.match(/^The database does not let us in \(ENOENT\): check that MariaDB runs/);
  });
});
