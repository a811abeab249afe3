import { expect } from 'chai';
import type { Database } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { countEntries, listEntries, readEntry } from '../../service/store/list';
import { readProofs } from '../../service/store/proofs';
import { readSettings } from '../../service/store/settings-store';
import { ERASED } from '../../shared/entry';
import { PlainError } from '../../shared/errors';
import { call, DAY, HOUR, NINE } from '../entries/story';
import { judged } from '../store/shop';
import { ANDREW, BEA, CLIENT, day, useStage } from './andrew';
import { textsHolding } from './texts';

describe('Forgetting a caller', () => {
  const { inTurn, forget, isWhole, ...stage } = useStage();
  let db: Database;
  beforeEach(() => {
    db = stage.db();
  });

  it('leaves neither his number nor his name in any table, and says how many of each went', async () => {
    expect(await textsHolding(db, ANDREW)).to.not.deep.equal([]);
    expect(await forget('0470 10 42 42')).to.deep.equal({
      entries: 2,
      calls: 5,
      proofs: 5,
      contacts: 1,
      notes: 1,
      messages: 3,
      waiting: 1,
      elsewhere: { notes: 2, proofs: 1, unreadable: 1, settings: [] },
    });
    expect(await textsHolding(db, ANDREW)).to.deep.equal([]);
    await isWhole();
  });

  it('leaves the counts, and an audit that says that he was erased', async () => {
    const before = await countEntries(CLIENT, db, NINE + DAY, 0);
    const missed = async () => (await db.query("SELECT SUM(missed_total) AS n FROM smart_missed_calls WHERE client = 'default'"))[0];
    const misses = await missed();
    await forget('+32470104242');
    const after = await countEntries(CLIENT, db, NINE + DAY, 0);
    expect(await missed()).to.deep.equal(misses);
    expect([after.open, after.cleared.answered_later]).to.deep.equal([0, before.cleared.answered_later]);
    expect(after.cleared.manual).to.equal(before.cleared.manual + before.open);
    const erased = await db.query("SELECT actor_user_id FROM smart_missed_calls_audit WHERE client = 'default' AND action = 'erased'");
    expect(erased.map((row) => row.actor_user_id)).to.deep.equal(['cli:root', 'cli:root']);
    expect(await readEntry(CLIENT, db, 1)).to.include({ callerNumber: '', callerName: '', status: 'cleared', missedTotal: 2 });
  });

  for (const written of ['0470104242', '+32 470 10 42 42', '0032470104242', '90470104242', 'tel:+32-470-104242', '"Andrew" <0470104242>']) {
    it(`finds him however his number is written: ${written}`, async () => {
      expect(await forget(written)).to.include({ entries: 2, calls: 5 });
      expect(await textsHolding(db, ANDREW)).to.deep.equal([]);
    });
  }

  it('finds him under the key he had before the country was known', async () => {
    await inTurn(NINE + 3 * HOUR, (turn) =>
      turn.calls([judged(call('missed', 'raw', NINE + 2 * HOUR, { callerKey: '0470104242', did: '3225550103' }))]),
    );
    expect(await forget('0470104242')).to.include({ entries: 3, calls: 6 });
    expect(await textsHolding(db, ANDREW)).to.deep.equal([]);
    await isWhole();
  });

  it('leaves another caller whom the same digits may mean what we did for him', async () => {
    const dialled = { callerNumber: '0470104242', callerName: '' };
    const other = { callerKey: '+49470104242', callerNumber: '0049470104242', callerName: 'Otto' };
    const ambiguous = judged(
      call('returned', 'g', NINE + 5 * HOUR, dialled),
      call('returned', 'g', NINE + 5 * HOUR, { ...dialled, callerKey: other.callerKey }),
    );
    await inTurn(NINE + 6 * HOUR, (turn) => turn.calls([judged(call('missed', 'o', NINE + 4 * HOUR, other)), ambiguous]));
    await forget('0470104242');
    expect(await inTurn(NINE + 7 * HOUR, (turn) => turn.calls([ambiguous]))).to.deep.equal([]);
    expect(await readEntry(CLIENT, db, 4)).to.include({ clearedBy: 'returned', callerName: 'Otto' });
    await isWhole();
  });

  it('touches nobody else, and no other client', async () => {
    await createEntryStore(db).inTurn('another', { now: NINE + HOUR, zone: 'UTC' }, (turn) => turn.calls(day()));
    const others = async () => [
      await db.query("SELECT * FROM smart_missed_calls WHERE client = 'another' OR caller_key = ?", [BEA.callerKey]),
      await db.query("SELECT * FROM smc_attempts WHERE client = 'another' OR caller_key = ?", [BEA.callerKey]),
      await db.query("SELECT * FROM smc_proofs WHERE client = 'another'"),
      await db.query("SELECT * FROM smc_contacts WHERE client = 'another' OR caller_key = ?", [BEA.callerKey]),
    ];
    const before = await others();
    await forget('0470104242');
    const [entries = []] = before;
    // But for the note about Andrew with which Bea's entry was resolved.
    expect(await others()).to.deep.equal([
      entries.map((row) => (row.client === CLIENT ? { ...row, cleared_note: null } : row)),
      ...before.slice(1),
    ]);
    expect((await readProofs(CLIENT, db, ['f']))[0]?.because[0]?.params).to.deep.equal({ who: '(erased)', seconds: 20 });
  });

  it('says which settings still name him, and leaves them to whoever set them', async () => {
    await inTurn(NINE + 4 * HOUR, (turn) => turn.set({ blocked_numbers: ['0470104242', '0499'] }, 'root'));
    expect((await forget('0470104242')).elsewhere.settings).to.deep.equal(['blocked_numbers']);
    expect((await readSettings(CLIENT, db)).blocked_numbers).to.deep.equal(['0470104242', '0499']);
    expect((await textsHolding(db, ANDREW)).length).to.equal(1);
  });

  for (const withheld of ['anonymous', '', 'Restricted', 'unknown']) {
    it(`refuses withheld numbers, for they are many callers: "${withheld}"`, async () => {
      const refusal = await Promise.resolve()
        .then(() => forget(withheld))
        .catch((error: Error) => error);
      expect(refusal).to.be.instanceOf(PlainError).and.to.include({ code: 'forget_withheld' });
    });
  }

  it('gives up whole when anything fails', async () => {
    await db.change('DROP TABLE smc_unreadable');
    const before = await textsHolding({ query: (sql) => (/unreadable/.test(sql) ? Promise.resolve([]) : db.query(sql)) }, ANDREW);
    await forget('0470104242').catch(() => undefined);
    expect(await textsHolding({ query: (sql) => (/unreadable/.test(sql) ? Promise.resolve([]) : db.query(sql)) }, ANDREW)).to.deep.equal(
      before,
    );
  });

  it('keeps nothing but keyed hashes of him, with a key of its own for each client', async () => {
    await createEntryStore(db).inTurn('another', { now: NINE + HOUR, zone: 'UTC' }, (turn) => turn.calls(day()));
    await forget('0470104242');
    await forget('0470104242', NINE + DAY, 'another');
    const rows = await db.query('SELECT * FROM smc_forgotten');
    expect(new Set(rows.map((row) => row.key_hash)).size).to.equal(rows.length);
    expect(new Set(rows.map((row) => row.salt)).size).to.equal(2);
    expect((await listEntries(CLIENT, db, { status: 'cleared' })).entries[0]?.callerKey.indexOf(ERASED)).to.equal(0);
  });
});
