import { expect } from 'chai';
import { type Database, openDatabase } from '../../service/store/database';
import { readBehind, readPlaces, readQuarters, readShares, readTopCallers, readWaits } from '../../service/store/insight';
import type { InsightQuery } from '../../service/store/insight-query';
import { migrate } from '../../service/store/migrate';
import { ownName, useMariadb } from '../support/shared-mariadb';

const CLIENT = 'main';
const BEGIN = Date.UTC(2025, 0, 1) / 1000;
const YEAR = 365 * 86400;
const CALLERS = 60000;
/** A year of a busy office, on the two cores of a small PBX. */
const LONGEST_MS = 4000;

describe('Insight over a year of many callers', function () {
  this.timeout(120000);
  const mariadb = useMariadb();
  let db: Database;
  const all: InsightQuery = { intervals: [{ from: BEGIN, until: BEGIN + YEAR }], scope: null };
  const scope = { dids: ['32255501003'], queues: [], ringGroups: [], extensions: ['103'] };

  before(async () => {
    const database = ownName('insight');
    await mariadb().query(`CREATE DATABASE ${database}`);
    db = openDatabase({ socketPath: mariadb().socketPath, user: 'root', password: '', database });
    await migrate(db);
    const step = Math.floor(YEAR / CALLERS);
    const at = `TIMESTAMPADD(SECOND, seq * ${step} - 1, '2025-01-01')`;
    await db.change(
      `INSERT INTO smart_missed_calls (client, id, seq, caller_key, caller_number, caller_name, did, route_label, status, missed_count,
        missed_total, voicemail_count, first_missed_at, last_missed_at, ring_seconds, extensions, reason, after_hours, due_at,
        attempted_count, reopened_count, cleared_by, cleared_at)
      SELECT ELT(1 + (seq % 5 = 4), '${CLIENT}', 'other'), seq, 1, CONCAT('+32470', seq % 1000), CONCAT('0470', seq % 1000), 'Caller',
        CONCAT('3225550100', seq % 7), 'Sales', IF(seq % 10 = 0, 'open', 'cleared'), 1 + seq % 3, 1, 0, ${at}, ${at}, 20,
        CONCAT('10', seq % 6), ELT(1 + seq % 4, 'no_answer', 'busy', 'queue_abandoned', NULL), 0, TIMESTAMPADD(MINUTE, 30, ${at}), 0, 0,
        IF(seq % 10 = 0, NULL, ELT(1 + seq % 4, 'returned', 'answered_later', 'manual', 'expired')),
        IF(seq % 10 = 0, NULL, TIMESTAMPADD(MINUTE, seq % 60, ${at})) FROM seq_1_to_${CALLERS}`,
    );
    await db.change(
      `INSERT INTO smc_marks (client, shelf, mark, sort, id)
      SELECT client, IF(status = 'open', 1, 5), CONCAT(ELT(k.seq, 'x', 'd'), ELT(k.seq, extensions, did)), 0, id
      FROM smart_missed_calls, seq_1_to_2 AS k WHERE client IN ('${CLIENT}', 'other')`,
    );
    await db.query('ANALYZE TABLE smart_missed_calls, smc_marks');
  });
  after(() => db.close());

  const timed = async <T>(work: () => Promise<T>): Promise<T> => {
    const [hours, nanos] = process.hrtime();
    const answer = await work();
    const [seconds, more] = process.hrtime([hours, nanos]);
    expect(seconds * 1000 + more / 1e6).to.be.below(LONGEST_MS);
    return answer;
  };
  const sum = (rows: readonly { readonly callers: number }[]) => rows.reduce((total, one) => total + one.callers, 0);
  const MINE = (CALLERS / 5) * 4;

  it('counts every caller of the client once, however they are sorted', async () => {
    expect(sum(await timed(() => readQuarters(CLIENT, db, all, BEGIN + YEAR)))).to.equal(MINE);
    expect(sum(await timed(() => readShares(CLIENT, db, all, 'reason', 50)))).to.equal(MINE);
    expect(sum(await timed(() => readShares(CLIENT, db, all, 'did', 50)))).to.equal(MINE);
    expect(sum(await timed(() => readPlaces(CLIENT, db, all, 'extension', 50)))).to.equal(MINE);
    expect(sum(await timed(() => readTopCallers(CLIENT, db, all, 1000)))).to.equal(MINE);
    const returned = (await readQuarters(CLIENT, db, all, BEGIN + YEAR)).filter(({ outcome }) => outcome === 'returned');
    expect(sum(await timed(() => readWaits(CLIENT, db, all)))).to.equal(sum(returned));
  });

  it('shows behind each figure as many callers as it counts', async () => {
    const [first] = await readShares(CLIENT, db, all, 'reason', 1);
    const one = { ...all, intervals: [{ from: BEGIN, until: BEGIN + 5 * 86400 }], reason: first?.value as 'busy' };
    const counted = sum(await readQuarters(CLIENT, db, one, BEGIN + YEAR));
    const seen: number[] = [];
    for (let page = await readBehind(CLIENT, db, one, null, 50); page.length > 0; ) {
      seen.push(...page.map(({ id }) => id));
      const last = page[page.length - 1];
      page = last === undefined ? [] : await readBehind(CLIENT, db, one, { at: last.firstMissedAt, id: last.id }, 50);
    }
    expect(new Set(seen).size).to.equal(seen.length);
    expect(seen.length).to.equal(counted);
  });

  it('counts for somebody who sees a part no more than that part', async () => {
    const part = await readPlaces(CLIENT, db, { ...all, scope: { ...scope, dids: [] } }, 'extension', 50);
    expect(part.map(({ value }) => value)).to.deep.equal(['103']);
    const own = await timed(() => readQuarters(CLIENT, db, { ...all, scope }, BEGIN + YEAR));
    const entries = await readBehind(CLIENT, db, { ...all, scope }, null, 200);
    for (const entry of entries) expect(entry.did === '32255501003' || entry.extensions.indexOf('103') >= 0).to.equal(true);
    expect(sum(own)).to.be.within(1, MINE - 1);
    const nothing = { dids: [], queues: [], ringGroups: [], extensions: [] };
    expect(await readQuarters(CLIENT, db, { ...all, scope: nothing }, BEGIN + YEAR)).to.deep.equal([]);
  });

  it('names who called most by an entry that its reader may see, and no other', async () => {
    const own = { ...all, scope };
    const callers = await readTopCallers(CLIENT, db, own, 10);
    expect(callers).to.have.length(10);
    for (const { callerKey, newestId, callers: counted } of callers) {
      const behind = await readBehind(CLIENT, db, { ...own, callerKey }, null, 500);
      expect([behind.length, behind[0]?.id], callerKey).to.deep.equal([counted, newestId]);
    }
  });

  it('knows who was answered within the target, and holds nobody late before the time', async () => {
    const rows = await readQuarters(CLIENT, db, { ...all, intervals: [{ from: BEGIN, until: BEGIN + 3 * 86400 }] }, BEGIN);
    const open = rows.filter(({ outcome }) => outcome === 'open');
    expect(open.reduce((total, one) => total + one.withTarget, 0)).to.equal(0);
    for (const isMet of [true, false]) {
      const now = BEGIN + YEAR;
      const behind = await readQuarters(CLIENT, db, { ...all, target: { isMet, now } }, now);
      const quarters = await readQuarters(CLIENT, db, all, now);
      const told = quarters.reduce((total, one) => total + (isMet ? one.inTarget : one.withTarget - one.inTarget), 0);
      expect(sum(behind), String(isMet)).to.equal(told);
    }
  });

  it('reads its own index and no row of the list', async () => {
    const asked: { sql: string; values: readonly unknown[] }[] = [];
    const spy = {
      query: (sql: string, values?: readonly unknown[]) => {
        asked.push({ sql, values: values || [] });
        return Promise.resolve([]);
      },
    } as unknown as Database;
    await readQuarters(CLIENT, spy, all, BEGIN);
    await readWaits(CLIENT, spy, all);
    await readShares(CLIENT, spy, all, 'did', 10);
    await readShares(CLIENT, spy, all, 'reason', 10);
    await readPlaces(CLIENT, spy, all, 'extension', 10);
    await readTopCallers(CLIENT, spy, all, 10);
    await readQuarters(CLIENT, spy, { ...all, scope }, BEGIN);
    expect(asked).to.have.length(7);
    for (const { sql, values } of asked) {
      for (const row of await db.query(`EXPLAIN ${sql}`, values)) {
        expect(String(row.Extra), sql).to.contain('Using index');
        expect(['range', 'ref'], sql).to.include(row.type);
      }
    }
  });
});
