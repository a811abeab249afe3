import { expect } from 'chai';
import * as fs from 'fs';
import * as path from 'path';
import { type Ban, banFaults, docstringFaults, type ImportLaw, importFaults, lengthFaults, type PackageLaw } from './support/law';
import { readSource, type Source } from './support/source';

// ---------------------------------------------------------------------------------------------------------------
// The law. Changing a line is a design decision: say why in the commit, and keep docs/DESIGN.md true.

/** Folders that compute and do nothing else: no clock, no waiting, nothing of Node. */
const PURE = ['shared', 'service/calls', 'service/verdict', 'service/entries'];

/** Who may import whom. The first line that fits a file holds. */
const IMPORTS: readonly ImportLaw[] = [
  { area: 'shared', mayImport: ['shared'], builtins: [] },
  { area: 'service/calls', mayImport: ['shared', 'service/calls'], builtins: [] },
  { area: 'service/verdict', mayImport: ['shared', 'service/verdict'], builtins: [] },
  { area: 'service/entries', mayImport: ['shared', 'service/entries'], builtins: [] },
  {
    area: 'service/sources',
    mayImport: ['shared', 'service/sources', 'service/contracts'],
    mayImportTypesOf: ['service/clock', 'service/log'],
    builtins: ['fs', 'zlib', 'readline', 'crypto', 'path'],
  },
  {
    area: 'service/store',
    mayImport: ['shared', 'service/store', 'service/entries'],
    mayImportTypesOf: ['service/clock', 'service/log'],
    builtins: ['crypto'],
  },
  {
    // What could make the list wrong: it looks at the PBX, at our tables and at files, and says what to do.
    area: 'service/doctor',
    mayImport: ['shared', 'service/doctor', 'service/sources', 'service/store'],
    mayImportTypesOf: ['service/clock', 'service/log'],
    builtins: ['fs', 'path', 'child_process'],
  },
  {
    area: 'service/notify',
    mayImport: [
      'shared',
      'service/notify',
      'service/entries',
      'service/store',
      'service/render',
      // A mail says what a page says, with the same words: these compute a caller, a place, a reason and a time from what they are given.
      'service/web/names',
      'service/web/reason-text',
      'service/web/time-text',
      'service/web/view-caller',
      'service/web/view-row',
    ],
    mayImportTypesOf: ['service/clock', 'service/log'],
    builtins: ['crypto', 'dns', 'http', 'https', 'net', 'tls', 'url'],
  },
  {
    area: 'service/web',
    // The timeline is the one part of calls a page shows as it is.
    mayImport: [
      'shared',
      'service/web',
      'service/entries',
      'service/store',
      'service/render',
      'service/contracts',
      'service/contracts',
      'service/calls/timeline',
    ],
    mayImportTypesOf: ['service/clock', 'service/log'],
    builtins: ['crypto', 'fs', 'http', 'net', 'path'],
  },
  {
    area: 'service/host',
    mayImport: ['shared', 'service/host', 'service/contracts'],
    mayImportTypesOf: ['service/sources', 'service/clock', 'service/log'],
    builtins: 'any',
  },
  { area: 'service/render.ts', mayImport: [], builtins: ['fs', 'path'] },
  {
    area: 'service/config.ts',
    mayImport: ['shared', 'service/contracts'],
    mayImportTypesOf: ['service/store/database'],
    builtins: ['fs', 'path', 'os'],
  },
  { area: 'service/contracts.ts', mayImport: ['shared'], builtins: [] },
  // The composition root: the files that put the parts together.
  { area: 'service/cli', mayImport: ['shared', 'service'], builtins: 'any' },
  { area: 'service/*.ts', mayImport: ['shared', 'service'], builtins: 'any' },
];

/** Each package has one home. */
const PACKAGES: PackageLaw = {
  'libphonenumber-js': ['shared/phone*'],
  'asterisk-manager': ['service/sources/ami.ts'],
  mysql2: ['service/store/database.ts'],
  nodemailer: ['service/notify'],
  'node-cron': ['service/notify', 'service/*.ts'],
  express: ['service/web'],
  fflate: ['service/web/xlsx.ts'],
  ejs: ['service/render.ts'],
  ajv: ['service/config.ts', 'service/contracts.ts'],
  commander: ['service/cli'],
};

