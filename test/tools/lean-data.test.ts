import { expect } from 'chai';
import metadata from 'libphonenumber-js/metadata.max.json';
import * as path from 'path';
import { Script } from 'vm';

const { leanModule } = require('../../tools/lean-data.cjs') as { leanModule(file: string): string | undefined };

/** What a module of the bundle exports in place of the package's own. */
function exportsOf(name: string): Record<string, unknown> {
  const file = path.join(__dirname, '../../node_modules', name);
  const text = leanModule(file);
  if (text === undefined) throw new Error(`${name} is taken as it is`);
  const module = { exports: {} as Record<string, unknown> };
  new Script(`(function (module) {${text}\n})`).runInThisContext()(module);
  return module.exports;
}

describe('The tables that the bundle carries in place of larger ones', () => {
  it('hold the rules of every country’s numbers, to the letter, each read when it is asked for', () => {
    const lean = exportsOf('libphonenumber-js/metadata.max.json') as unknown as typeof metadata;
    expect(Object.keys(lean.countries)).to.deep.equal(Object.keys(metadata.countries));
    const isRead = (country: string) => Object.getOwnPropertyDescriptor(lean.countries, country)?.get === undefined;
    expect(Object.keys(lean.countries).filter(isRead)).to.deep.equal([]);
    expect(lean.countries.BE).to.equal(lean.countries.BE);
    expect(Object.keys(lean.countries).filter(isRead)).to.deep.equal(['BE']);
    expect(JSON.parse(JSON.stringify(lean))).to.deep.equal(JSON.parse(JSON.stringify(metadata)));
  });

  it('know the kinds of every file we serve', () => {
    const types = exportsOf('mime-db/db.json') as Record<string, { extensions?: string[] }>;
    const all = require('mime-db') as typeof types;
    const kinds = [
      'text/html',
      'text/css',
      'application/javascript',
      'application/json',
      'image/svg+xml',
      'text/csv',
      'application/x-www-form-urlencoded',
    ];
    for (const kind of kinds) {
      expect(types[kind], kind).to.deep.equal(all[kind]);
    }
    const sent = exportsOf('mime/types.json');
    expect(sent['text/html']).to.include('html');
    expect(sent['image/svg+xml']).to.include('svg');
  });

  it('name every error MariaDB shares with us by its number and its name', () => {
    const errors = exportsOf('mysql2/lib/constants/errors.js');
    expect(errors[1146]).to.equal('ER_NO_SUCH_TABLE');
    expect(errors[1045]).to.equal('ER_ACCESS_DENIED_ERROR');
    expect(errors[1969]).to.equal(require(path.join(__dirname, '../../node_modules/mysql2/lib/constants/errors.js'))[1969]);
    expect(errors.ER_LOCK_DEADLOCK).to.equal(1213);
  });

  it('are no code: a module of any other name is taken as it is', () => {
    for (const file of ['mysql2/lib/connection.js', 'iconv-lite/lib/index.js', 'express/lib/express.js']) {
      expect(leanModule(path.join(__dirname, '../../node_modules', file)), file).to.equal(undefined);
    }
  });
});
