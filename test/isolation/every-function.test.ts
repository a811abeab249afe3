import { expect } from 'chai';
import * as fs from 'fs';
import * as path from 'path';
import type { Database } from '../../service/store/database';
import { openDatabase } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { migrate } from '../../service/store/migrate';
import { ourTables } from '../../service/store/our-tables';
import { ownName, useMariadb } from '../support/shared-mariadb';
import { exportedFunctionsOf, readSource } from '../support/source';
import { AT, plain, rowsOf, seed, seedNeighbour, type Trial } from './client-rows';
import { TRIALS } from './trials';
import { TURN_TRIALS } from './turn-trials';

const STORE = path.join(__dirname, '../../service/store');

/** Exported functions that are told no client, and why they need none. */
const NO_CLIENT: Readonly<Record<string, readonly string[]>> = {
  'compute, and ask no database': [
    ...[
      'askingEach',
      'broken',
      'clip',
      'endingOf',
      'fitting',
      'fittingId',
      'fromRow',
      'fromSqlTime',
      'grantsFor',
      'hashOf',
      'heldSince',
      'inPieces',
    ],
    ...[
      'maskedIn',
      'maskNumbers',
      'newSalt',
      'newsOf',
      'numberOf',
      'ourTables',
      'placeholders',
      'readExport',
      'removalOf',
      'sealOf',
      'toDelivery',
      'toEvent',
      'toFact',
    ],
    ...[
      'between',
      'beyond',
      'both',
      'byPlace',
      'fromEntries',
      'fromMarks',
      'isAtHome',
      'isEnough',
      'isInScope',
      'isWhole',
      'joinedWord',
      'marksOf',
      'planOf',
      'readPlace',
      'scopeMarks',
      'signed',
      'signedAny',
      'signsOf',
      'standing',
      'termsOf',
      'wordShelf',
      'toFolded',
      'toSqlTime',
      'toValues',
      'wordsOf',
      'writePlace',
    ],
  ],
  'put the client they are told into a row or an object': ['toAuditRow', 'createEntryStore'],
  'put the client they are told into a statement': ['insightWhere', 'found', 'pageSql', 'countSql', 'stretchSql', 'weightSql', 'oldestSql'],
  'open a database, and read it': ['openDatabase', 'openReader', 'rowStream'],
  'make and count the tables all clients share': ['administer', 'migrate', 'ownGrants', 'schemaNumber', 'serverVersion'],
  'write rows that name their client themselves': ['saveContacts', 'saveHistories', 'upsert'],
};
/** Told a client, but only to put it into what they give back. */
const COMPUTES_WITH_CLIENT = ['toAuditRow', 'insightWhere', 'found', 'pageSql', 'countSql', 'stretchSql', 'weightSql', 'oldestSql'];

const NEIGHBOURS = ['a neighbour', 'the other neighbour'];

const files = fs.readdirSync(STORE).filter((file) => /\.ts$/.test(file));
const exported = files.reduce<string[]>((all, file) => {
  const found = require(path.join(STORE, file)) as Record<string, unknown>;
  return all.concat(Object.keys(found).filter((name) => typeof found[name] === 'function' && !/^[A-Z]/.test(name)));
}, []);
const toldAClient = files.reduce<string[]>((all, file) => {
  const source = readSource(file, fs.readFileSync(path.join(STORE, file), 'utf8'));
  const isTold = (at: number) => /^[^(]*(?:<[^>]*>)?\(\s*client\b/.test(source.code.slice(at));
  return all.concat(
    exportedFunctionsOf(source)
      .filter(({ at }) => isTold(at))
      .map(({ name }) => name),
  );
}, []);

describe('Every function of the store, on two clients', () => {
  const mariadb = useMariadb();
  /** One database in which every client has a neighbour, and one in which he has none. */
  let shared: Database;
  let alone: Database;

  before(async () => {
    const open = async () => {
      const database = ownName('iso');
      await mariadb().query(`CREATE DATABASE ${database}`);
      const db = openDatabase({ socketPath: mariadb().socketPath, user: 'root', password: '', database });
      await migrate(db);
      return db;
    };
    shared = await open();
    alone = await open();
  });
  afterEach(async () => {
    for (const db of [shared, alone])
      for (const table of ourTables().filter((one) => one !== 'smc_schema')) await db.change(`DELETE FROM ${table}`);
  });
  after(() => Promise.all([shared.close(), alone.close()]));

  it('is tried below, or said to need no client: a new one needs a line in trials.ts', () => {
    const needNone = Object.keys(NO_CLIENT).reduce<readonly string[]>((all, why) => all.concat(NO_CLIENT[why] || []), []);
    expect(exported.filter((name) => !(name in TRIALS) && needNone.indexOf(name) < 0)).to.deep.equal([]);
    expect(Object.keys(TRIALS).filter((name) => exported.indexOf(name) < 0)).to.deep.equal([]);
  });

  it('is tried when it is told a client', () => {
    expect(toldAClient.length).to.be.greaterThan(50);
    expect(toldAClient.filter((name) => !(name in TRIALS))).to.deep.equal(COMPUTES_WITH_CLIENT);
  });

  it('of a turn is tried too', async () => {
    const names = await createEntryStore(alone).inTurn('names', AT, (turn) => Promise.resolve(Object.keys(turn)));
    const asked = ['claim', 'call', 'release', 'assign', 'snooze', 'wake', 'note', 'resolve', 'not_missed', 'reopen', 'undo'];
    expect(
      names
        .filter((name) => name !== 'ask')
        .concat(asked)
        .sort(),
    ).to.deep.equal(Object.keys(TURN_TRIALS).sort());
  });

  const trials: readonly (readonly [string, Trial])[] = Object.keys(TRIALS)
    .map((name): [string, Trial] => [name, TRIALS[name] as Trial])
    .concat(Object.keys(TURN_TRIALS).map((name): [string, Trial] => [`turn.${name}`, TURN_TRIALS[name as keyof typeof TURN_TRIALS]]));
  for (const [name, trial] of trials) {
    it(`${name} sees and changes its own client only`, async () => {
      const [client, nobody] = [`client ${name}`, `nobody ${name}`];
      await seed(alone, client);
      // One whose rows stand before the client's, one whose rows stand after; both have the same, and more.
      for (const neighbour of NEIGHBOURS) await seedNeighbour(shared, neighbour);
      const before = await rowsOf(shared, 'but', client);
      await seed(shared, client);
      const own = await rowsOf(shared, 'of', client);

      const sees = plain(JSON.stringify([await trial(client, shared)]));
      expect(await rowsOf(shared, 'but', client), 'it changed another client').to.deep.equal(before);
      for (const neighbour of NEIGHBOURS) expect(sees, 'it saw another client').to.not.contain(neighbour);

      expect(sees, 'it answers something else where there is a neighbour').to.equal(plain(JSON.stringify([await trial(client, alone)])));
      expect(await rowsOf(shared, 'of', client), 'it leaves something else where there is a neighbour').to.deep.equal(
        await rowsOf(alone, 'of', client),
      );

      const changed = JSON.stringify(own) !== JSON.stringify(await rowsOf(shared, 'of', client));
      const ofNobody = await trial(nobody, alone).then(
        (answer) => plain(JSON.stringify([answer])),
        (error: Error) => error.message,
      );
      expect(changed || sees !== ofNobody, 'the trial neither sees nor changes anything').to.equal(true);
    });
  }
});
