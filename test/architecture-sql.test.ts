import { expect } from 'chai';
import * as fs from 'fs';
import * as path from 'path';
import { ATTEMPT_COLUMNS } from '../service/store/attempt-columns';
import { COLLEAGUE_COLUMNS } from '../service/store/colleagues';
import { ENTRY_COLUMNS } from '../service/store/entry-columns';
import { MIGRATIONS } from '../service/store/migrations';
import { readSource } from './support/source';
import { isStatement, unboundTables } from './support/sql';

/** Statements that name no client in their text, by how they begin, and why they may. */
const MAY: Readonly<Record<string, string>> = {
  'INSERT INTO ${table} (${names.join': "upsert: the client is the first of its callers' columns, see below",
  'INSERT INTO ${into} (${names}': 'import: the names begin with the client',
};

/** Tables whose rows are found by more than their client, and why. */
const OTHER_KEYS: Readonly<Record<string, string>> = {
  smc_outbox: 'claimed by its number, which no two clients share; every statement names the client all the same',
};

const ROOT = path.join(__dirname, '..');

function filesBelow(folder: string): string[] {
  return fs.readdirSync(path.join(ROOT, folder)).reduce<string[]>((all, name) => {
    const file = `${folder}/${name}`;
    if (fs.statSync(path.join(ROOT, file)).isDirectory()) return all.concat(filesBelow(file));
    return /\.ts$/.test(name) ? all.concat(file) : all;
  }, []);
}

/** Every SQL text on our tables: outside the store a table put in is one of the PBX's. */
const statements = filesBelow('service').reduce<{ readonly file: string; readonly sql: string }[]>((all, file) => {
  const texts = readSource(file, fs.readFileSync(path.join(ROOT, file), 'utf8')).strings.map(({ text }) => text);
  const inStore = /^service\/store\//.test(file);
  const own = texts.filter((text) => isStatement(text) && (inStore || /smart_missed_calls|smc_/.test(text)));
  return all.concat(own.map((sql) => ({ file, sql })));
}, []);

describe('Every statement on our tables', () => {
  it('is found', () => {
    expect(statements.length).to.be.greaterThan(60);
  });

  it('holds every table it speaks of to one client', () => {
    const faults = statements
      .filter(({ sql }) => !Object.keys(MAY).some((beginning) => sql.trim().indexOf(beginning) === 0))
      .map(({ file, sql }) => ({ file, tables: unboundTables(sql), sql: sql.trim().slice(0, 100) }))
      .filter(({ tables }) => tables.length > 0);
    expect(faults).to.deep.equal([]);
  });

  it('is one of the exceptions only where that exception is still needed', () => {
    for (const beginning of Object.keys(MAY)) {
      const found = statements.filter(({ sql }) => sql.trim().indexOf(beginning) === 0);
      expect(found, beginning).to.have.length(1);
      expect(unboundTables((found[0] as { sql: string }).sql), beginning).to.not.deep.equal([]);
    }
  });

  it('writes the client where columns are a list', () => {
    const lists = [ENTRY_COLUMNS, ATTEMPT_COLUMNS, COLLEAGUE_COLUMNS];
    expect(lists.map(([first]) => first?.column)).to.deep.equal(['client', 'client', 'client']);
    const calls = statements
      .map(({ file }) => file)
      .concat(filesBelow('service'))
      .map((file) => fs.readFileSync(path.join(ROOT, file), 'utf8'));
    const columns = calls.join('\n').match(/\bupsert\(\w+, '\w+', (\w+)/g) || [];
    expect(new Set(columns.map((text) => text.replace(/.* /, '')))).to.deep.equal(
      new Set(['ENTRY_COLUMNS', 'ATTEMPT_COLUMNS', 'COLLEAGUE_COLUMNS']),
    );
  });
});

describe('Every table of ours', () => {
  for (const { name, sql } of MIGRATIONS.filter((migration) => /CREATE TABLE/.test(migration.sql))) {
    it(`begins its keys with the client: ${name}`, () => {
      const table = String((/TABLE IF NOT EXISTS (\w+)/.exec(sql) || [])[1]);
      const primary = (/PRIMARY KEY \(([^)]+)\)/.exec(sql) || [])[1];
      if (table in OTHER_KEYS) expect(primary).to.equal('id');
      else expect(primary).to.match(/^client(,|$)/);
      for (const key of sql.match(/^ {2}(?:UNIQUE )?KEY \w+ \(\w+/gm) || []) expect(key).to.match(/\(client$/);
      expect(sql).to.match(/^ {2}client VARCHAR\(64\) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,$/m);
    });
  }
});

describe('The check of statements', () => {
  for (const [sql, tables] of [
    ['SELECT * FROM smart_missed_calls', ['smart_missed_calls']],
    ['SELECT client FROM smc_clients ORDER BY client', ['smc_clients']],
    ['SELECT * FROM smc_notes WHERE entry_id = ?', ['smc_notes']],
    ['SELECT * FROM smc_notes WHERE client <> ?', ['smc_notes']],
    ['UPDATE smc_waiting SET caller_key = NULL WHERE linkedid = ?', ['smc_waiting']],
    ['DELETE FROM smc_proofs WHERE call_id IN (?)', ['smc_proofs']],
    ['INSERT INTO smc_notes (entry_id, seq) VALUES (?, ?)', ['smc_notes']],
    ['REPLACE INTO smc_cursors (source, client) VALUES (?, ?)', ['smc_cursors']],
    ['SELECT * FROM smc_attempts a JOIN smc_proofs p ON p.call_id = a.call_id WHERE a.client = ?', ['smc_proofs']],
    ['SELECT * FROM smc_attempts a JOIN smc_proofs p ON p.client = a.client', ['smc_attempts', 'smc_proofs']],
    ['SELECT a FROM smc_attempts WHERE client = ? UNION SELECT a FROM smc_contacts', ['smc_contacts']],
    ['SELECT 1 FROM smc_proofs WHERE client = ? AND EXISTS (SELECT 1 FROM smart_missed_calls e WHERE e.id = 1)', ['smart_missed_calls']],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as a source reads
    ['SELECT * FROM ${table} ORDER BY id', ['${table}']],
  ] as const) {
    it(`sees the fault in ${sql}`, () => {
      expect(isStatement(sql)).to.equal(true);
      expect(unboundTables(sql)).to.deep.equal(tables);
    });
  }

  for (const sql of [
    'SELECT * FROM smart_missed_calls WHERE client = ? AND id = ?',
    'SELECT * FROM smc_attempts a LEFT JOIN smc_proofs AS p ON p.client = a.client AND p.call_id = a.call_id WHERE a.client = ?',
    'INSERT IGNORE INTO smc_clients (client) VALUES (?)',
    'UPDATE smc_clients SET audit_no = ? WHERE client = ?',
    'DELETE FROM smc_proofs WHERE client = ? AND NOT EXISTS (SELECT 1 FROM smc_attempts a WHERE a.client = smc_proofs.client)',
    'SELECT MAX(number) AS number FROM smc_schema',
  ]) {
    it(`sees none in ${sql}`, () => {
      expect(unboundTables(sql)).to.deep.equal([]);
    });
  }

  it('takes no other text for a statement', () => {
    for (const text of ['Select a caller FROM the list', 'the outbox (smc_outbox) is full', 'UPDATE your browser'])
      expect(isStatement(text), text).to.equal(false);
  });
});
