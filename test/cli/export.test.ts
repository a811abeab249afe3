import { expect } from 'chai';
import * as fs from 'fs';
import * as path from 'path';
import { createEntryStore } from '../../service/store/entry-store';
import { listEntries } from '../../service/store/list';
import { call, HOUR, NINE } from '../entries/story';
import { judged } from '../store/shop';
import { type Desk, useDesks } from './desk';

describe('export and import', () => {
  const desks = useDesks();
  let desk: Desk;
  let file: string;

  beforeEach(async () => {
    desk = await desks({ nowAt: NINE });
    file = path.join(desk.folder, 'out.jsonl');
    await createEntryStore(desk.db).inTurn('default', { now: NINE + HOUR, zone: 'UTC' }, async (turn) => {
      await turn.calls([
        judged(call('missed', 'a', NINE)),
        judged(call('missed', 'b', NINE, { callerKey: '+3210', did: 'x'.repeat(100) })),
      ]);
      // Longer than what is read of a file at a time.
      await turn.ask({ type: 'note', entryId: 1, by: { userId: 'alice', admin: false }, note: 'ö'.repeat(30000) });
      await turn.ask({ type: 'note', entryId: 1, by: { userId: 'alice', admin: false }, note: '😀'.repeat(16000) });
    });
  });

  it('moves a client from one database to another, through a file only its owner can read', async () => {
    const { code, out } = await desk.run('export', file);
    expect([code, out]).to.deep.equal([
      0,
      `2 entries, 2 calls and 4 events of client default are in ${file}. It holds numbers and names: only you can read it, keep it so.\n`,
    ]);
    expect(fs.statSync(file).mode.toString(8)).to.match(/600$/);
    const other = await desks({ nowAt: NINE });
    expect(await other.run('import', file)).to.include({
      code: 0,
      out: '2 entries, 2 calls and 4 events of client default are here now, and the audit holds.\n',
    });
    const all = { status: 'open', limit: 500 } as const;
    expect(await listEntries('default', other.db, all)).to.deep.equal(await listEntries('default', desk.db, all));
    expect((await other.run('audit', 'verify')).code).to.equal(0);
    expect((await other.run('doctor', '--rebuild')).code).to.equal(0);
    expect((await other.run('import', file)).err).to.match(/^Something is kept of client "default" already/);
  });

  it('holds no password of the configuration', async () => {
    await desk.run('export', file);
    expect(fs.readFileSync(file, 'utf8')).to.not.match(/of-tests|password/);
  });

  it('says so when the list was kept in another time zone', async () => {
    await desk.run('export', file);
    const other = await desks({ nowAt: NINE });
    const names = path.join(other.folder, 'directory.json');
    fs.writeFileSync(names, JSON.stringify({ time_zone: 'Asia/Tokyo' }));
    const config = JSON.parse(fs.readFileSync(other.config, 'utf8'));
    config.pbx.directory = names;
    fs.writeFileSync(other.config, JSON.stringify(config));
    expect((await other.run('import', file)).out).to.match(
      /The list was kept in \S+ and goes on so: settings set time_zone changes it\.\n$/,
    );
    expect((await other.run('doctor', '--rebuild')).code).to.equal(0);
  });

  it('overwrites nothing', async () => {
    fs.writeFileSync(file, 'precious');
    const { code, err } = await desk.run('export', file);
    expect([code, err]).to.deep.equal([1, `${file} is already there: name a new file, so that nothing is overwritten.\n`]);
    expect(fs.readFileSync(file, 'utf8')).to.equal('precious');
  });

  it('leaves no half file behind', async () => {
    await desk.db.change('DROP TABLE smc_contacts');
    expect((await desk.run('export', file)).code).to.equal(1);
    expect(fs.existsSync(file)).to.equal(false);
  });

  it('says what to do about a file that is not there, is broken, or is of another client', async () => {
    const other = await desks({ nowAt: NINE });
    expect((await other.run('import', '/nowhere/x')).err).to.equal('/nowhere/x cannot be read (ENOENT): check its name and its rights.\n');
    expect((await other.run('export', '/nowhere/x')).err).to.match(/^\/nowhere\/x cannot be written \(ENOENT\)/);
    await desk.run('export', file);
    expect((await other.run('import', file, '--client', 'second')).err).to.match(/import it with --client default\.\n$/);
    fs.truncateSync(file, fs.statSync(file).size - 10);
    expect((await other.run('import', file)).err).to.match(/^The file is broken: .*Export it again, or take another copy\.\n$/);
    expect((await other.run('export', file, '--client', 'nobody')).err).to.match(/^There is no client "nobody" here/);
  });
});
