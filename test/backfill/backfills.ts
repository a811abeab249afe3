import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { runProgram } from '../../service/cli/program';
import type { World } from '../../service/cli/world';
import { SILENT } from '../../service/log';
import { createEntryStore } from '../../service/store/entry-store';
import type { Settings } from '../../shared/settings';
import type { Mariadb } from '../support/mariadb';
import { FREEPBX_17, type PbxStand, type Shape, standUp } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';
import { BEGUN_AT, directoryIn, ENDED_AT, type PastStory, pastStories, sayingsOf, writeDirectory } from './past';

export const ZONE = 'Europe/Brussels';
export const STORIES = pastStories(ZONE);

/** An instant as --since and --until take it. */
export const instant = (at: number) => `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;

/** What a command came to. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** How a backfill is run. */
export interface Run {
  /** Asked at every line it tells of how it goes; true asks it to stop. */
  stopAt?(told: number, text: string): boolean;
  readonly since?: number;
  readonly endedAt?: number;
  readonly world?: Partial<World>;
}

// A machine that is never busy, whatever else runs beside the tests.
const IDLE = { load: () => 0, sleep: () => Promise.resolve() };

/** PBXs with a past, and the command that reads it, for the tests of one `describe`. */
export function useBackfills() {
  const mariadb: () => Mariadb = useMariadb();
  const stands: PbxStand[] = [];
  let folder: string;

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-backfill-'));
    writeDirectory(path.join(folder, 'directory.json'), ZONE);
  });

  after(() => {
    for (const name of fs.readdirSync(folder)) fs.unlinkSync(path.join(folder, name));
    fs.rmdirSync(folder);
  });

  afterEach(async () => {
    for (const stand of stands.splice(0)) await stand.close();
  });

  /** A PBX with all of these stories, which nobody has read. */
  async function visit(stories: readonly PastStory[] = STORIES, shape: Shape = FREEPBX_17): Promise<PbxStand> {
    const stand = await standUp(mariadb(), directoryIn(ZONE), shape);
    stands.push(stand);
    for (const { rows } of stories) await stand.write(rows);
    return stand;
  }

  /** The list a daemon would have kept that read it all as it happened. */
  async function live(stories: readonly PastStory[] = STORIES, shape: Shape = FREEPBX_17, endedAt = ENDED_AT): Promise<string[]> {
    const stand = await visit([], shape);
    for (const { at, rows } of stories) {
      await stand.write(rows);
      await stand.catchUpAt(at + 3600);
    }
    await stand.catchUpAt(endedAt);
    return sayingsOf(await stand.entries());
  }

  /** The configuration file of a PBX. */
  function configOf(stand: PbxStand): string {
    const config = path.join(folder, 'config.json');
    const json = {
      pbx: { database: stand.addresses.reader, queue_log: stand.queueLogFile, directory: path.join(folder, 'directory.json') },
      store: stand.addresses.owner,
    };
    fs.writeFileSync(config, JSON.stringify(json), { mode: 0o600 });
    return config;
  }

  async function backfill(stand: PbxStand, args: readonly string[], how: Run = {}): Promise<Ran> {
    const { stopAt = () => false, since = BEGUN_AT - 3600, endedAt = ENDED_AT, world = {} } = how;
    let [out, err, told] = ['', '', 0];
    let stop: () => void = () => undefined;
    let now = endedAt;
    const words = ['backfill', '--config', configOf(stand), '--since', instant(since), '--niceness', '0', ...args];
    const code = await runProgram(words, {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
        told += 1;
        if (stopAt(told, text)) stop();
      },
      // Every look at the clock takes a while, so that there is progress to tell.
      clock: {
        nowAt: () => {
          now += 2;
          return now;
        },
      },
      log: SILENT,
      onStop: (callback) => {
        stop = callback;
      },
      machine: IDLE,
      ...world,
    });
    return { code, out, err };
  }

  return {
    sql: (statement: string) => mariadb().query(statement),
    visit,
    live,
    configOf,
    backfill,
    says: async (stand: PbxStand) => sayingsOf(await stand.entries()),
    set: (stand: PbxStand, values: Partial<Settings>, now = ENDED_AT) =>
      createEntryStore(stand.db).inTurn(stand.client, { now, zone: ZONE }, (turn) => turn.set(values, 'eve')),
  };
}
