import type { CallerHistory } from '../../service/entries/history';
import { appendEvents } from '../../service/store/append-events';
import { callerOf, callersOf } from '../../service/store/asking';
import { readEvents } from '../../service/store/audit';
import { factsNow } from '../../service/store/call-facts';
import { callingNow } from '../../service/store/calling';
import { checkList } from '../../service/store/check-list';
import { addClient, isClient, lockClient, saveClient } from '../../service/store/clients';
import { readColleagues, rememberColleague } from '../../service/store/colleagues';
import { storeCondition } from '../../service/store/condition';
import { moveCursor, readCursor, saveCursor } from '../../service/store/cursors';
import type { Database } from '../../service/store/database';
import { callersDue, callersExpiring } from '../../service/store/due';
import { entryIdentities } from '../../service/store/entry-identities';
import { exportClient } from '../../service/store/export';
import { EXPORTED } from '../../service/store/export-tables';
import { readExports, saveExport } from '../../service/store/exports';
import { foldList } from '../../service/store/fold-list';
import { forgetCaller } from '../../service/store/forget';
import { unreadableWithoutForgotten, waitingWithoutForgotten, withoutForgotten } from '../../service/store/forget-filter';
import { dropOtherReadings, keysOfCaller } from '../../service/store/forget-keys';
import { forgottenSince, rememberForgotten } from '../../service/store/forget-list';
import { removeTraces } from '../../service/store/forget-traces';
import { readFindings, readHealth, saveFindings, saveHealth } from '../../service/store/health';
import { importClient } from '../../service/store/import';
import { readBehind, readPlaces, readQuarters, readShares, readTopCallers, readWaits } from '../../service/store/insight';
import { lastSteps } from '../../service/store/last-steps';
import { countEntries, listEntries, readAttempts, readEntry } from '../../service/store/list';
import { eachEntry } from '../../service/store/list-each';
import { readPage } from '../../service/store/list-page';
import { planOf } from '../../service/store/list-plan';
import { fromMarks } from '../../service/store/list-sql';
import { startOf } from '../../service/store/list-start';
import { loadHistories } from '../../service/store/load-histories';
import { putOut } from '../../service/store/outbox';
import { readProofs, saveProofs } from '../../service/store/proofs';
import { rebuildList } from '../../service/store/rebuild-list';
import { callersSince, holdSince, nextEntryId } from '../../service/store/rejudge';
import { renewMarks } from '../../service/store/renew-marks';
import { readReports } from '../../service/store/reports';
import { markedEntries, rebuildMarks, saveMarks, wrongMarks } from '../../service/store/save-marks';
import { readSettingsHistory, readSettingsHolds } from '../../service/store/settings-history';
import { readRuleBook, readSettings, readSettingsBook, writeSettings } from '../../service/store/settings-store';
import { EVERY } from '../../service/store/shelves';
import { readSome } from '../../service/store/some-entries';
import { sweep } from '../../service/store/sweep';
import { readUnreadable, saveUnreadable } from '../../service/store/unreadable';
import { verifyAudit } from '../../service/store/verify-audit';
import { deleteView, readViews, saveView } from '../../service/store/views';
import { readWaiting, saveWaiting } from '../../service/store/waiting';
import { EMPTY_DIRECTORY } from '../../shared/directory';
import type { Entry, EntryEvent } from '../../shared/entry';
import { numberPlan } from '../../shared/phone/plan';
import { ANDREW, book, call, DAY, NINE } from '../entries/story';
import { BEA, dialled, inTurn, NOW, OTTO, proven, STRANGER, type Trial } from './client-rows';
import { NOTIFY_TRIALS } from './notify-trials';

