import { expect } from 'chai';
import type { UserCommand } from '../../service/entries/commands';
import { ForbiddenStep } from '../../service/entries/forbidden-step';
import { readEvents } from '../../service/store/audit';
import { checkList } from '../../service/store/check-list';
import type { Database } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { listEntries } from '../../service/store/list';
import { migrate } from '../../service/store/migrate';
import { readRuleBook } from '../../service/store/settings-store';
import { verifyAudit } from '../../service/store/verify-audit';
import type { CallFact } from '../../shared/entry';
import { call, HOUR, MINUTE, NINE } from '../entries/story';
import { judged, useShop } from './shop';

const CALLERS = 12;
const AT = { now: NINE + 3 * HOUR, zone: 'UTC' };

describe('Two daemons and twenty users on one database', function () {
  this.timeout(120000);
  const shop = useShop();
  let name: string;
  let db: Database;

  beforeEach(async () => {
    name = await shop.empty();
    db = shop.open(name);
    await migrate(db);
  });

  it('lose nothing, double nothing and contradict each other nowhere', async () => {
    const daemons = [daemon(1), daemon(2)];
    const users = Array.from({ length: 20 }, (_, n) => user(n));
    await Promise.all([...daemons, ...users]);

    expect((await verifyAudit('default', db)).faults).to.deep.equal([]);
    expect(await checkList('default', db, await readRuleBook('default', db, 'UTC'))).to.deep.equal([]);
    const [misses] = await db.query("SELECT COUNT(*) AS n FROM smc_attempts WHERE client = 'default' AND kind = 'missed'");
    const [counted] = await db.query("SELECT SUM(missed_total) AS n FROM smart_missed_calls WHERE client = 'default'");
    expect([Number(misses?.n), Number(counted?.n)]).to.deep.equal([CALLERS * 6, CALLERS * 6]);
    for (const id of Array.from({ length: CALLERS }, (_, n) => n + 1)) await nobodyOwnsItTwice(id);
  });

  /** Reads the same calls as the other daemon, a few a turn, in an order of its own. */
  async function daemon(seed: number): Promise<void> {
    const own = shop.open(name, 2);
    const store = createEntryStore(own);
    const calls = shuffled(storyOfADay(), seed);
    for (let n = 0; n < calls.length; n += 4) {
      await store.inTurn('default', AT, async (turn) => {
        await turn.calls(calls.slice(n, n + 4).map((fact) => judged(fact)));
        await turn.tick();
        await turn.saveCursor('cel', n);
      });
    }
  }

  /** Does what comes to his mind to whatever is on the list; a refusal is an answer, anything else a fault. */
  async function user(n: number): Promise<void> {
    const own = shop.open(name, 1);
    const store = createEntryStore(own);
    const by = { userId: `user${n % 10}`, admin: n % 5 === 0 };
    for (let turn = 0; turn < 10; turn += 1) {
      const open = (await listEntries('default', own, { status: 'open' })).entries;
      const entry = open[(n * 7 + turn * 3) % Math.max(1, open.length)];
      if (!entry) continue;
      const on = { entryId: entry.id, by };
      const commands: readonly UserCommand[] = [
        { ...on, type: 'claim' },
        { ...on, type: 'note', note: `from ${n}` },
        { ...on, type: 'release' },
        { ...on, type: 'claim' },
        { ...on, type: 'resolve', note: null },
      ];
      const command = commands[(n + turn) % commands.length] as UserCommand;
      await store.inTurn('default', AT, (one) => one.ask(command)).catch(refusalOnly);
    }
  }

  async function nobodyOwnsItTwice(entryId: number): Promise<void> {
    let owner: string | null = null;
    for (const event of await readEvents('default', db, entryId)) {
      if (event.action === 'claimed' && owner !== null) expect(event.userId, `claim ${event.seq} of ${entryId}`).to.equal(owner);
      if (event.action === 'claimed') owner = event.userId;
      if (event.action === 'released' || event.action.indexOf('cleared') === 0) owner = null;
    }
  }
});

/** Twelve callers, six misses and a callback each. */
function storyOfADay(): readonly CallFact[] {
  const all: CallFact[] = [];
  for (let n = 0; n < CALLERS; n += 1) {
    const callerKey = `+324701042${10 + n}`;
    for (let miss = 0; miss < 6; miss += 1) all.push(call('missed', `m${n}.${miss}`, NINE + n + miss * 5 * MINUTE, { callerKey }));
    all.push(call('returned', `r${n}`, NINE + n + 12 * MINUTE, { callerKey }));
  }
  return all;
}

function shuffled<T>(list: readonly T[], seed: number): readonly T[] {
  const key = (n: number): number => ((n + 1) * 7919 * seed) % 101;
  return list
    .map((item, n): [T, number] => [item, key(n)])
    .sort((a, b) => a[1] - b[1])
    .map(([item]) => item);
}

function refusalOnly(error: Error): void {
  if (!(error instanceof ForbiddenStep)) throw error;
}
