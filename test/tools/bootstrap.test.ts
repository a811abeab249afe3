import { expect } from 'chai';
import { spawn } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const TOOLS = path.join(__dirname, '..', '..', 'tools');

/** Stands in for npm: writes down that it was called, takes a moment, and "installs". */
const FAKE_NPM = `
  const fs = require('fs');
  fs.appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
  if (fs.existsSync('no-network')) process.exit(1);
  setTimeout(() => { fs.mkdirSync('node_modules', { recursive: true }); }, 300);
`;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A fresh clone of a tiny project whose only tools are ours. */
class Clone {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-clone-'));

  constructor() {
    for (const tool of ['bootstrap.cjs', 'lock.cjs']) this.write(`tools/${tool}`, fs.readFileSync(path.join(TOOLS, tool), 'utf8'));
    this.write('fake/npm-cli.js', FAKE_NPM);
    this.write('test/support/register.cjs', "require.extensions['.ts'] = require.extensions['.js'];");
    this.write('script.cjs', "console.log('ran', process.argv.slice(2).join(' ')); process.exit(Number(process.argv[2] || 0));");
    this.lock('1.0.0');
  }

  write(file: string, text: string): void {
    const full = path.join(this.folder, file);
    if (!fs.existsSync(path.dirname(full))) this.makeFolder(path.dirname(file));
    fs.writeFileSync(full, text);
  }

  makeFolder(name: string): void {
    const parent = path.dirname(name);
    if (parent !== '.' && !fs.existsSync(path.join(this.folder, parent))) this.makeFolder(parent);
    fs.mkdirSync(path.join(this.folder, name));
  }

  lock(version: string, installed?: string): void {
    const packages = (of: string) => JSON.stringify({ packages: { 'node_modules/a': { version: of } } });
    this.write('package-lock.json', packages(version));
    if (installed !== undefined) this.write('node_modules/.package-lock.json', packages(installed));
  }

  npmCalls(): number {
    const file = path.join(this.folder, 'npm-calls');
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n').length : 0;
  }

  bootstrap(args: readonly string[], options: { node?: readonly string[]; onOutput?: (kill: () => void) => void } = {}): Promise<Ended> {
    const child = spawn(process.execPath, [...(options.node || []), path.join(this.folder, 'tools', 'bootstrap.cjs'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CI: 'true', npm_execpath: path.join(this.folder, 'fake', 'npm-cli.js') },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (text) => {
      stdout += text;
      if (options.onOutput) options.onOutput(() => child.kill('SIGTERM'));
    });
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
  }
}

describe('The bootstrap', function () {
  this.timeout(30_000);
  let clone: Clone;

  beforeEach(() => {
    clone = new Clone();
  });

  it('installs on a fresh clone, says so, and then runs the script', async () => {
    const { code, stdout, stderr } = await clone.bootstrap(['script.cjs']);
    expect(stderr).to.contain('Installing');
    expect(stdout).to.contain('ran');
    expect(code).to.equal(0);
  });

  it('installs once, and again when the lock file has changed', async () => {
    await clone.bootstrap(['script.cjs']);
    await clone.bootstrap(['script.cjs']);
    expect(clone.npmCalls()).to.equal(1);
    clone.lock('1.0.1');
    await clone.bootstrap(['script.cjs']);
    expect(clone.npmCalls()).to.equal(2);
  });

  it('leaves an installation made by hand alone when it is what the lock file names', async () => {
    clone.lock('1.0.0', '1.0.0');
    await clone.bootstrap(['script.cjs']);
    expect(clone.npmCalls()).to.equal(0);
  });

  it('replaces an installation made by hand when it is another', async () => {
    clone.lock('1.0.1', '1.0.0');
    await clone.bootstrap(['script.cjs']);
    expect(clone.npmCalls()).to.equal(1);
  });

  it('installs once when two commands start at once, and both run', async () => {
    const both = await Promise.all([clone.bootstrap(['script.cjs', '0', 'a']), clone.bootstrap(['script.cjs', '0', 'b'])]);
    expect(both.map(({ stdout }) => stdout.trim())).to.deep.equal(['ran 0 a', 'ran 0 b']);
    expect(clone.npmCalls()).to.equal(1);
  });

  it('says what to do when the installation fails, and leaves the lock to the next', async () => {
    clone.write('no-network', '');
    const first = await clone.bootstrap(['script.cjs']);
    expect(first.code).to.equal(1);
    expect(first.stderr).to.contain('npm ci failed').and.to.contain('run the command again');
    fs.unlinkSync(path.join(clone.folder, 'no-network'));
    expect((await clone.bootstrap(['script.cjs'])).stdout).to.contain('ran');
  });

  it('says in a sentence that Node is too old', async () => {
    clone.write('old.cjs', "Object.defineProperty(process.versions, 'node', { value: '16.20.2' });");
    const { code, stderr } = await clone.bootstrap(['script.cjs'], { node: ['-r', path.join(clone.folder, 'old.cjs')] });
    expect(code).to.equal(1);
    expect(stderr).to.contain('needs Node 18.18 or newer, and this is Node 16.20.2');
  });

  it('loads TypeScript, hands over the arguments and ends with the same code', async () => {
    clone.write('script.ts', 'process.exit(Number(process.argv[2]));');
    expect((await clone.bootstrap(['script.ts', '7'])).code).to.equal(7);
  });

  it('names the scripts when there is none of that name', async () => {
    const { code, stderr } = await clone.bootstrap(['tset']);
    expect(code).to.equal(1);
    expect(stderr).to.contain('no script or file "tset"').and.to.contain('smoke');
  });

  it('passes a request to stop on to what it started', async () => {
    clone.write('wait.cjs', "process.on('SIGTERM', () => process.exit(5)); setInterval(() => {}, 1000); console.log('ready');");
    expect((await clone.bootstrap(['wait.cjs'], { onOutput: (stop) => stop() })).code).to.equal(5);
  });
});
