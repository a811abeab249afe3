import { expect } from 'chai';
import { readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import type { UserCommand } from '../../service/entries/commands';
import { ForbiddenStep } from '../../service/entries/forbidden-step';
import { ATTEMPT_COLUMNS } from '../../service/store/attempt-columns';
import { readEvents } from '../../service/store/audit';
import { readCursor } from '../../service/store/cursors';
import type { Database } from '../../service/store/database';
import { ENTRY_COLUMNS } from '../../service/store/entry-columns';
import { createEntryStore } from '../../service/store/entry-store';
import { countEntries, listEntries, readAttempts, readEntry } from '../../service/store/list';
import { readProofs } from '../../service/store/proofs';
import { readSettings } from '../../service/store/settings-store';
import { readUnreadable } from '../../service/store/unreadable';
import { readWaiting } from '../../service/store/waiting';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { call, DAY, HOUR, NINE } from '../entries/story';
import { judged, useShop } from './shop';

const AT = { now: NINE + HOUR, zone: 'UTC' };
const ROOT = { userId: 'root', admin: true };

describe('Two clients on one database', () => {
  const shop = useShop();
  let db: Database;

  beforeEach(async () => {
    db = await shop.migrated();
    await createEntryStore(db).inTurn('one', AT, async (turn) => {
      await turn.calls([judged(call('missed', 'a', NINE)), judged(call('attempted', 'b', NINE + 60))]);
      await turn.ask({ type: 'note', entryId: 1, by: ROOT, note: 'secret of one' });
      await turn.set({ allow_manual_resolve: false }, 'root');
      await turn.saveCursor('cel', 5);
      await turn.saveWaiting([{ linkedid: 'w', direction: 'inbound', callerKey: '+1', extension: null, sinceAt: NINE, lastSeenAt: NINE }]);
      await turn.saveUnreadable([{ source: 'cel', where: 'id 5', why: 'broken' }]);
    });
  });

  it('read nothing of each other', async () => {
    const entry = await readEntry('one', db, 1);
    expect(entry).to.include({ id: 1 });
    expect(await readEntry('two', db, 1)).to.equal(null);
    expect((await listEntries('two', db, { status: 'open', search: 'Andrew' })).total).to.equal(0);
    expect((await countEntries('two', db, AT.now, 0)).open).to.equal(0);
    expect(await readEvents('two', db, 1)).to.deep.equal([]);
    if (entry) expect(await readAttempts('two', db, entry)).to.deep.equal([]);
    expect(await readProofs('two', db, ['a'])).to.deep.equal([]);
    expect(await readCursor('two', db, 'cel')).to.equal(undefined);
    expect(await readWaiting('two', db)).to.deep.equal([]);
    expect(await readUnreadable('two', db, 10)).to.deep.equal([]);
    expect(await readSettings('two', db)).to.deep.equal(DEFAULT_SETTINGS);
  });

  it('change nothing of each other', async () => {
    const before = await db.query('SELECT * FROM smart_missed_calls WHERE client = ?', ['one']);
    const store = createEntryStore(db);
    const on = { entryId: 1, by: ROOT };
    const commands: readonly UserCommand[] = [
      { ...on, type: 'claim' },
      { ...on, type: 'release' },
      { ...on, type: 'assign', to: 'eve' },
      { ...on, type: 'snooze', until: NINE + DAY },
      { ...on, type: 'note', note: 'x' },
      { ...on, type: 'resolve', note: null },
      { ...on, type: 'reopen' },
    ];
    for (const command of commands) {
      const refusal = await store.inTurn('two', AT, (turn) => turn.ask(command)).catch((error: Error) => error);
      expect(refusal).to.be.instanceOf(ForbiddenStep).and.to.include({ code: 'no_such_entry' });
    }
    await store.inTurn('two', { ...AT, now: NINE + 90 * DAY }, async (turn) => {
      await turn.calls([
        judged(call('returned', 'c', NINE + HOUR)),
        judged(call('none', 'a', NINE)),
        judged(call('answered', 'd', NINE + HOUR)),
      ]);
      await turn.tick();
      await turn.set({ retention_days: 1 }, 'eve');
      await turn.saveWaiting([]);
      await turn.saveCursor('cel', 9);
    });
    expect(await db.query('SELECT * FROM smart_missed_calls WHERE client = ?', ['one'])).to.deep.equal(before);
    expect(await readCursor('one', db, 'cel')).to.equal(5);
    expect(await readWaiting('one', db)).to.have.length(1);
    expect((await readSettings('one', db)).retention_days).to.equal(30);
  });

  it('number their entries and chain their audit apart', async () => {
    const store = createEntryStore(db);
    await store.inTurn('two', AT, (turn) => turn.calls([judged(call('missed', 'a', NINE))]));
    const rows = await db.query("SELECT client, no, prev_hash FROM smart_missed_calls_audit WHERE client IN ('one', 'two') AND no = 1");
    expect(rows.map((row) => row.prev_hash)).to.deep.equal(['', '']);
    expect(await readEntry('two', db, 1)).to.include({ client: 'two' });
  });
});

describe('Every statement on our tables', () => {
  const files = sources(join(__dirname, '../../service')).filter((file) => !/store\/(schema|migrate|grants)/.test(file));

  it('names the client', () => {
    const nameless = files.reduce<string[]>((all, file) => all.concat(statements(file).filter((sql) => !/\bclient\b/.test(sql))), []);
    expect(nameless).to.deep.equal([]);
  });

  it('is found by this test', () => {
    const found = files.reduce<string[]>((all, file) => all.concat(statements(file)), []);
    expect(found.length).to.be.greaterThan(25);
  });

  it('writes the client where columns are a list', () => {
    expect([ENTRY_COLUMNS[0]?.column, ATTEMPT_COLUMNS[0]?.column]).to.deep.equal(['client', 'client']);
  });
});

function sources(folder: string): readonly string[] {
  return readdirSync(folder).reduce<readonly string[]>((all, name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return all.concat(sources(path));
    return /\.ts$/.test(name) ? all.concat(path) : all;
  }, []);
}

/** The texts of a file that are SQL on our tables. */
function statements(file: string): readonly string[] {
  const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const texts = code.match(/`(?:\\.|[^`\\])*`|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g) || [];
  return texts.filter(
    (text) => /\b(SELECT|INSERT|REPLACE|UPDATE|DELETE)\b/.test(text) && /\b(smc_(?!schema)\w+|smart_missed_calls\w*)\b/.test(text),
  );
}
