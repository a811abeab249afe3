import { expect } from 'chai';
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..');
const TSC = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

interface Lock {
  packages: { [folder: string]: { resolved?: string; version?: string; optionalDependencies?: object } };
}

function readJson(file: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8'));
}

/** What the compiler says of a snippet under the project's own options; empty when it is content. */
function compile(snippet: string): string {
  fs.mkdirSync(path.join(ROOT, '.cache'), { recursive: true });
  // Inside the project, so that the compiler finds the same types.
  const folder = fs.mkdtempSync(path.join(ROOT, '.cache', 'toolchain-'));
  const files = { 'snippet.ts': snippet, 'tsconfig.json': JSON.stringify({ extends: '../../tsconfig.json', include: ['snippet.ts'] }) };
  try {
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
    return spawnSync(process.execPath, [TSC, '--project', folder, '--pretty', 'false'], { encoding: 'utf8' }).stdout;
  } finally {
    for (const name of Object.keys(files)) fs.unlinkSync(path.join(folder, name));
    fs.rmdirSync(folder);
  }
}

describe('The compiler stands in for the oldest Node a PBX has', function () {
  this.timeout(30_000);

  it('is content with what Node 8 knows', () => {
    expect(
      compile("import { readFileSync } from 'fs';\nexport const a = Object.entries({ b: readFileSync.name }).map(([k]) => k.padStart(2));"),
    ).to.equal('');
  });

  const tooNew: readonly [string, string][] = [
    ['[[1]].flat()', 'flat'],
    ['Object.fromEntries([])', 'fromEntries'],
    ['Promise.allSettled([])', 'allSettled'],
    ["'a'.replaceAll('a', 'b')", 'replaceAll'],
    ['[1].at(-1)', 'at'],
    ['structuredClone({})', 'structuredClone'],
    ["require('crypto') && (import('crypto').then((crypto) => crypto.randomUUID()))", 'randomUUID'],
  ];
  it('refuses every function that came later', () => {
    const said = compile(`export const all = [\n${tooNew.map(([code]) => `  ${code},`).join('\n')}\n];`);
    for (const [code, name] of tooNew) expect(said, code).to.contain(`'${name}'`);
  });

  it('refuses an index that may be out of range, and an override that does not say so', () => {
    expect(compile('export const first: string = ([] as string[])[0];')).to.contain("'undefined' is not assignable");
    expect(compile('class A { a() {} }\nexport class B extends A { a() {} }')).to.contain("'override' modifier");
  });
});

describe('The packages', () => {
  const lock = readJson('package-lock.json') as Lock;
  const manifest = readJson('package.json') as { dependencies: object; devDependencies: object };

  it('are named by the lock file without a registry, so that it installs from any', () => {
    const named = Object.keys(lock.packages).filter(
      (folder) => String((lock.packages[folder] as { resolved?: string }).resolved || '') !== '',
    );
    expect(named).to.deep.equal([]);
  });

  it('are all in the lock file, with the native parts for every platform, or npm ci refuses it', () => {
    const missing: string[] = [];
    for (const folder of Object.keys(lock.packages)) {
      const named = Object.keys((lock.packages[folder] as { optionalDependencies?: object }).optionalDependencies || {});
      missing.push(...named.filter((name) => lock.packages[`node_modules/${name}`] === undefined));
    }
    expect(missing).to.deep.equal([]);
  });

  it('are pinned to one version each, the one in the lock file', () => {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      const locked = lock.packages[`node_modules/${name}`];
      expect(locked?.version, name).to.equal(version);
    }
  });

  it('keep the types of Node at version 10, without a second copy that knows more', () => {
    const copies = Object.keys(lock.packages).filter((folder) => /(^|\/)node_modules\/@types\/node$/.test(folder));
    expect(copies).to.deep.equal(['node_modules/@types/node']);
    expect((lock.packages['node_modules/@types/node'] as { version: string }).version).to.match(/^10\./);
  });
});
