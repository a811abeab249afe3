import { expect } from 'chai';
import { clip, fromRow, toValues } from '../../service/store/columns';
import { type Database, numberOf, openDatabase, openReader, type Writable } from '../../service/store/database';
import { fromSqlTime, toSqlTime } from '../../service/store/instants';
import { startMariadb } from '../support/mariadb';
import { useMariadb } from '../support/shared-mariadb';
import { useShop } from './shop';

describe('Our database', () => {
  const shop = useShop();
  const mariadb = useMariadb();
  let db: Database;
  let name: string;

  beforeEach(async () => {
    name = await shop.empty();
    db = shop.open(name);
    await db.change('CREATE TABLE pots (id INT PRIMARY KEY, text VARCHAR(20) CHARACTER SET utf8mb4, at DATETIME NULL) ENGINE=InnoDB');
    await db.change("INSERT INTO pots VALUES (1, 'a', NULL), (2, 'b', NULL)");
  });

  it('speaks UTC and refuses what does not fit', async () => {
    const [row] = await db.query('SELECT @@session.time_zone AS zone, NOW() = UTC_TIMESTAMP() AS utc');
    expect(row).to.deep.equal({ zone: '+00:00', utc: 1 });
    const refusal = await db.change('UPDATE pots SET text = ? WHERE id = 1', ['x'.repeat(30)]).catch((error: Error) => error);
    expect(numberOf(refusal)).to.equal(1406);
  });

  it('keeps every character, and no text becomes a statement', async () => {
    const text = `O'Neil "; \\ % _ 😀`;
    await db.change('UPDATE pots SET text = ? WHERE id = 1', [text]);
    expect(await db.query('SELECT text FROM pots WHERE text = ?', [text])).to.deep.equal([{ text }]);
  });

  it('undoes a transaction that fails, and goes on', async () => {
    const failing = db.transaction(async (tx) => {
      await tx.change("UPDATE pots SET text = 'changed'");
      throw new Error('no');
    });
    expect(await failing.catch((error: Error) => error.message)).to.equal('no');
    expect(await db.query('SELECT text FROM pots ORDER BY id')).to.deep.equal([{ text: 'a' }, { text: 'b' }]);
  });

  it('runs a transaction again that a deadlock gave up', async () => {
    let runs = 0;
    const bothHoldOne = gate(2);
    const crosswise = (first: number, second: number) =>
      db.transaction(async (tx: Writable) => {
        runs += 1;
        await tx.change('UPDATE pots SET text = CONCAT(text, ?) WHERE id = ?', [String(first), first]);
        if (runs <= 2) await bothHoldOne();
        await tx.change('UPDATE pots SET text = CONCAT(text, ?) WHERE id = ?', [String(first), second]);
      });
    await Promise.all([crosswise(1, 2), crosswise(2, 1)]);
    expect(runs).to.equal(3);
    const rows = await db.query('SELECT text FROM pots ORDER BY id');
    expect(rows.map((row) => String(row.text).split('').sort().join(''))).to.deep.equal(['12a', '12b']);
  });

  it("is apart from the PBX's, of which nothing but SELECT is asked", async () => {
    const reader = openReader({ socketPath: mariadb().socketPath, user: 'root', password: '', database: name });
    expect(await reader.query('SELECT COUNT(*) AS n FROM pots')).to.deep.equal([{ n: 2 }]);
    for (const sql of ['DELETE FROM pots', 'UPDATE pots SET text = 1', ' \n DROP TABLE pots', 'SELECTED', 'SET @a = 1']) {
      expect(await reader.query(sql).catch((error: Error) => error.message)).to.equal("the PBX's database is only read");
    }
    await reader.close();
  });
});

describe('Our database when its server dies', function () {
  this.timeout(60000);

  it('fails while it is away, and goes on by itself when it is back', async () => {
    const server = await startMariadb({ name: 'dies', settings: { 'innodb-flush-log-at-trx-commit': 1 } });
    await server.query('CREATE DATABASE pots');
    const db = openDatabase({ socketPath: server.socketPath, user: 'root', password: '', database: 'pots' });
    try {
      await db.change('CREATE TABLE pots (id INT PRIMARY KEY) ENGINE=InnoDB');
      const cutOff = db.transaction(async (tx) => {
        await tx.change('INSERT INTO pots VALUES (1)');
        await server.kill();
        await tx.change('INSERT INTO pots VALUES (2)');
      });
      expect(await cutOff.catch((error: Error) => error)).to.be.instanceOf(Error);
      expect(await db.query('SELECT 1').catch((error: Error) => error)).to.be.instanceOf(Error);
      await server.restart();
      expect(await db.query('SELECT * FROM pots')).to.deep.equal([]);
      await db.transaction((tx) => tx.change('INSERT INTO pots VALUES (3)'));
      expect(await db.query('SELECT * FROM pots')).to.deep.equal([{ id: 3 }]);
    } finally {
      await db.close();
      await server.stop();
    }
  });
});

describe('A value of our tables', () => {
  it('is an instant in UTC, to the second', () => {
    expect(toSqlTime(1772442000.9)).to.equal('2026-03-02 09:00:00');
    expect(fromSqlTime('2026-03-02 09:00:00')).to.equal(1772442000);
    expect(() => fromSqlTime('0000')).to.throw('not an instant');
    expect(() => fromSqlTime(null)).to.throw('not an instant');
  });

  it('is cut where its column ends, never in the middle of a character', () => {
    expect(clip('abc', 3)).to.equal('abc');
    expect(clip('ab😀', 3)).to.equal('ab');
    expect(clip('a😀b', 3)).to.equal('a😀');
  });

  it('is read back as it was written', () => {
    type Pot = { readonly names: readonly string[]; readonly at: number | null; readonly warm: boolean };
    const columns = [
      { column: 'names', field: 'names', kind: 'list' },
      { column: 'at', field: 'at', kind: 'instant' },
      { column: 'warm', field: 'warm', kind: 'yes_no' },
    ] as const;
    for (const pot of [
      { names: ['101', '102'], at: 1772442000, warm: true },
      { names: [], at: null, warm: false },
    ]) {
      const [names = null, at = null, warm = null] = toValues<Pot>(columns, pot);
      expect(fromRow<Pot>(columns, { names, at, warm })).to.deep.equal(pot);
    }
  });
});

/** Opens once so many have come to it. */
function gate(guests: number): () => Promise<void> {
  let missing = guests;
  const waiting: (() => void)[] = [];
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      missing -= 1;
      if (missing === 0) for (const go of waiting) go();
    });
}
