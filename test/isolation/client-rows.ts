import { rememberColleague } from '../../service/store/colleagues';
import type { Database } from '../../service/store/database';
import { createEntryStore, type Turn } from '../../service/store/entry-store';
import { saveExport } from '../../service/store/exports';
import { rememberForgotten } from '../../service/store/forget-list';
import { saveHealth } from '../../service/store/health';
import { ourTables } from '../../service/store/our-tables';
import { saveView } from '../../service/store/views';
import type { CallFact, JudgedCall } from '../../shared/entry';
import { ANDREW, call, DAY, HOUR, MINUTE, NINE } from '../entries/story';
import { judged } from '../store/shop';
import { seedMessages } from './notify-trials';

/** Whose turn every trial is, after all that was seeded. */
export const NOW = NINE + 10 * DAY;
export const AT = { now: NOW, zone: 'UTC' };
export const ROOT = { userId: 'root', admin: true };
export const BEA = '+32470999999';
/** On the list of neighbours only. */
export const STRANGER = '+321';
/** On the list of the client only. */
export const OTTO = '+322';

/** Uses one function for a client, as far as it will go. */
export type Trial = (client: string, db: Database) => Promise<unknown>;

/** One turn after all that was seeded. */
export function inTurn<T>(client: string, db: Database, work: (turn: Turn) => Promise<T>, now = NOW): Promise<T> {
  return createEntryStore(db).inTurn(client, { ...AT, now }, work);
}

/** Calls with the same ids, callers and numbers at every client; only their words say whose they are. */
export function day(client: string): readonly JudgedCall[] {
  const miss = (id: string, at: number, more: Partial<CallFact> = {}) =>
    proven(client, call('missed', id, at, { routeLabel: `of ${client}`, ...more }));
  return [
    miss('a', NINE, { callerName: `Andrew of ${client}` }),
    miss('b', NINE + MINUTE, { callerKey: BEA, callerName: `Bea of ${client}` }),
    dialled('c', NINE + HOUR, [ANDREW, '0470104242']),
    miss('d', NINE + 2 * HOUR, { did: '3225550102' }),
  ];
}

/** A judged call whose proof says whose it is. */
export function proven(client: string, fact: CallFact): JudgedCall {
  const one = judged(fact);
  return { ...one, call: { ...one.call, startedAt: fact.at, callerName: `Caller of ${client}` } };
}

/** Our call to a number that may mean each of these. */
export function dialled(id: string, at: number, keys: readonly string[]): JudgedCall {
  return judged(...keys.map((callerKey) => call('attempted', id, at, { callerKey })));
}

/** Something of everything a client can have. */
export async function seed(db: Database, client: string): Promise<void> {
  await createEntryStore(db).inTurn(client, { now: NINE + DAY, zone: 'UTC' }, async (turn) => {
    await turn.set({ recipients: [`a@${client}`], blocked_numbers: ['0499'], retention_days: 5 }, `user of ${client}`);
    await turn.calls(day(client));
    await turn.ask({ type: 'note', entryId: 1, by: ROOT, note: `note of ${client}` });
    await turn.ask({ type: 'claim', entryId: 1, by: ROOT });
    await turn.saveCursor('cel', `cursor of ${client}`);
    await turn.saveWaiting([
      { linkedid: 'w', direction: 'inbound', callerKey: ANDREW, extension: `x ${client}`.slice(0, 40), sinceAt: NINE, lastSeenAt: NINE },
    ]);
    await turn.saveUnreadable([{ source: 'cel', where: 'id 5', why: `broken at ${client}` }]);
    await turn.putOut([{ entryId: 1, kind: `k ${client}`.slice(0, 32), dueAt: NINE }]);
  });
  await saveView(client, db, { name: 'ours', query: `q=${client}`, isShared: true, userId: 'eve', at: NINE });
  await saveHealth(client, db, 'turn', { of: client }, NINE);
  await saveHealth(client, db, 'findings', [{ code: client }], NINE);
  await rememberForgotten(client, db, ['+32477000000'], NINE + 5 * DAY);
  await rememberColleague(client, db, { userId: 'eve', name: `Eve of ${client}`, extension: null, works: true, seenAt: NINE });
  await saveExport(client, db, { at: NINE, userId: `user of ${client}`, format: 'csv', asked: 'list', entries: 2 });
  await seedMessages(client, db);
  await leave(TRACES, db, client);
}