const PLAN = numberPlan({ ...EMPTY_DIRECTORY, country: 'BE' });
const WAITING = { linkedid: 'v', direction: 'inbound', callerKey: BEA, extension: null, sinceAt: NINE, lastSeenAt: NINE } as const;
const EVERYBODY = {
  intervals: [{ from: NINE - DAY, until: NINE + 30 * DAY }],
  scope: { dids: ['3225550101', '3225550102'], queues: [], ringGroups: [], extensions: [] },
};
const TAKEN = { at: NINE, userId: 'eve', format: 'csv', asked: 'list', entries: 3 };
const isAndrew = (text: string): boolean => /470104242$/.test(text);

function event(entryId: number, seq: number): EntryEvent {
  const nobody = { actorType: 'user', actorUserId: 'eve', why: null, callId: null, userId: null, until: null } as const;
  return { entryId, seq, action: 'note', at: NOW, note: 'trial', set: {}, ...nobody };
}

function histories(found: ReadonlyMap<string, CallerHistory>): unknown {
  return Array.from(found.values()).map((one) => ({ ...one, facts: Array.from(one.facts), counted: Array.from(one.counted) }));
}

async function lines(client: string, db: Database): Promise<string[]> {
  const all: string[] = [];
  await exportClient(client, db, { now: NOW, zone: 'UTC' }, (line) => all.push(line.trim()));
  return all;
}

/** Takes the first entry from where it is found, and lets it be found where it is not. */
async function spoilMarks(client: string, db: Database): Promise<void> {
  await db.change("DELETE FROM smc_marks WHERE client = ? AND id = 1 AND mark LIKE 'd%'", [client]);
  await db.change("UPDATE smc_marks SET mark = 'spoilt' WHERE client = ? AND id = 1 AND mark LIKE 'of%'", [client]);
}

