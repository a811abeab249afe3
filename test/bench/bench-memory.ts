import { execFile } from 'child_process';
import { buildSync } from 'esbuild';
import * as path from 'path';
import { EMPTY_DIRECTORY } from '../../shared/directory';
import type { Mariadb } from '../support/mariadb';
import { FREEPBX_17, standUp } from '../support/pbx-stand';
import { type Finding, ratio, told } from './measure';
import type { Asked } from './memory-child';
import { idleMemory, type Resident } from './memory-daemon';

const MEGABYTE = 1048576;
const TURNS = 2000;

function run(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args.slice(), (error, out, complaint) => (error ? reject(new Error(complaint)) : resolve(String(out))));
  });
}

/** Memory of a process of its own, bundled as the product is: idle, and over many turns. */
export async function benchMemory(db: Mariadb, folder: string): Promise<Finding[]> {
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
  const stand = await standUp(db, EMPTY_DIRECTORY, FREEPBX_17);
  const { reader, owner } = stand.addresses;
  const { seen } = await ask({ reader, owner, queueLog: stand.queueLogFile, turns: TURNS, now: Math.floor(Date.now() / 1000) });
  await stand.close();
  const { empty, afterFirstBatch, withPages, pages } = await idleMemory(db, folder);
  const [early, late] = [seen[0].living, seen[seen.length - 1].living];
  const shown = (one: Resident) => `${one.all.toFixed(1)} MB, ${one.own.toFixed(1)} of them its own`;
  return [
    told('an empty node process', shown(empty)),
    told('the daemon as shipped, idle after its first batch', shown(afterFirstBatch)),
    told(`the same after ${pages} pages were looked at`, shown(withPages)),
    ratio('idle after the first batch, to an empty process', afterFirstBatch.all / empty.all, { atMost: 1.6 }),
    ratio('idle with its pages, to an empty process', withPages.all / empty.all, { atMost: 1.6 }),
    {
      what: `what lives after ${TURNS} turns, to a quarter of them`,
      value: `${((late - early) / 1024).toFixed(0)} kB of ${(early / MEGABYTE).toFixed(1)} MB more`,
      target: 'at most 2 %',
      isMet: late - early <= early / 50,
    },
  ];
}
