import { execFile } from 'child_process';
import { buildSync } from 'esbuild';
import * as path from 'path';
import { EMPTY_DIRECTORY } from '../../shared/directory';
import type { Mariadb } from '../support/mariadb';
import { FREEPBX_17, standUp } from '../support/pbx-stand';
import type { Generated } from './generate';
import { type Finding, ratio, told } from './measure';
import type { Asked } from './memory-child';

const MEGABYTE = 1048576;
const TURNS = 2000;

function run(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args.slice(), (error, out, complaint) => (error ? reject(new Error(complaint)) : resolve(String(out))));
  });
}

/** Memory of a process of its own, bundled as the product is: idle, over many turns, and at the peak of a whole history. */
export async function benchMemory(db: Mariadb, generated: Generated, folder: string): Promise<Finding[]> {
  const child = path.join(folder, 'memory-child.cjs');
  buildSync({
    entryPoints: [path.join(__dirname, 'memory-child.ts')],
    bundle: true,
    platform: 'node',
    target: 'node18',
    outfile: child,
    logLevel: 'error',
  });
  const ask = async (asked: Asked) => JSON.parse(await run(['--expose-gc', child, JSON.stringify(asked)]));
  const empty = Number(await run(['-e', 'setTimeout(() => console.log(process.memoryUsage().rss), 300)']));
  const { socketPath, user, password } = db.login();
  const history = await ask({
    reader: { socketPath, user, password, database: generated.database },
    owner: null,
    queueLog: null,
    turns: 0,
    now: 0,
  });
  const stand = await standUp(db, EMPTY_DIRECTORY, FREEPBX_17);
  const { reader, owner } = stand.addresses;
  const { early, late } = await ask({ reader, owner, queueLog: stand.queueLogFile, turns: TURNS, now: generated.lastAt });
  await stand.close();
  const peak = history.peak / MEGABYTE;
  return [
    told('an empty node process', `${(empty / MEGABYTE).toFixed(0)} MB`),
    ratio('the daemon without its pages, idle, to an empty process', early / empty, { atMost: 1.6 }),
    ratio(`after ${TURNS} turns to a quarter of them`, late / early, { atMost: 1.05 }),
    {
      what: `peak of the whole history, ${generated.cdrRows} rows`,
      value: `${peak.toFixed(0)} MB`,
      target: 'under 200 MB',
      isMet: peak < 200,
    },
  ];
}
