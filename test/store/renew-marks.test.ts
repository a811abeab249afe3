import { expect } from 'chai';
import { checkList } from '../../service/store/check-list';
import { readCursor } from '../../service/store/cursors';
import type { Database } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { listEntries } from '../../service/store/list';
import { renewMarks } from '../../service/store/renew-marks';
import { readRuleBook } from '../../service/store/settings-store';
import { call, DAY, MINUTE, NINE } from '../entries/story';
import { judged, useShop } from './shop';

const NOW = NINE + DAY;
const AT = { now: NOW, zone: 'UTC' };
const BY = { userId: 'alice', admin: false };
const CALLERS = 250;

describe('The list after an update whose marks are others', () => {
  const shop = useShop();
  let db: Database;

  /** Callers 1 to 250 by their entries; the first hundred were resolved. */
  beforeEach(async () => {
    db = await shop.migrated();
    const store = createEntryStore(db);
    await store.inTurn('default', AT, async (turn) => {
      const missed = (n: number) =>
        judged(call('missed', `c${n}`, NINE + n * MINUTE, { callerKey: `+3210${1000 + n}`, callerName: 'Andrew Waters' }));
      await turn.calls(Array.from({ length: CALLERS }, (_, n) => missed(n + 1)));
      for (let entryId = 1; entryId <= 100; entryId += 1) await turn.ask({ type: 'resolve', entryId, by: BY, note: 'served' });
    });
    // As the step of the schema leaves them that added what marks say.
    await db.change('UPDATE smc_marks SET signs = 0, name_signs = 0, began_at = NULL, due_at = NULL, snoozed_until = NULL');
    await db.change("REPLACE INTO smc_cursors (client, source, position, moved_at) VALUES ('default', 'shelves', '2', UTC_TIMESTAMP())");
  });

  const faults = async () => checkList('default', db, await readRuleBook('default', db, 'UTC'));
  const found = async (status: 'open' | 'cleared') => (await listEntries('default', db, { status, search: 'andrew waters' })).total;
  const renew = (goesOn: (percent: number) => boolean = () => true) => renewMarks('default', db, () => NOW, goesOn);

  it('is found again, by every mark of it', async () => {
    expect(await found('open')).to.equal(0);
    await renew();
    expect(await found('open')).to.equal(150);
    expect(await faults()).to.deep.equal([]);
    expect(await readCursor('default', db, 'shelves')).to.equal(3);
    await renew(() => expect.fail('it was done'));
  });

  it('finds those who wait before all others, and goes on where it was broken off', async () => {
    let pieces = 0;
    await renew(() => {
      pieces += 1;
      return pieces <= 2;
    });
    expect([await found('open'), await found('cleared')]).to.deep.equal([150, 0]);
    const told: number[] = [];
    await renew((percent) => {
      told.push(percent);
      return true;
    });
    expect(told).to.deep.equal([0, 39, 79]);
    expect(await faults()).to.deep.equal([]);
  });

  it('begins again where another version began', async () => {
    const half = JSON.stringify({ version: 2, waiting: null, after: 200 });
    await db.change("UPDATE smc_cursors SET position = ? WHERE source = 'shelves'", [half]);
    await renew();
    expect(await faults()).to.deep.equal([]);
  });

  it('lets colleagues work between its pieces, on what it has done and on what it has not', async () => {
    const store = createEntryStore(db);
    let entryId = 101;
    let asked: Promise<unknown> = Promise.resolve();
    await renew(() => {
      const next = entryId;
      entryId += 37;
      asked = asked.then(() =>
        store.inTurn('default', AT, (turn) => turn.ask({ type: 'resolve', entryId: next, by: BY, note: 'meanwhile' })),
      );
      return true;
    });
    await asked;
    expect(entryId).to.be.greaterThan(200);
    expect(await faults()).to.deep.equal([]);
  });

  it('is put in order by two at once', async () => {
    await Promise.all([renew(), renew()]);
    expect(await faults()).to.deep.equal([]);
  });
});
