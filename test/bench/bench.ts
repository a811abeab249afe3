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
import { BENCHES, type BenchName, HELP, optionsOf } from './options';

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
  const args = process.argv.slice(2);
  if (args.indexOf('--help') >= 0) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const options = optionsOf(args);
  if (typeof options === 'string') {
    say(options);
    process.exitCode = 1;
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
  const benches: Readonly<Record<BenchName, () => Promise<Finding[]>>> = {
    history: async () => benchHistory(db, await fill('history', rows, false), folder, rounds),
    'all-sources': async () => benchHistory(db, await fill('three', Math.ceil(rows / 10), true), folder, rounds),
    turns: () => benchTurns(db, directory, rows, progress),
    memory: () => benchMemory(db, folder),
    list: () => benchList(db, directory, rows),
  };
  try {
    for (const name of BENCHES) {
      if (only !== null && only !== name) continue;
      say(name);
      for (const one of await benches[name]()) {
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
