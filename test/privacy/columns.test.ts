import { expect } from 'chai';
import type { Database } from '../../service/store/database';
import { forgetCaller } from '../../service/store/forget';
import { MIGRATIONS } from '../../service/store/migrations';
import { EMPTY_DIRECTORY } from '../../shared/directory';
import { numberPlan } from '../../shared/phone/plan';
import { useShop } from '../store/shop';
import { textsHolding } from './texts';

/** Columns of text that can hold a caller's number or name, each with a value that does. */
const HIS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  smart_missed_calls: {
    caller_key: '+32470104242',
    caller_number: '0470104242',
    caller_name: 'Andrew',
    cleared_note: '0470/10.42.42 said no',
  },
  smc_attempts: { caller_key: '+32470104242', caller_number: '0470104242', caller_name: 'Andrew' },
  smc_contacts: { caller_key: '+32470104242', caller_number: '0470104242', caller_name: 'Andrew' },
  smc_marks: { mark: '470104242' },
  smc_notes: { note: 'Andrew, 0470 10 42 42' },
  smc_proofs: { because: '[{"key":"x","params":{"who":"0470104242"}}]', seen: '{"callerNumber":"0470104242","callerName":"Andrew"}' },
  smc_views: { name: 'Andrew, 0470/10.42.42', query: 'q=0470104242' },
  smc_waiting: { caller_key: '+32470104242' },
  smc_unreadable: { found_where: '1|2|0470104242|Andrew', why: 'It holds 0470104242.' },
  smc_settings: { value: '["0470104242"]' },
  smc_health: { value: '{"where":"1|2|0470104242|Andrew"}' },
  smc_journal: { detail: '400 Andrew 0470104242 is no number' },
};

/** Columns of text that hold nobody outside: ids, codes, hashes, our own people and places. */
const NOBODYS: Readonly<Record<string, readonly string[]>> = {
  smc_clients: ['client', 'audit_hash'],
  smart_missed_calls: [
    ...['client', 'did', 'route_label', 'status', 'last_call_id', 'extensions', 'reason', 'last_attempted_extension', 'claimed_by'],
    ...['cleared_by', 'cleared_call_id', 'cleared_by_extension', 'cleared_by_user_id', 'queues', 'ring_groups', 'trunk'],
  ],
  smart_missed_calls_audit: ['client', 'action', 'actor_type', 'actor_user_id', 'note', 'metadata', 'prev_hash', 'hash'],
  smc_marks: ['client'],
  smc_notes: ['client', 'salt'],
  smc_attempts: ['client', 'call_id', 'kind', 'did', 'route_label', 'reason', 'extensions', 'queues', 'ring_groups', 'trunk'],
  smc_proofs: ['client', 'call_id', 'verdict', 'reason', 'confidence', 'digest'],
  smc_contacts: ['client'],
  smc_cursors: ['client', 'source', 'position'],
  smc_waiting: ['client', 'linkedid', 'direction', 'extension'],
  smc_settings: ['client', 'name', 'user_id'],
  smc_settings_holds: ['client', 'user_id'],
  smc_exports: ['client', 'user_id', 'format', 'asked'],
  smc_outbox: ['client', 'kind'],
  smc_unreadable: ['client', 'source'],
  smc_views: ['client', 'owner', 'saved_by'],
  smc_health: ['client', 'name'],
  smc_colleagues: ['client', 'user_id', 'name', 'extension'],
  smc_deliveries: ['client', 'once_key', 'kind', 'why', 'recipient', 'reader', 'channel', 'address', 'state', 'claimed_by'],
  smc_told: ['client'],
  smc_digests: ['client', 'reader', 'schedule'],
  smc_journal: ['client', 'result', 'user_id'],
  smc_unsubscribed: ['client', 'reader', 'address'],
  smc_forgotten: ['client', 'key_hash', 'ending_hash', 'salt'],
};

