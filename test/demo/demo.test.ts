import { expect } from 'chai';
import { type ChildProcess, spawn } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ask } from '../web/http';

const ROOT = path.join(__dirname, '..', '..');
const COMMAND = ['-r', path.join(ROOT, 'test/support/register.cjs'), path.join(ROOT, 'test/demo/demo.ts')];

interface Running {
  readonly child: ChildProcess;
  /** What it has said so far. */
  said(): string;
  readonly ended: Promise<number | null>;
}

/** The demo in a temporary folder of its own, so that what it leaves behind is seen. */
function demo(folder: string, ...args: string[]): Running {
  const child = spawn(process.execPath, COMMAND.concat(args), {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: folder, TZ: 'Europe/Brussels' },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (piece: string) => {
      text += piece;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, said: () => text, ended };
}

async function until(running: Running, pattern: RegExp, seconds: number): Promise<RegExpExecArray> {
  const giveUpAt = Date.now() + seconds * 1000;
  for (;;) {
    const found = pattern.exec(running.said());
    if (found !== null) return found;
    if (Date.now() > giveUpAt) throw new Error(`${pattern} was not said within ${seconds} s:\n${running.said()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('npm run demo', function () {
  this.timeout(120000);
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-d-'));
  });

  afterEach(() => {
    expect(fs.readdirSync(folder), 'left behind').to.deep.equal([]);
    fs.rmdirSync(folder);
  });

  it('-- --once prints the list of the last day and a tally, and ends', async () => {
    const running = demo(folder, '--once');
    expect(await running.ended, running.said()).to.equal(0);
    const lines = running.said().trim().split('\n');
    expect(running.said()).to.match(/Omar Kowalski .*Anna Peeters \(101\) .*; Boris Lambert called back .*, no answer/);
    expect(running.said()).to.contain('<script>').and.not.contain('withheld number');
    const tally = /^CDR report: (\d+) rows to worry about; this list: (\d+) callers$/.exec(lines[lines.length - 1] as string);
    expect(tally, lines[lines.length - 1]).to.not.equal(null);
    const [rows, callers] = [Number((tally as RegExpExecArray)[1]), Number((tally as RegExpExecArray)[2])];
    expect(callers)
      .to.equal(lines.filter((line) => /^ {2}\S/.test(line)).length)
      .and.be.within(5, 12);
    expect(rows).to.be.above(150);
  });

  it('shows calls as they come in, and Ctrl-C leaves nothing running', async () => {
    const running = demo(folder, '--port', '0');
    try {
      const [, address] = await until(running, /^ {2}(http:\/\/127\.0\.0\.1:\d+\/)$/m, 90);
      expect((await ask(address as string, '/')).text).to.contain('Omar Kowalski');
      const cleared = (await ask(address as string, '/?view=cleared')).text;
      for (const way of [/called back/, /got through|came back|through/i, /by hand|resolved/i, /expired/i]) expect(cleared).to.match(way);
      const [, caller] = await until(running, /\+ (.+) waits: Reception, hung up after \d s of ringing/, 30);
      expect((await ask(address as string, '/')).text).to.contain(`<bdi>${caller}</bdi>`);
      expect((await ask(address as string, '/', { host: 'evil.example' })).status).to.equal(403);
      const from = Date.now();
      running.child.kill('SIGINT');
      expect(await running.ended, running.said()).to.equal(0);
      expect(Date.now() - from).to.be.below(5000);
      const refused = await ask(address as string, '/').catch((error: NodeJS.ErrnoException) => error.code);
      expect(refused).to.equal('ECONNREFUSED');
    } finally {
      running.child.kill('SIGKILL');
    }
  });

  it('-- --help says what it can do', async () => {
    const running = demo(folder, '--help');
    expect(await running.ended).to.equal(0);
    expect(running.said()).to.contain('--once').and.contain('--port');
  });

  it('refuses what it does not understand', async () => {
    for (const args of [['--port', 'x'], ['--nonsense']]) {
      const running = demo(folder, ...args);
      expect(await running.ended, args.join(' ')).to.be.within(1, 2);
    }
  });
});
