import { expect } from 'chai';
import { checkList } from '../../service/store/check-list';
import type { Database } from '../../service/store/database';
import { createEntryStore, type EntryStore } from '../../service/store/entry-store';
import { readEntry } from '../../service/store/list';
import { readRuleBook } from '../../service/store/settings-store';
import type { CallFact } from '../../shared/entry';
import { call, HOUR, MINUTE, NINE } from '../entries/story';
import { judged, useShop } from './shop';

const AT = { now: NINE + 5 * HOUR, zone: 'Europe/Brussels' };

describe('Where and when an entry was missed', () => {
  const shop = useShop();
  let db: Database;
  let store: EntryStore;

  beforeEach(async () => {
    db = await shop.migrated();
    store = createEntryStore(db);
  });

  const learn = (...facts: CallFact[]) => store.inTurn('default', AT, (turn) => turn.calls(facts.map((fact) => judged(fact))));
  const entry = () => readEntry('default', db, 1);

  it('is every queue and ring group of the wait, and the trunk and the hour of its last call', async () => {
    await learn(call('missed', 'a', NINE, { queues: ['401', '400'], ringGroups: ['600'], trunk: 'PJSIP/first' }));
    await learn(call('missed', 'b', NINE + 3 * HOUR, { queues: ['402'], trunk: 'PJSIP/second' }));
    expect(await entry()).to.deep.include({
      queues: ['400', '401', '402'],
      ringGroups: ['600'],
      trunk: 'PJSIP/second',
      lastMissedHour: 13,
    });
  });

  it('is forgotten of an earlier wait', async () => {
    await learn(call('missed', 'a', NINE, { queues: ['400'] }), call('returned', 'r', NINE + HOUR));
    await learn(call('missed', 'b', NINE + 2 * HOUR, { queues: ['402'] }));
    expect(await entry()).to.deep.include({ queues: ['402'], reopenedCount: 1 });
  });

  it('holds the hour of the latest call, in whatever order they became known', async () => {
    await learn(call('missed', 'b', NINE + 3 * HOUR));
    await learn(call('missed', 'a', NINE));
    expect(await entry()).to.include({ lastMissedHour: 13, missedCount: 2 });
    expect(await checkList('default', db, await readRuleBook('default', db, AT.zone))).to.deep.equal([]);
  });

  it('fits its columns, however many places there were', async () => {
    const many = Array.from({ length: 30 }, (_, n) => `${n}`.repeat(40));
    for (let n = 0; n < 5; n += 1)
      await learn(call('missed', `m${n}`, NINE + n * MINUTE, { queues: many.slice(n * 6), ringGroups: many, trunk: 'x'.repeat(300) }));
    const found = await entry();
    expect([found?.queues.length, found?.ringGroups.length, found?.trunk.length]).to.deep.equal([18, 6, 191]);
    expect(await checkList('default', db, await readRuleBook('default', db, AT.zone))).to.deep.equal([]);
  });

  it('is learnt when a call of before is read again', async () => {
    await learn(call('missed', 'a', NINE));
    await db.change("UPDATE smc_attempts SET queues = '', trunk = '' WHERE client = 'default'");
    await db.change("UPDATE smart_missed_calls SET queues = '', trunk = '' WHERE client = 'default'");
    await learn(call('missed', 'a', NINE));
    expect(await entry()).to.deep.include({ queues: ['400'], trunk: 'PJSIP/carrier' });
  });
});
