import { PlainError } from '../../shared/errors';
import type { UnreadableRow } from '../../shared/records';
import type { UtcSeconds } from '../../shared/words';
import { type Group, groupRecords } from '../calls/group';
import { isSettled } from '../calls/settled';
import { giveBack } from '../engine';
import { readHistory, readyForHistory } from '../history';
import { FREEPBX_DIALECT } from '../host/freepbx-dialect';
import { arrivalsOf, officeOf, zoneOf } from '../judging';
import { patienceOfOnce } from '../patience';
import { pbxTables } from '../pbx-tables';
import { openPbx } from '../sources/pbx';
import { lockedTables, type WholeSource, wholeTables } from '../sources/whole-tables';
import { openReader } from '../store/database';
import { readSettingsBook } from '../store/settings-store';
import { beganIn, Survey } from '../survey';
import { numberOf } from './backfill-options';
import { rangeOf } from './instant';
import type { AddCommand } from './program-type';
import { stepBack } from './step-back';
import { readingLines, type SurveyReading, surveyLines, surveyProgress } from './survey-telling';
import { type StoreAtHand, type StoreOptions, withStore } from './with-store';
import { DONE, type World } from './world';

const TELL_EVERY_SECONDS = 5;
/** Ids by which calls are read again in one go. */
const AGAIN = 200;
const EXAMPLES = 3;
/** Looked at after so many rows: what is needed no more is given back where the process has become this large, for V8 by itself lets it lie. */
const TIDY_ROWS = 100000;
const TIDY_BYTES = 170 * 1048576;

interface SurveyOptions extends StoreOptions {
  readonly since?: string;
  readonly until?: string;
  readonly niceness: string;
  readonly json?: boolean;
}

/** Counts what is read of a source, tells of it now and then, and breaks off when asked to. */
function watched(sources: readonly WholeSource[], read: (rows: number, at: UtcSeconds) => Promise<void>): WholeSource[] {
  return sources.map((source) => ({
    next: async () => {
      const stretch = await source.next();
      if (stretch !== null) await read(stretch.records.length + stretch.unreadable.length, stretch.through);
      return stretch;
    },
    close: () => source.close(),
  }));
}

async function survey(at: StoreAtHand, options: SurveyOptions, world: World, stopped: () => boolean): Promise<void> {
  const { config, client, db, directory } = at;
  const startedAt = world.clock.nowAt();
  const settings = await readSettingsBook(client, db);
  const office = officeOf(directory, settings, FREEPBX_DIALECT);
  const zone = zoneOf(office);
  const isAll = options.since === undefined && options.until === undefined;
  const range = isAll ? null : rangeOf(options, zone, startedAt);
  const patience = patienceOfOnce(config);
  const counts = new Survey(zone);
  const reader = openReader(config.pbx.database);
  const tables = pbxTables(config, () => directory.timeZone);
  const pbx = openPbx(reader, tables);
  const verdicts = (groups: readonly Group[]) =>
    arrivalsOf(range === null ? groups : groups.filter(beganIn(range)), office, (call) => isSettled(call, patience, startedAt));
  const reading = { rows: 0, unreadable: 0, examples: [] as UnreadableRow[], troubles: [] as string[] };
  let toldAt = startedAt;
  let tidiedAt = 0;
  const read = async (rows: number, through: UtcSeconds): Promise<void> => {
    if (stopped()) throw new PlainError('stopped', 'Stopped; nothing was written.');
    reading.rows += rows;
    if (reading.rows - tidiedAt > TIDY_ROWS) {
      tidiedAt = reading.rows;
      if (process.memoryUsage().rss > TIDY_BYTES) await new Promise<void>((resolve) => giveBack(resolve));
    }
    const now = world.clock.nowAt();
    if (now - toldAt < TELL_EVERY_SECONDS) return;
    toldAt = now;
    world.err(`${surveyProgress(reading.rows, through, now - startedAt, zone)}\n`);
  };
  let late: string[] = [];
  const readAgain = async () => {
    const ids = late;
    late = [];
    const groups = groupRecords((await pbx.recordsOf(ids)).records);
    counts.replace(groups, verdicts(groups));
  };
  try {
    for (const table of await lockedTables(reader, tables))
      world.err(`The PBX waits with its records while ${table} is read, a table of an old kind (MyISAM): better at night.\n`);
    await readHistory(watched(await wholeTables(reader, tables, range, reading.troubles), read), {
      take: (groups) => counts.add(groups, verdicts(groups)),
      isKnown: (group) => counts.isKnown(group),
      again: async (ids) => {
        late = late.concat(ids);
        if (late.length >= AGAIN) await readAgain();
      },
      unreadable: (rows) => {
        reading.unreadable += rows.length;
        reading.examples = reading.examples.concat(rows).slice(0, EXAMPLES);
      },
    });
    if (late.length > 0) await readAgain();
  } finally {
    await reader.close();
  }
  const whole: SurveyReading = { ...reading, seconds: world.clock.nowAt() - startedAt };
  if (options.json === true) world.out(`${JSON.stringify({ ...counts.counts(), ...whole })}\n`);
  else for (const line of surveyLines(counts.counts()).concat(readingLines(whole))) world.out(`${line}\n`);
}

/** `survey`: what came of every call the PBX still knows of, month by month; reads only. */
export const surveyCommand: AddCommand = (program, world, done) => {
  program
    .command('survey')
    .description('count what came of all calls the PBX still knows of, month by month; writes nothing')
    .option('--since <time>', 'calls from then on: 2026-03-02, "2026-03-02 09:30", or 30d for thirty days ago; all unless told')
    .option('--until <time>', 'calls before then; now unless told')
    .option('--niceness <n>', 'priority of the process, 0 to leave it alone', '10')
    .option('--json', 'print one JSON object')
    .option('--config <file>', 'configuration file (0600)')
    .option('--client <name>', 'another client than the configured one')
    .action(async (options: SurveyOptions) => {
      let isStopped = false;
      world.onStop(() => {
        isStopped = true;
      });
      stepBack(numberOf('niceness', options.niceness, 0, 19));
      readyForHistory();
      await withStore(options, (at) => survey(at, options, world, () => isStopped));
      done(DONE);
    });
};