const OURS = ['service', 'shared'];

/** What may not be written, where. */
const BANS: readonly Ban[] = [
  {
    what: 'async or await',
    why: 'pure code never waits',
    pattern: /\b(?:async|await)\b/,
    within: 'code',
    areas: PURE,
    except: [],
  },
  {
    what: 'a timer',
    why: 'pure code never waits',
    pattern: /\bset(?:Timeout|Interval|Immediate)\b/,
    within: 'code',
    areas: PURE,
    except: [],
  },
  {
    what: 'process',
    why: 'pure code knows nothing of the machine it runs on',
    pattern: /(?<!\.)\bprocess\b/,
    within: 'code',
    areas: PURE,
    except: [],
  },
  {
    what: 'a look at the clock',
    why: 'the time is an argument; service/clock.ts alone asks for it',
    pattern: /\bDate\.now\b|\bnew\s+Date\b(?!\s*\(\s*[^\s)])|(?<!new\s+)\bDate\s*\(|\bperformance\.now\b|\bprocess\.hrtime\b/,
    within: 'code',
    areas: OURS,
    except: ['service/clock.ts'],
  },
  {
    what: 'process.env',
    why: 'service/config.ts alone reads the environment',
    pattern: /\bprocess\s*(?:\.\s*env\b|\[)/,
    within: 'code',
    areas: OURS,
    except: ['service/config.ts'],
  },
  {
    what: 'SQL',
    why: 'statements stand in service/sources and service/store',
    pattern:
      /\bSELECT\b[\s\S]*\bFROM\b|\b(?:INSERT(?:\s+IGNORE)?|REPLACE)\s+INTO\b|\bUPDATE\s+\S+\s+SET\b|\bDELETE\s+FROM\b|\b(?:CREATE|ALTER|DROP)\s+TABLE\b/,
    within: 'strings',
    areas: OURS,
    except: ['service/sources', 'service/store'],
  },
  {
    what: 'a default export',
    why: 'a thing has one name everywhere',
    pattern: /\bexport\s+default\b|\bas\s+default\b|\bexport\s*=/,
    within: 'code',
    areas: [...OURS, 'test'],
    except: [],
  },
  {
    what: 'a regex Node 8 cannot read',
    why: 'look-behind, named groups, \\p{} and the flags s, d and v came later, and the build does not lower them',
    pattern: /\(\?<|\\[pP]\{|\/[a-z]*[sdv][a-z]*$/,
    within: 'regexes',
    areas: OURS,
    except: [],
  },
  {
    what: 'English for every reader',
    why: 'a page says things with sayIn(language), in the language of its reader',
    pattern: /\bimport\s*\{[^}]*\bsay\b/,
    within: 'code',
    areas: ['service/web'],
    except: [],
  },
  {
    what: 'a BigInt',
    why: 'Node 8 has none, and the build does not lower it',
    pattern: /\b\d+n\b/,
    within: 'code',
    areas: OURS,
    except: [],
  },
  {
    what: '<%- of something else than include',
    why: 'it prints without escaping, and callers choose their own names',
    pattern: /<%-(?!\s*include\s*\()/,
    within: 'text',
    areas: ['views'],
    except: [],
  },
  {
    what: '.only or .skip',
    why: 'a test that does not run proves nothing',
    pattern: /\b(?:describe|it|context|specify|suite|test)\s*\.\s*(?:only|skip)\b|\b(?:xit|xdescribe|xcontext|xspecify)\b/,
    within: 'code',
    areas: ['test'],
    except: [],
  },
];

/** A file longer than this holds more than one concept. */
const MAXIMUM_LINES = 200;

// ---------------------------------------------------------------------------------------------------------------

const ROOT = path.join(__dirname, '..');

function filesBelow(folder: string, ending: RegExp): Source[] {
  if (!fs.existsSync(path.join(ROOT, folder))) return [];
  const found: Source[] = [];
  for (const name of fs.readdirSync(path.join(ROOT, folder)).sort()) {
    const file = `${folder}/${name}`;
    if (fs.statSync(path.join(ROOT, file)).isDirectory()) found.push(...filesBelow(file, ending));
    else if (ending.test(name)) found.push(readSource(file, fs.readFileSync(path.join(ROOT, file), 'utf8')));
  }
  return found;
}

function faultsOf(sources: readonly Source[], find: (source: Source) => string[]): string[] {
  return sources.reduce<string[]>((faults, source) => faults.concat(find(source)), []);
}

const imports = (source: Source): string[] => importFaults(source, IMPORTS, PACKAGES);
const length = (source: Source): string[] => lengthFaults(source, MAXIMUM_LINES);

describe('The architecture', () => {
  const product = OURS.reduce<Source[]>((files, folder) => files.concat(filesBelow(folder, /\.ts$/)), []);
  const everything = product.concat(filesBelow('test', /\.ts$/), filesBelow('views', /\.ejs$/));

  it('finds the product', () => {
    expect(product).to.have.length.above(20);
  });

  it('lets every file import only what the law allows', () => {
    expect(faultsOf(product, imports)).to.deep.equal([]);
  });

  for (const ban of BANS) {
    it(`has no place with ${ban.what} where it may not be`, () => {
      expect(faultsOf(everything, (source) => banFaults(source, ban))).to.deep.equal([]);
    });
  }

  it(`keeps every file within ${MAXIMUM_LINES} lines`, () => {
    expect(faultsOf(product, length)).to.deep.equal([]);
  });

  it('has no barrels', () => {
    expect(everything.map((source) => source.path).filter((file) => /\/index\.ts$/.test(file))).to.deep.equal([]);
  });

  it('says above every exported function what it does', () => {
    expect(faultsOf(product, docstringFaults)).to.deep.equal([]);
  });
});

describe('The check of the architecture', () => {
  const bans = (source: Source): string[] => BANS.reduce<string[]>((faults, ban) => faults.concat(banFaults(source, ban)), []);

  /** One fault each: where the snippet would stand, the snippet, and what is said of it. */
  const wrong: readonly [string, string, (source: Source) => string[], string][] = [
    ['service/verdict/judge.ts', "import { legs } from '../calls/legs';", imports, 'imports service/calls/legs'],
    ['service/verdict/judge.ts', "import type { Leg } from '../calls/legs';", imports, 'imports service/calls/legs'],
    ['service/verdict/judge.ts', "\n\nexport { legs } from '../calls/legs';", imports, 'judge.ts:3 imports service/calls/legs'],
    ['service/verdict/judge.ts', "type Leg = import('../calls/legs').Leg;", imports, 'imports service/calls/legs'],
    ['service/verdict/judge.ts', "const { legs } = require('../calls/legs');", imports, 'imports service/calls/legs'],
    ['service/verdict/judge.ts', "import '../calls/legs';", imports, 'imports service/calls/legs'],
    ['service/calls/legs.ts', "import {\n  readFileSync, // why not\n} from 'fs';", imports, "imports Node's fs"],
    ['service/calls/legs.ts', "import * as fs from 'node:fs';", imports, "imports Node's fs"],
    ['service/store/entries.ts', 'const all = require(`./${name}`);', imports, 'not a plain string'],
    ['service/store/entries.ts', "import { createPool } from 'mysql2/promise';", imports, 'only service/store/database.ts may'],
    ['service/store/entries.ts', "import chalk from 'chalk';", imports, 'chalk, which the law does not know'],
    ['service/host/freepbx.ts', "import { cdr } from '../sources/cdr';", imports, 'imports service/sources/cdr'],
    ['shared/words.ts', "import parse from 'libphonenumber-js';", imports, 'only shared/phone* may'],
    ['service/new/thing.ts', '', imports, 'in no area of the law'],
    ['service/entries/decide.ts', 'export async function decide() {}', bans, 'async or await'],
    ['service/entries/decide.ts', 'setTimeout(decide, 1000);', bans, 'a timer'],
    ['service/entries/decide.ts', 'const host = process.title;', bans, 'has process'],
    ['service/store/entries.ts', 'const now = new Date();', bans, 'a look at the clock'],
    ['service/store/entries.ts', 'const now = Date.now();', bans, 'a look at the clock'],
    ['service/store/entries.ts', 'const now = new Date;', bans, 'a look at the clock'],
    ['service/web/app.ts', 'const secret = process.env.SECRET;', bans, 'process.env'],
    ['service/web/app.ts', 'const rows = query(`SELECT * FROM ${table}`);', bans, 'has SQL'],
    ['service/web/app.ts', "const sql = 'DELETE FROM smart_missed_calls';", bans, 'has SQL'],
    ['service/web/app.ts', 'export default function app() {}', bans, 'a default export'],
    ['service/web/app.ts', 'const year = /(?<year>\\d+)/;', bans, 'a regex Node 8 cannot read'],
    ['service/web/app.ts', "if (/a.b/s.test(name)) { log('/'); }", bans, 'a regex Node 8 cannot read'],
    ['service/web/app.ts', 'const big = 10n;', bans, 'a BigInt'],
    ['views/list.ejs', '<p><%- v.name %></p>', bans, '<%-'],
    ['test/web/app.test.ts', "it.only('is alone', () => {});", bans, '.only or .skip'],
    ['shared/long.ts', 'const line = 1;\n'.repeat(MAXIMUM_LINES + 1), length, 'has 201 lines'],
    ['shared/words.ts', 'export function bare() {}', docstringFaults, 'exports bare without'],
    [
      'shared/words.ts',
      '/** Not next to it. */\nconst a = 1;\nexport const bare = (a: number) => a;',
      docstringFaults,
      'exports bare without',
    ],
    ['shared/words.ts', '/* Not for readers. */\nexport async function bare() {}', docstringFaults, 'exports bare without'],
    ['shared/words.ts', 'export const bare: (n: number) => number = (n) => n;', docstringFaults, 'exports bare without'],
  ];
  for (const [file, text, find, says] of wrong) {
    it(`finds a fault in ${file}: ${text.split('\n').slice(0, 3).join('⏎')}`, () => {
      const faults = find(readSource(file, text));
      expect(faults).to.have.lengthOf(1);
      expect(faults[0]).to.contain(says);
    });
  }

  /** Nothing to complain of, though it looks like it. */
  const right: readonly [string, string][] = [
    [
      'service/verdict/judge.ts',
      "/** Import. */\nexport function a() {}\n// import { x } from '../calls/legs';\nconst text = \"import 'fs'\";",
    ],
    ['service/host/freepbx.ts', "import type { Cdr } from '../sources/cdr';\nimport { type Cel } from '../sources/cel';"],
    ['shared/phone/parse.ts', "import { parse } from 'libphonenumber-js/max';\nimport plan from '../plan.json';"],
    ['shared/phone.ts', "import { parse } from 'libphonenumber-js/max';"],
    ['service/turn.ts', "import { judge } from './verdict/judge';\nimport * as cron from 'node-cron';"],
    ['service/clock.ts', 'const now = Date.now();'],
    ['service/entries/decide.ts', 'const day = new Date(at * 1000); // not new Date()\nconst text = "await process.env";'],
    ['service/entries/decide.ts', 'const half = whole / 2; const text = `a ${b / c} async ${`inner ${d} await`} / `; const re = /["\'`]/;'],
    ['service/store/entries.ts', "const sql = 'SELECT 1 FROM dual';"],
    ['service/web/app.ts', "const text = 'Select a number FROM the list'; const other = 'please UPDATE it';"],
    ['service/web/app.ts', 'const quiet = /a(?:b|c)(?=d)[/]/gi;'],
    [
      'shared/words.ts',
      '/** Says a. */\nexport const a = (n: number): number => n;\nexport const LIST = [1, 2].map((n) => n);\nexport const SUM = (1 + 2) * 3;',
    ],
    ['shared/words.ts', '/** One. */\nexport function a(n: number): void;\nexport function a(n: string): void;'],
    ['views/list.ejs', "<%- include('partials/head') %><%= v.name %>"],
    ['test/web/app.test.ts', 'const snippet = "it.only";'],
  ];
  for (const [file, text] of right) {
    it(`finds nothing in ${file}: ${text.split('\n').slice(0, 2).join('⏎')}`, () => {
      const source = readSource(file, text);
      const inProduct = /^(service|shared)\//.test(file);
      expect(bans(source).concat(inProduct ? [...imports(source), ...docstringFaults(source)] : [])).to.deep.equal([]);
    });
  }
});