/** Every exported function of the store that is told a client. */
export const TRIALS: Readonly<Record<string, Trial>> = {
  ...NOTIFY_TRIALS,
  addClient: async (client, db) => {
    await db.change("UPDATE smc_clients SET client = CONCAT(client, ' as he was') WHERE client = ?", [client]);
    await addClient(client, db);
    await db.change("DELETE FROM smc_clients WHERE client = CONCAT(?, ' as he was')", [client]);
  },
  appendEvents: (client, db) => db.transaction(async (tx) => appendEvents(client, tx, await lockClient(client, tx), [event(1, 50)])),
  callersDue: (client, db) => callersDue(client, db, NOW, book({ retention_days: 1 })),
  callersExpiring: (client, db) => callersExpiring(client, db, NOW, book({ retention_days: 1 })),
  callersSince: (client, db) => callersSince(client, db, NINE, '', 100),
  checkList: async (client, db) => {
    await db.change("UPDATE smart_missed_calls SET did = 'x' WHERE client = ? AND id = 1", [client]);
    return checkList(client, db, book());
  },
  countEntries: (client, db) => countEntries(client, db, NOW, 0),
  deleteView: (client, db) => deleteView(client, db, 1, { userId: 'eve', admin: false }),
  dropOtherReadings: async (client, db) => {
    const readings = [dialled('o', NOW, [ANDREW, '90470104242', BEA, STRANGER, OTTO]), dialled('m', NINE + DAY, [BEA])];
    await inTurn(client, db, (turn) => turn.calls([proven(client, call('missed', 'p', NOW, { callerKey: OTTO })), ...readings]));
    return dropOtherReadings(client, db, [ANDREW]);
  },
  eachEntry: async (client, db) => {
    const found: unknown[] = [];
    await eachEntry(client, db, { status: 'open' }, async (some) => {
      found.push(...some);
    });
    return found;
  },
  entryIdentities: async (client, db) => Array.from(await entryIdentities(client, db)),
  exportClient: lines,
  factsNow: (client, db) => factsNow(client, db, [proven(client, { ...call('missed', 'a', NINE), callerKey: BEA })]),
  foldList: async (client, db) => {
    const found: unknown[] = [];
    await foldList(client, db, async (some) => {
      found.push(...some.map((one) => histories(new Map([['', one]]))));
    });
    return found;
  },
  forgetCaller: (client, db) => forgetCaller(client, db, { number: '0470104242', plan: PLAN, zone: 'UTC', now: NOW, userId: 'cli' }),
  forgottenSince: async (client, db) => (await forgottenSince(client, db, NINE))?.has('+32477000000', NINE),
  holdSince: (client, db) => holdSince(client, db, NINE - DAY, { userId: `user of ${client}`, now: NOW }),
  importClient: async (client, db) => {
    const all = await lines(client, db);
    for (const { table } of EXPORTED) await db.change(`DELETE FROM ${table} WHERE client = ?`, [client]);
    await db.change('DELETE FROM smc_clients WHERE client = ?', [client]);
    return importClient(client, db, 'UTC', () => {
      const left = all.slice();
      return () => left.shift() || null;
    });
  },
  isClient,
  readBehind: (client, db) => readBehind(client, db, EVERYBODY, null, 10),
  readPlaces: (client, db) => readPlaces(client, db, EVERYBODY, 'extension', 10),
  readQuarters: (client, db) => readQuarters(client, db, EVERYBODY, NOW),
  readShares: (client, db) => readShares(client, db, EVERYBODY, 'did', 10),
  readTopCallers: (client, db) => readTopCallers(client, db, EVERYBODY, 10),
  readWaits: async (client, db) => {
    await db.change(
      "UPDATE smart_missed_calls SET status = 'cleared', cleared_by = 'returned', cleared_at = first_missed_at WHERE client = ?",
      [client],
    );
    return readWaits(client, db, { ...EVERYBODY, scope: null });
  },
  keysOfCaller: (client, db) => keysOfCaller(client, db, '0470104242', isAndrew),
  listEntries: async (client, db) => [
    await listEntries(client, db, { status: 'open', search: 'of' }),
    await listEntries(client, db, { status: 'cleared' }),
  ],
  loadHistories: async (client, db) => histories(await loadHistories(client, db, [ANDREW, BEA])),
  lastSteps: (client, db) => lastSteps(client, db, 'root', NINE),
  lockClient: (client, db) => db.transaction((tx) => lockClient(client, tx)),
  markedEntries,
  moveCursor: (client, db) => moveCursor(client, db, 'cel', { from: `cursor of ${client}`, to: 'moved' }, NOW),
  nextEntryId,
  putOut: (client, db) => putOut(client, db, [{ entryId: 1, kind: 'trial', dueAt: NOW }]),
  readAttempts: async (client, db) => readAttempts(client, db, { id: 1, callerKey: ANDREW, firstMissedAt: NINE } as Entry),
  callerOf: (client, db) => callerOf(client, db, 2).catch((error: Error) => error.message),
  callersOf: async (client, db) => Array.from(await callersOf(client, db, [1, 2, 3, 77])),
  callingNow: async (client, db) => {
    await inTurn(client, db, (turn) => turn.ask({ type: 'call', entryId: 1, by: { userId: 'root', admin: true } }));
    const entry = await readEntry(client, db, 1);
    return Array.from(await callingNow(client, db, [entry as Entry], NOW));
  },
  readColleagues,
  readReports: async (client, db) => {
    await inTurn(client, db, (turn) => turn.ask({ type: 'not_missed', entryId: 1, by: { userId: 'root', admin: true }, note: null }));
    return readReports(client, db, 10);
  },
  readSome: (client, db) => readSome(client, db, [1, 2, 77]),
  rememberColleague: (client, db) =>
    rememberColleague(client, db, { userId: 'eve', name: 'Eve', extension: '105', works: false, seenAt: NOW }),
  readCursor: (client, db) => readCursor(client, db, 'cel'),
  readEntry: (client, db) => readEntry(client, db, 1),
  readEvents: (client, db) => readEvents(client, db, 1),
  readExports: (client, db) => readExports(client, db, 10),
  saveExport: (client, db) => saveExport(client, db, { ...TAKEN, at: NOW }),
  readFindings,
  readHealth: (client, db) => readHealth(client, db, 'turn'),
  readPage: (client, db) => readPage(client, db, planOf({ status: 'open', search: 'of' }), fromMarks([EVERY]), { limit: 1 }),
  readProofs: (client, db) => readProofs(client, db, ['a', 'b']),
  readRuleBook: (client, db) => readRuleBook(client, db, 'UTC'),
  readSettings,
  readSettingsBook,
  readSettingsHistory: (client, db) => readSettingsHistory(client, db, null),
  readSettingsHolds,
  readUnreadable: (client, db) => readUnreadable(client, db, 100),
  readWaiting,
  readViews: (client, db) => readViews(client, db, 'eve'),
  rebuildList: async (client, db) => {
    await db.change("UPDATE smart_missed_calls SET caller_name = 'x' WHERE client = ?", [client]);
    await db.change('UPDATE smc_attempts SET entry_id = 7 WHERE client = ?', [client]);
    return rebuildList(client, db);
  },
  rebuildMarks: async (client, db) => {
    await spoilMarks(client, db);
    await rebuildMarks(client, db);
    return markedEntries(client, db);
  },
  renewMarks: async (client, db) => {
    await db.change("DELETE FROM smc_cursors WHERE client = ? AND source = 'shelves'", [client]);
    await spoilMarks(client, db);
    await renewMarks(
      client,
      db,
      () => NOW,
      () => true,
    );
  },
  rememberForgotten: (client, db) => rememberForgotten(client, db, [BEA], NOW),
  removeTraces: (client, db) => removeTraces(client, db, [ANDREW, '+3225550101'], isAndrew),
  saveClient: (client, db) => saveClient(client, db, { nextEntryId: 99, auditNo: 99, auditHash: 'trial' }),
  saveCursor: (client, db) => saveCursor(client, db, 'cel', 'trial', NOW),
  saveFindings: (client, db) => saveFindings(client, db, { at: NOW, findings: [] }, NOW),
  saveHealth: (client, db) => saveHealth(client, db, 'turn', 'trial', NOW),
  saveMarks: async (client, db) => {
    await spoilMarks(client, db);
    await saveMarks(client, db, (await listEntries(client, db, { status: 'open' })).entries);
    return markedEntries(client, db);
  },
  saveProofs: (client, db) => saveProofs(client, db, [proven('the trial', call('missed', 'a', NINE))], NOW),
  saveUnreadable: (client, db) => saveUnreadable(client, db, [{ source: 'cel', where: 'id 5', why: 'trial' }], NOW),
  saveWaiting: (client, db) => saveWaiting(client, db, [WAITING]),
  saveView: (client, db) => saveView(client, db, { name: 'mine', query: '', isShared: false, userId: 'eve', at: NOW }),
  startOf: (client, db) => startOf(client, db, planOf({ status: 'open', search: 'of' })),
  storeCondition: async (client, db) => {
    const { database: _database, dataFolder: _folder, grants: _grants, ...condition } = await storeCondition(client, db);
    return condition;
  },
  sweep: async (client, db) => {
    await db.change('DELETE FROM smart_missed_calls WHERE client = ?', [client]);
    return sweep(client, db, NOW);
  },
  unreadableWithoutForgotten: (client, db) => unreadableWithoutForgotten(client, db, [{ source: 'cel', where: '0477000000', why: '' }]),
  verifyAudit,
  waitingWithoutForgotten: (client, db) => waitingWithoutForgotten(client, db, [{ ...WAITING, callerKey: '+32477000000' }]),
  withoutForgotten: (client, db) => withoutForgotten(client, db, [dialled('z', NINE, ['+32477000000', STRANGER, BEA])]),
  wrongMarks: async (client, db) => {
    const { entries } = await listEntries(client, db, { status: 'open' });
    await spoilMarks(client, db);
    return wrongMarks(client, db, entries);
  },
  writeSettings: (client, db) => writeSettings(client, db, { claim_minutes: 7 }, { userId: 'eve', now: NOW }),
};
