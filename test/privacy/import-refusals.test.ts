import { expect } from 'chai';
import { createHash } from 'crypto';
import * as fc from 'fast-check';
import type { Database } from '../../service/store/database';
import { importClient } from '../../service/store/import';
import { ourTables } from '../../service/store/our-tables';
import { PlainError } from '../../shared/errors';
import { useShop } from '../store/shop';
import { CLIENT, exported, opening, seedEverything } from './everything';

async function rowsOf(of: Database, client: string): Promise<unknown> {
  const all: Record<string, unknown> = {};
  for (const table of ourTables().filter((one) => one !== 'smc_schema')) {
    const rows = (await of.query(`SELECT * FROM ${table} WHERE client = ?`, [client])).map((row) => JSON.stringify(row));
    all[table] = rows.sort();
  }
  return all;
}

/** A file somebody changed and gave a checksum that fits. */
function sealed(all: readonly string[]): string[] {
  const body = all.slice(0, -1);
  return body.concat(
    JSON.stringify({
      sha256: createHash('sha256')
        .update(body.map((line) => `${line}\n`).join(''))
        .digest('hex'),
    }),
  );
}

describe('Importing refuses', () => {
  const shop = useShop();
  let lines: string[];
  let db: Database;
  let other: Database;

  beforeEach(async () => {
    db = await shop.migrated();
    await seedEverything(db);
    lines = await exported(db);
    other = await shop.migrated();
  });

  async function refusal(of: readonly string[], into: Database = other, client = CLIENT): Promise<string> {
    const before = await rowsOf(into, client);
    const error = await importClient(client, into, 'UTC', opening(of)).then(
      () => null,
      (failure: Error) => failure,
    );
    expect(await rowsOf(into, client), 'something was imported all the same').to.deep.equal(before);
    expect(error).to.be.instanceOf(PlainError);
    return (error as PlainError).code;
  }

  it('a client of whom something is kept', async () => {
    expect(await refusal(lines, db)).to.equal('import_not_empty');
    await importClient(CLIENT, other, 'UTC', opening(lines));
    expect(await refusal(lines, other)).to.equal('import_not_empty');
  });

  it('the data of another client: its audit is sealed with the name', async () => {
    expect(await refusal(lines, other, 'another')).to.equal('import_other_client');
  });

  for (const [what, code, change] of [
    ['a file without an end', 'import_broken', (all: string[]) => all.slice(0, -1)],
    ['half a file', 'import_broken', (all: string[]) => all.slice(0, 50)],
    ['a file that ends within a line', 'import_broken', (all: string[]) => all.slice(0, 50).concat((all[50] as string).slice(0, 20))],
    ['a file that lacks a line', 'import_broken', (all: string[]) => all.slice(0, 20).concat(all.slice(21))],
    ['a file with a line twice', 'import_broken', (all: string[]) => all.slice(0, 20).concat(all.slice(19))],
    [
      'a file with two lines swapped',
      'import_broken',
      (all: string[]) => [...all.slice(0, 20), all[21] as string, all[20] as string, ...all.slice(22)],
    ],
    [
      'a file with one letter changed',
      'import_broken',
      (all: string[]) => all.map((line, n) => (n === 30 ? line.replace('"client', '"klient').replace(/\d/, '7') : line)),
    ],
    ['something after the end', 'import_broken', (all: string[]) => all.concat(all[5] as string)],
    ['an empty file', 'import_unknown', () => []],
    ['a file of something else', 'import_unknown', () => ['{"name":"smartmissedcalls"}']],
    ['a picture', 'import_unknown', () => ['\u0089PNG\r', '\u001a']],
    [
      'a file of a newer format',
      'import_newer',
      (all: string[]) => [(all[0] as string).replace('"version":1', '"version":2'), ...all.slice(1)],
    ],
    [
      'a file of a newer schema',
      'import_newer',
      (all: string[]) => [(all[0] as string).replace(/"schema":\d+/, '"schema":999'), ...all.slice(1)],
    ],
  ] as const) {
    it(what, async () => {
      expect(await refusal(change(lines))).to.equal(code);
    });
  }

  it('an audit that was changed, though the checksum was made to fit', async () => {
    const forged = sealed(lines.map((line) => line.replace('"actor_user_id":"alice"', '"actor_user_id":"bob"')));
    expect(await refusal(forged)).to.equal('import_audit');
  });

  for (const [what, change] of [
    ['of a table that is none of ours', (row: string) => row.replace('smc_contacts', 'mysql')],
    ['of a table that is not exported', (row: string) => row.replace('smc_contacts', 'smc_clients')],
    ['with a column nobody knows', (row: string) => row.replace('"caller_number"', '"caller_nose"')],
    ['with a column that is no name', (row: string) => row.replace('"caller_number"', '"caller_number) VALUES (1) -- "')],
    ['that names its client itself', (row: string) => row.replace('"caller_number"', '"client"')],
    ['with a time that is none', (row: string) => row.replace(/"seen_at":"[^"]*"/, '"seen_at":"yesterday"')],
    ['with an object for a text', (row: string) => row.replace(/"caller_name":"[^"]*"/, '"caller_name":{}')],
    ['without what it must have', (row: string) => row.replace(/"seen_at":"[^"]*"/, '"seen_at":null')],
  ] as const) {
    it(`a row ${what}, though the checksum was made to fit`, async () => {
      const at = lines.findIndex((line) => line.indexOf('["smc_contacts"') === 0);
      const changed = change(lines[at] as string);
      expect(changed).to.not.equal(lines[at]);
      expect(await refusal(sealed([...lines.slice(0, at), changed, ...lines.slice(at + 1)]))).to.equal('import_broken');
    });
  }

  it('any file in which any one character differs', async () => {
    const text = lines.join('\n');
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom('0', '"', 'x', '\n', ' '), async (at, put) => {
        if (text[at] === put) return;
        expect(await refusal((text.slice(0, at) + put + text.slice(at + 1)).split('\n'))).to.match(/^import_/);
      }),
      { numRuns: 40 },
    );
  });
});
