import { Demo } from '../demo/running';
import { ask, send } from '../web/http';
import { median, millisecondsOf } from './measure';

/** What a list and a step may take of the server's time, on the demo. */
const MOST_MS = 100;
const ROUNDS = 15;

const PAGES = [
  '/',
  '/?part=live',
  '/?view=cleared',
  '/?q=an',
  '/?where=queue:400',
  '/?sort=overdue',
  '/entries/ID',
  '/entries/ID?part=live',
];
/** Steps in an order in which each is allowed, again and again. */
const STEPS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['/entries/ID/claim', {}],
  ['/entries/ID/release', {}],
  ['/entries/ID/call', {}],
  ['/undo', { ids: 'ID' }],
  ['/entries/ID/note', { note: 'a note' }],
  ['/entries/ID/snooze', { until: 'hour' }],
  ['/entries/ID/wake', {}],
  ['/entries/ID/resolve', { note: 'done' }],
  ['/entries/ID/reopen', {}],
  ['/entries', { do: 'claim', id: 'ID' }],
  ['/entries/ID/release', {}],
];

/** The times of every page and step of the demo; 1 when the middle of one is above the target. */
async function main(): Promise<number> {
  const demo = new Demo(() => undefined);
  try {
    const { daemon } = await demo.open(0);
    const home = daemon.addresses[0] as string;
    const list = (await ask(home, '/')).text;
    const id = (/href="\/entries\/(\d+)"/.exec(list) || [])[1] || '';
    const token = (/data-token="([0-9a-f]+)"/.exec(list) || [])[1] || '';
    const named = (text: string) => text.replace('ID', id);
    const times = new Map<string, number[]>();
    const time = async (what: string, work: () => Promise<{ status: number }>) => {
      let status = 0;
      const ms = await millisecondsOf(async () => {
        status = (await work()).status;
      });
      if (status !== 200) throw new Error(`${what}: ${status}`);
      times.set(what, (times.get(what) || []).concat(ms));
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const page of PAGES) await time(`GET ${page}`, () => ask(home, named(page)));
      for (const [path, fields] of STEPS) {
        const own: Record<string, string> = { token };
        for (const name of Object.keys(fields)) own[name] = named(fields[name] as string);
        await time(`POST ${path}`, () => send(home, named(path), own, true));
      }
    }
    let slow = 0;
    times.forEach((each, what) => {
      const middle = median(each);
      if (middle > MOST_MS) slow += 1;
      process.stdout.write(
        `${middle > MOST_MS ? '✘' : '✔'} ${what.padEnd(30)} ${middle.toFixed(1)} ms, at most ${Math.max(...each).toFixed(1)}\n`,
      );
    });
    process.stdout.write(`${times.size - slow} of ${times.size} within ${MOST_MS} ms\n`);
    return slow === 0 ? 0 : 1;
  } finally {
    await demo.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
