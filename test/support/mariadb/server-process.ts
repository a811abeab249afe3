import { type ChildProcess, spawn } from 'child_process';
import { join } from 'path';
import { createInterface } from 'readline';

/**
 * The server as a process, in the care of guard.cjs. The pipe to the guard is what ties the server's life to ours:
 * nothing here listens for signals or exits, and a killed parent leaves no server behind.
 */
export class ServerProcess {
  private readonly guard: ChildProcess;
  private readonly downs: Array<(reason: string) => void> = [];
  private readonly gone: Promise<void>;
  /** Process id of the server; 0 while it is down. */
  pid = 0;
  /** Why it is down; null while it runs. */
  downBecause: string | null = 'not started';

  /** The folders are removed when the server is released or its owner dies. */
  constructor(folders: readonly string[], command: readonly string[], env: Record<string, string>) {
    this.guard = spawn(process.execPath, [join(__dirname, 'guard.cjs'), folders.join(','), ...command], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...env, NODE_OPTIONS: '', NODE_V8_COVERAGE: '' },
      // Its own process group: Ctrl-C is for us, the guard hears of it by the pipe.
      detached: true,
    });
    this.gone = new Promise((resolve) => this.guard.on('exit', () => resolve()));
    createInterface({ input: this.guard.stdout as NodeJS.ReadableStream }).on('line', (line) => this.hear(line));
    this.guard.stdin?.on('error', () => undefined);
    this.holdOpen(false);
  }

  /** Starts the server; that it answers is for the caller to find out. */
  start(): void {
    this.downBecause = null;
    this.order('start');
  }

  /** Ends the server, cleanly (`term`) or as a power cut would (`kill`), and waits until it is gone. */
  async end(order: 'term' | 'kill'): Promise<void> {
    if (this.downBecause !== null) return;
    const down = new Promise<string>((resolve) => this.downs.push(resolve));
    this.holdOpen(true);
    this.order(order);
    await down;
    this.holdOpen(false);
  }

  /** Ends the server for good, removes its folders and waits for both. */
  async release(): Promise<void> {
    this.holdOpen(true);
    this.guard.stdin?.end();
    await this.gone;
    this.pid = 0;
    this.downBecause = 'stopped';
  }

  /** A server nobody stopped must not keep a script or a test run from ending: we stay alive for it only while we wait for it. */
  private holdOpen(held: boolean): void {
    const method = held ? 'ref' : 'unref';
    this.guard[method]();
    for (const pipe of [this.guard.stdin, this.guard.stdout]) (pipe as unknown as { ref(): void; unref(): void })[method]();
  }

  private order(line: string): void {
    this.guard.stdin?.write(`${line}\n`);
  }

  private hear(line: string): void {
    const [event, detail = ''] = [line.split(' ')[0], line.slice(line.indexOf(' ') + 1)];
    if (event === 'up') this.pid = Number(detail);
    if (event !== 'down') return;
    this.pid = 0;
    this.downBecause = detail;
    for (const resolve of this.downs.splice(0)) resolve(detail);
  }
}
