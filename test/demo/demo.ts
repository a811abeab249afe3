import { createCommand } from 'commander';
import { systemClock } from '../../service/clock';
import { Demo, type Opened } from './running';
import { worryingRows } from './telling';

const USUAL_PORT = 8910;
const INTERRUPTED = 130;

function out(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function tally({ office, teller }: Opened): Promise<string> {
  const { callers } = await teller.openList(systemClock.nowAt());
  return `CDR report: ${await worryingRows(office.mariadb)} rows to worry about; this list: ${callers} callers`;
}

/** The list of the last day, and no waiting. */
async function showOnce(demo: Demo): Promise<void> {
  const opened = await demo.open(null);
  const { lines } = await opened.teller.openList(systemClock.nowAt());
  out(`\nNobody has served these callers of the last day:\n\n${lines.join('\n')}\n\n${await tally(opened)}`);
}

/** The page, and calls that keep coming in. */
async function showForEver(demo: Demo, port: number): Promise<void> {
  const opened = await demo.open(port);
  out(`\n${await tally(opened)}\n\n  ${opened.daemon.addresses[0]}\n\nCalls come in from now on; Ctrl-C ends it.\n`);
  demo.goLive(opened.office);
  await opened.daemon.stopped;
}

async function run(options: { readonly once: boolean; readonly port: number }): Promise<number> {
  const demo = new Demo((line) => out(`${new Date().toTimeString().slice(0, 8)} ${line}`));
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        out('\nStopping …');
        resolve(options.once ? INTERRUPTED : 0);
      });
    }
  });
  out('Starting a private MariaDB, and writing a day of genuine calls into it …');
  const work = options.once ? showOnce(demo) : showForEver(demo, options.port);
  try {
    return await Promise.race([interrupted, work.then(() => 0)]);
  } finally {
    await demo.close();
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port < 65536) return port;
  process.stderr.write(`"${text}" is no port: give a number from 0 to 65535.\n`);
  return process.exit(2);
}

const program = createCommand('npm run demo --');
program
  .storeOptionsAsProperties(false)
  .passCommandToAction(false)
  .description('Genuine calls of a FreePBX 17 become the list of callers nobody served, on this machine alone.')
  .option('--once', 'print the list of the last day and a tally, and end')
  .option('--port <number>', 'port of the page on 127.0.0.1; another one when it is taken', portOf, USUAL_PORT)
  .action((options: { once?: boolean; port: number }) => {
    run({ once: options.once === true, port: options.port }).then(
      (code) => process.exit(code),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
  })
  .parse(process.argv);