const TRACES = [
  "INSERT INTO smc_notes (client, entry_id, seq, salt, note) VALUES (?, 90, 1, 's', '0470104242')",
  `INSERT INTO smc_proofs (client, call_id, verdict, reason, confidence, because, seen, digest, judged_at)
    VALUES (?, 't', 'missed', 'x', 'proven', '[]', CONCAT('{"of":"', ?, ' 0470104242"}'), 'd', '2026-03-03 00:00:00')`,
  `INSERT INTO smc_unreadable (client, source, found_where, why, seen_count, first_seen_at, last_seen_at)
    VALUES (?, 'cel', '0470104242', '', 1, '2026-03-02 09:00:00', '2026-03-02 09:00:00')`,
  "INSERT INTO smc_health (client, name, value, at) VALUES (?, 't', '\"0470104242\"', '2026-03-02 09:00:00')",
  "INSERT INTO smc_settings (client, name, since_at, value) VALUES (?, 'probe_numbers', '2026-01-01 00:00:00', '[\"0470104242\"]')",
  "INSERT INTO smc_settings (client, name, since_at, value) VALUES (?, 'probe_numbers', '2026-01-02 00:00:00', '[]')",
  "INSERT INTO smc_settings_holds (client, held_at, since_at, user_id) VALUES (?, '2026-03-02 09:00:00', '2026-03-01 00:00:00', 'eve')",
  "UPDATE smart_missed_calls SET cleared_note = IF(id = 2, '0470104242', 'fine') WHERE client = ?",
];
/** And where others have something harmless. */
const TRACES_OF_NEIGHBOURS = [
  "UPDATE smart_missed_calls SET cleared_note = '0470104242' WHERE client = ?",
  'UPDATE smc_health SET value = \'"0470104242"\' WHERE client = ?',
  `INSERT INTO smc_proofs (client, call_id, verdict, reason, confidence, because, seen, digest, judged_at)
    VALUES (?, 'tt', 'missed', 'x', 'proven', '[]', '"0470104242"', 'd', '2026-03-03 00:00:00')`,
];

/** Andrew's number at the same places everywhere, outside what is his. */
async function leave(traces: readonly string[], db: Database, client: string): Promise<void> {
  for (const sql of traces) await db.change(sql, sql.split('?').length > 2 ? [client, client] : [client]);
}

/** The same for a neighbour, and more of it: about the same callers, entries and calls, and everything a little otherwise. */
export async function seedNeighbour(db: Database, client: string): Promise<void> {
  const unsure = (fact: CallFact): JudgedCall => {
    const one = proven(client, fact);
    return { ...one, verdict: { ...one.verdict, confidence: 'unsure' } };
  };
  const first = [call('missed', 'n3', NINE - DAY, { callerKey: STRANGER }), call('missed', 'n1', NINE, { callerKey: BEA })];
  const more = [call('missed', 'n4', NINE + DAY), call('returned', 'n2', NINE + DAY, { callerKey: BEA })];
  const again = day(client).reduce<readonly CallFact[]>((all, { facts }) => all.concat(facts), []);
  const waiting = { direction: 'inbound', extension: null, sinceAt: NINE, lastSeenAt: NINE } as const;
  // Who calls here first is nobody elsewhere, and takes the number another's entry has there.
  await createEntryStore(db).inTurn(client, { now: NINE, zone: 'UTC' }, (turn) => turn.calls(first.map(unsure)));
  await seed(db, client);
  await createEntryStore(db).inTurn(client, { now: NINE + 2 * DAY, zone: 'UTC' }, async (turn) => {
    await turn.calls(again.concat(more).map(unsure));
    await turn.calls([dialled('m', NINE + DAY, [ANDREW, BEA]), dialled('o', NINE + DAY, [ANDREW, BEA, STRANGER, OTTO])]);
    await turn.set({ probe_numbers: ['0470104242'] }, 'root');
    for (const entryId of [1, 2, 3]) await turn.ask({ type: 'note', entryId, by: ROOT, note: `more of ${client}, 0470104242` });
    await turn.set({ claim_minutes: 99, clear_across_dids: true, minimum_ring_seconds: 9 }, `user of ${client}`);
    await turn.saveCursor('cdr', `cdr of ${client}`);
    await turn.saveWaiting([ANDREW, BEA].map((callerKey, n) => ({ ...waiting, callerKey, linkedid: `w${n}` })));
    await turn.saveUnreadable([{ source: 'cdr', where: 'id 6', why: `more broken at ${client}` }]);
    await turn.putOut([{ entryId: 2, kind: 'more', dueAt: NINE }]);
  });
  await saveHealth(client, db, 'landing', { of: client }, NINE);
  await rememberForgotten(client, db, [BEA, ANDREW], NINE - DAY);
  await leave(TRACES_OF_NEIGHBOURS, db, client);
}

/** Everything that is kept of clients, a text a row. What chance made (salts, hashes, keys of erased callers) and running numbers are told apart by nobody. */
export async function rowsOf(db: Database, which: 'of' | 'but', client: string): Promise<readonly string[]> {
  const all: string[] = [];
  for (const table of ourTables().filter((one) => one !== 'smc_schema')) {
    const rows = await db.query(`SELECT * FROM ${table} WHERE client ${which === 'of' ? '=' : '<>'} ?`, [client]);
    for (const row of rows) all.push(plain(`${table} ${JSON.stringify(table === 'smc_outbox' ? { ...row, id: 0 } : row)}`));
  }
  return all.sort();
}

/** A text without what chance made. */
export function plain(text: string): string {
  return text.replace(/[0-9a-f]{16,64}/g, '#');
}
