import { expect } from 'chai';
import { createConnection } from 'mysql2/promise';
import { createEntryStore } from '../../service/store/entry-store';
import { call, DAY, HOUR, NINE } from '../entries/story';
import { judged } from '../store/shop';
import { useMariadb } from '../support/shared-mariadb';
import { type Desk, useDesks } from './desk';

describe('audit verify and show', () => {
  const mariadb = useMariadb();
  const desks = useDesks();
  let desk: Desk;

  beforeEach(async () => {
    desk = await desks({ nowAt: NINE + DAY });
    const store = createEntryStore(desk.db);
    await store.inTurn('default', { now: NINE + HOUR, zone: 'UTC' }, async (turn) => {
      await turn.calls([judged(call('missed', 'a', NINE)), judged(call('missed', 'b', NINE + 60))]);
      await turn.ask({ type: 'note', entryId: 1, by: { userId: 'alice', admin: false }, note: 'wants \u001b[31mred' });
      await turn.calls([judged(call('returned', 'c', NINE + 120))]);
    });
    await store.inTurn('other', { now: NINE + HOUR, zone: 'UTC' }, (turn) => turn.calls([judged(call('missed', 'a', NINE))]));
  });

  /** What our own account may not do, done by root. */
  async function tamper(sql: string): Promise<void> {
    const [row] = await desk.db.query('SELECT DATABASE() AS name');
    const root = await createConnection(mariadb().login(undefined, String(row?.name)));
    await root.query(sql);
    await root.end();
  }

  it('says that an audit nobody touched is whole', async () => {
    expect(await desk.run('audit', 'verify')).to.include({
      code: 0,
      err: '',
      out: 'The audit of client default is whole: 4 rows, each as it was written.\n',
    });
    expect((await desk.run('audit', 'verify', '--client', 'other')).out).to.contain('client other is whole: 1 rows');
  });

  for (const [what, sql, says] of [
    [
      'changed',
      "UPDATE smart_missed_calls_audit SET actor_user_id = 'eve' WHERE client = 'default' AND no = 2",
      'Row 2 (event 2 of entry 1) or its note is not what was written.\n',
    ],
    [
      'taken out',
      "DELETE FROM smart_missed_calls_audit WHERE client = 'default' AND no = 3",
      'Row 3 was taken out, and perhaps more after it.\n',
    ],
    [
      'given other words',
      "UPDATE smc_notes SET note = 'blue' WHERE client = 'default'",
      'Row 3 (event 3 of entry 1) or its note is not what was written.\n',
    ],
  ] as const) {
    it(`names a row that was ${what}, and answers 1`, async () => {
      await tamper(sql);
      const { code, out, err } = await desk.run('audit', 'verify');
      expect([code, out]).to.deep.equal([1, says]);
      expect(err).to.match(/^The audit of client default was tampered with or damaged: keep a copy/);
      expect((await desk.run('audit', 'verify', '--client', 'other')).code).to.equal(0);
      expect(JSON.parse((await desk.run('audit', 'verify', '--json')).out))
        .to.have.property('faults')
        .with.length(1);
    });
  }

  it('names rows that changed places', async () => {
    for (const [from, to] of [
      [2, 90],
      [3, 2],
      [90, 3],
    ] as const)
      await tamper(`UPDATE smart_missed_calls_audit SET no = ${to} WHERE client = 'default' AND no = ${from}`);
    expect((await desk.run('audit', 'verify')).out).to.contain('Row 2 (event 3 of entry 1) stands where it was not written.');
  });

  it('tells what happened to an entry, in the words of the pages and without steering the terminal', async () => {
    const { code, out } = await desk.run('audit', 'show', '1');
    expect(code).to.equal(0);
    expect(out.split('\n').slice(0, 3)).to.deep.equal([
      'Entry 1: Andrew',
      '   1  2026-03-02 10:00:00  came on the list: nobody served the call  [call a]',
      '   2  2026-03-02 10:00:00  called again, nobody served the call  [call b]',
    ]);
    expect(out).to.contain('alice noted\n        “wants ?[31mred”\n').and.contain('called back and was answered: off the list  [call c]');
  });

  it('gives the same as JSON', async () => {
    const events = JSON.parse((await desk.run('audit', 'show', '1', '--json')).out);
    expect(events.map((event: { action: string; at: string }) => [event.action, event.at])).to.deep.include([
      'created',
      '2026-03-02T10:00:00Z',
    ]);
  });

  it('says so when there is no such entry', async () => {
    expect(await desk.run('audit', 'show', '2')).to.include({ code: 1, err: 'Client default has no entry 2: check its number.\n' });
    expect((await desk.run('audit', 'show', 'x')).err).to.contain('"x" is no number of an entry');
  });
});
