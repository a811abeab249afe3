import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { readCaptureFolder } from '../../service/sources/capture-folder';
import { CAPTURES_DIR } from '../support/captures';
import { type Mariadb, startMariadb } from '../support/mariadb';
import { benchHistory } from './bench-history';
import { benchList } from './bench-list';
import { benchMemory } from './bench-memory';
import { benchTurns } from './bench-turns';
import { generate } from './generate';
import type { Finding } from './measure';

const HELP = `npm run bench -- [--rows N] [--only NAME] [--rounds N]

  --rows N     CDR rows of the history (300000; the targets are meant for 5000000 and more)
  --only NAME  history | all-sources | turns | memory | list
  --rounds N   how often what is compared takes turns (3)

Results are ratios of times taken in one run, one after the other in turns: docs/BENCHMARKS.md says what they mean.`;

interface Options {
  readonly rows: number;
  readonly rounds: number;
  readonly only: string | null;
}

function optionsOf(args: readonly string[]): Options | null {
  const given = (name: string) => {
    const at = args.indexOf(name);
    return at < 0 ? null : args[at + 1] || '';
  };
  const rows = Number(given('--rows') || 300000);
  const rounds = Number(given('--rounds') || 3);
  if (args.indexOf('--help') >= 0 || !(rows >= 1000) || !(rounds >= 1)) return null;
  return { rows, rounds, only: given('--only') };
}

/** A folder and all in it: the types are those of Node 10, which cannot by itself. */
function removeFolder(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    if (fs.statSync(file).isDirectory()) removeFolder(file);
    else fs.unlinkSync(file);
  }
  fs.rmdirSync(folder);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A server with room for its indexes, as a PBX of that size has. */
function server(): Promise<Mariadb> {
  const settings = { 'innodb-buffer-pool-size': '1G', 'innodb-flush-log-at-trx-commit': 0, 'local-infile': 1, 'tmp-table-size': '64M' };
  return startMariadb({ name: 'bench', settings });
}

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const { rows, rounds, only } = options;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-bench-'));
  const db = await server();
  const { directory } = readCaptureFolder(path.join(CAPTURES_DIR, 'freepbx17', '01-direct-answered'));
  const file = (name: string) => path.join(folder, name);
  let shown = 0;
  const progress = (made: number) => {
    if (made - shown < 250000) return;
    shown = made;
    say(`  … ${made} CDR rows made`);
  };
  const fill = (database: string, cdrRows: number, allSources: boolean) => {
    shown = 0;
    say(`Making ${cdrRows} CDR rows${allSources ? ' with CEL and queue_log' : ''}`);
    return generate(db, { database, cdrRows, allSources, queueLogFile: file(`${database}.log`) }, progress);
  };
  const benches: Readonly<Record<string, () => Promise<Finding[]>>> = {
    history: async () => benchHistory(db, await fill('history', rows, false), folder, rounds),
    'all-sources': async () => benchHistory(db, await fill('three', Math.ceil(rows / 10), true), folder, rounds),
    turns: () => benchTurns(db, directory, rows, progress),
    memory: () => benchMemory(db, folder),
    list: () => benchList(db, directory, rows),
  };
  try {
    for (const name of Object.keys(benches)) {
      if (only !== null && only !== name) continue;
      say(name);
      for (const one of await (benches[name] as () => Promise<Finding[]>)()) {
        const mark = one.isMet === null ? '      ' : one.isMet ? 'met   ' : 'UNMET ';
        process.stdout.write(`${mark}${one.what}: ${one.value}${one.target === '' ? '' : ` (${one.target})`}\n`);
      }
    }
  } finally {
    await db.stop();
    removeFolder(folder);
  }
}

main().catch((error) => {
  say(String(error?.stack || error));
  process.exitCode = 1;
});