/** Values of the columns that need one beside a text about him. */
const REST: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  smart_missed_calls: {
    ...{ id: 1, seq: 1, did: '1', route_label: '', status: 'cleared', missed_count: 1, missed_total: 1, voicemail_count: 0 },
    ...{ first_missed_at: '2026-03-02 09:00:00', last_missed_at: '2026-03-02 09:00:00', ring_seconds: 1, extensions: '', after_hours: 0 },
    ...{ attempted_count: 0, reopened_count: 0 },
  },
  smc_attempts: {
    ...{ call_id: '1.1', kind: 'missed', started_at: '2026-03-02 09:00:00', ended_at: '2026-03-02 09:00:09', did: '1', route_label: '' },
    ...{ extensions: '', talk_seconds: 0, ring_seconds: 9, after_hours: 0, entry_id: 1 },
  },
  smc_contacts: { seen_at: '2026-03-02 09:00:00' },
  smc_marks: { shelf: 1, sort: 1, id: 1 },
  smc_notes: { entry_id: 1, seq: 1, salt: 's' },
  smc_proofs: { call_id: '1.1', verdict: 'missed', reason: 'x', confidence: 'proven', digest: 'd', judged_at: '2026-03-02 09:00:00' },
  smc_waiting: { linkedid: '2.2', direction: 'inbound', since_at: '2026-03-02 09:00:00', last_seen_at: '2026-03-02 09:00:00' },
  smc_views: { id: 1, owner: '', saved_by: 'eve', saved_at: '2026-03-02 09:00:00' },
  smc_unreadable: { source: 'cel', seen_count: 1, first_seen_at: '2026-03-02 09:00:00', last_seen_at: '2026-03-02 09:00:00' },
  smc_settings: { name: 'blocked_numbers', since_at: '2026-03-01 09:00:00' },
  smc_health: { name: 'findings', at: '2026-03-02 09:00:00' },
  smc_journal: { delivery_id: 1, no: 1, at: '2026-03-02 09:00:00', result: 'dead' },
};

describe('What a column can hold of a caller', () => {
  const shop = useShop();
  let db: Database;

  it('is said of every column of text: give a new one a line in HIS, and let forget clean it, or in NOBODYS', () => {
    const columns = new Map<string, string[]>();
    for (const { sql } of MIGRATIONS) {
      const table = (/(?:CREATE TABLE IF NOT EXISTS|ALTER TABLE) (\w+)/.exec(sql) as RegExpExecArray)[1] as string;
      const lines = sql.match(/^ {2}(?:ADD COLUMN )?\w+ (?:VARCHAR|CHAR|\w*TEXT|\w*BLOB)/gm) || [];
      const names = lines.map((line) => line.replace('ADD COLUMN ', '').trim().split(' ')[0] as string);
      const dropped = (sql.match(/^ {2}DROP COLUMN \w+/gm) || []).map((line) => line.replace('  DROP COLUMN ', ''));
      columns.set(
        table,
        (columns.get(table) || []).concat(names).filter((name) => dropped.indexOf(name) < 0),
      );
    }
    for (const [table, names] of Array.from(columns)) {
      const said = Object.keys(HIS[table] || {}).concat(NOBODYS[table] || []);
      expect(said.sort(), table).to.deep.equal(names.sort());
    }
  });

  it('is gone from each of them once he is forgotten', async () => {
    db = await shop.migrated();
    await db.change("INSERT INTO smc_clients (client, next_entry_id) VALUES ('default', 2)");
    for (const table of Object.keys(HIS)) {
      const row = { client: 'default', ...REST[table], ...HIS[table] } as Record<string, string | number>;
      const names = Object.keys(row);
      await db.change(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        names.map((name) => row[name]),
      );
    }
    // What was blocked once; what is blocked now stays with whoever blocks him.
    await db.change(
      "INSERT INTO smc_settings (client, name, since_at, value) VALUES ('default', 'blocked_numbers', '2026-03-03 09:00:00', '[]')",
    );
    const needles = ['470104242', 'Andrew'];
    const held = new Set((await textsHolding(db, needles)).map((text) => text.split(':')[0]));
    const all = Object.keys(HIS).reduce<string[]>(
      (list, table) => list.concat(Object.keys(HIS[table] || {}).map((one) => `${table}.${one}`)),
      [],
    );
    expect(Array.from(held).sort()).to.deep.equal(all.sort());
    const plan = numberPlan({ ...EMPTY_DIRECTORY, country: 'BE' });
    await forgetCaller('default', db, { number: '0470104242', plan, zone: 'UTC', now: Date.UTC(2026, 2, 4) / 1000, userId: 'cli' });
    expect(await textsHolding(db, needles)).to.deep.equal([]);
  });
});
