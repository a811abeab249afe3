import { FREEPBX_DIALECT } from '../../service/host/freepbx-dialect';
import { officeOf } from '../../service/judging';
import { openPbx } from '../../service/sources/pbx';
import { type DatabaseAddress, openDatabase, openReader } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { turn } from '../../service/turn';
import { EMPTY_DIRECTORY } from '../../shared/directory';
import { DEFAULT_SETTINGS } from '../../shared/settings';

/** What the parent asks: turns of the daemon. */
export interface Asked {
  readonly reader: DatabaseAddress;
  readonly owner: DatabaseAddress;
  readonly queueLog: string | null;
  readonly turns: number;
  readonly now: number;
}

const asked: Asked = JSON.parse(process.argv[2] || '{}');
const directory = { ...EMPTY_DIRECTORY, country: 'BE', timeZone: 'UTC' };
const office = officeOf(directory, [{ since: 0, settings: DEFAULT_SETTINGS }], FREEPBX_DIALECT);
const collect = (global as { gc?: () => void }).gc || (() => undefined);

/** What lives, in bytes: the collector runs until it finds nothing more. */
function living(): number {
  for (let times = 0; times < 4; times += 1) collect();
  return process.memoryUsage().heapUsed;
}

async function main(): Promise<void> {
  const reader = openReader(asked.reader);
  const tables = { cdr: 'cdr', cel: 'cel', queueLog: asked.queueLog, cdrOverlapSeconds: 600, zone: 'UTC' };
  const db = openDatabase(asked.owner);
  const parts = {
    client: 'default',
    pbx: openPbx(reader, tables),
    db,
    store: createEntryStore(db),
    patience: { quietSeconds: 60, lostEndSeconds: 7200 },
    firstBackfillSeconds: 3600,
  };
  const seen: { readonly living: number; readonly rss: number }[] = [];
  for (let n = 0; n < asked.turns; n += 1) {
    await turn(parts, office, asked.now + n * 3);
    if ((n + 1) % (asked.turns / 4) === 0) seen.push({ living: living(), rss: process.memoryUsage().rss });
  }
  process.stdout.write(JSON.stringify({ seen }));
  await Promise.all([reader.close(), db.close()]);
}

main().catch((error) => {
  process.stderr.write(`${error?.stack}\n`);
  process.exitCode = 1;
});
