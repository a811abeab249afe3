import { settingsAt } from '../../shared/settings';
import { type BackfillJob, type BackfillList, type BackfillProgress, backfill } from '../backfill';
import { BACKFILL_CURSOR, storedList } from '../backfill-list';
import { BackfillPreview } from '../backfill-preview';
import { rulesOf } from '../entries/rules';
import { FREEPBX_DIALECT } from '../host/freepbx-dialect';
import { officeOf } from '../judging';
import { patienceOfOnce } from '../patience';
import { pbxTables } from '../pbx-tables';
import { openPastQueueLog } from '../sources/past-queue-log';
import { openPbx } from '../sources/pbx';
import { openPast } from '../sources/range';
import { readCursor } from '../store/cursors';
import { openReader } from '../store/database';
import { createEntryStore } from '../store/entry-store';
import { callersSince, holdSince, nextEntryId } from '../store/rejudge';
import { heldSince, readSettings, readSettingsBook } from '../store/settings-store';
import { type BackfillOptions, jobOf, paceOf } from './backfill-options';
import { changeLine, changesLine, outcomeLine, rangeText, unreadableLine } from './backfill-telling';
import { watchOf } from './backfill-watch';
import type { AddCommand } from './program-type';
import { stepBack } from './step-back';
import { cliUser, type StoreAtHand, withStore } from './with-store';
import { DONE, FAILED, type World } from './world';

/** Most callers rejudged in one transaction. */
const MOST_CALLERS = 100;
const MOST_CHANGES = 200;

interface Run {
  readonly at: StoreAtHand;
  readonly options: BackfillOptions;
  readonly world: World;
  readonly stopped: () => boolean;
}

/** Reads the range into a list. What is only shown of a run that judges again is held against the settings of now, for all of it. */
async function readInto({ at, options, world, stopped }: Run, job: BackfillJob, isDry: boolean): Promise<[BackfillProgress, BackfillList]> {
  const { config, client, db, directory, zone } = at;
  const now = world.clock.nowAt();
  const kept = await readSettingsBook(client, db);
  const settings = isDry && options.rejudge === true ? heldSince(kept, job.since, now) : kept;
  const expires = settings.some((page) => page.settings.retention_days !== null);
  const nowAt = () => world.clock.nowAt();
  const book = settings.map((page) => ({ since: page.since, rules: rulesOf(page.settings, zone) }));
  const list: BackfillList = isDry
    ? new BackfillPreview(client, db, book, nowAt, expires, await nextEntryId(client, db))
    : storedList(client, db, createEntryStore(db), zone, nowAt, expires);
  const reader = openReader(config.pbx.database);
  const tables = pbxTables(config, () => directory.timeZone);
  const queueLog = config.pbx.queue_log === null ? null : await openPastQueueLog(config.pbx.queue_log, job.at, now);
  try {
    const parts = {
      pbx: openPbx(reader, { ...tables, queueLog: null, linesOf: (ids) => (queueLog === null ? [] : queueLog.linesFor(ids)) }),
      past: openPast(reader, tables),
      queueLog,
      office: officeOf(directory, settings, FREEPBX_DIALECT),
      patience: patienceOfOnce(config),
      list,
      callersAfter: (key: string) => callersSince(client, db, job.since, key, Math.min(job.batch, MOST_CALLERS)),
    };
    const watch = watchOf(world, paceOf(options), job, settingsAt(kept, now).time_zone || zone, stopped);
    return [await backfill(job, parts, watch), list];
  } finally {
    if (queueLog !== null) {
      for (const problem of queueLog.problems()) world.err(`queue_log: ${problem}\n`);
      queueLog.close();
    }
    await reader.close();
  }
}

function tellChanges(list: BackfillList, zone: string, world: World): void {
  const changes = (list as BackfillPreview).changes();
  for (const change of changes.slice(0, MOST_CHANGES)) world.out(`${changeLine(change, zone)}\n`);
  if (changes.length > MOST_CHANGES) world.out(`… and ${changes.length - MOST_CHANGES} more\n`);
  world.out(`${changesLine(changes)}\n`);
}

/** Whether whoever asked for it wants what was shown to him. */
async function isWanted({ options, world }: Run): Promise<boolean> {
  if (options.yes === true) return true;
  const answer = world.ask === undefined ? null : await world.ask('Change the list so? Type yes to go on: ');
  if (answer !== null) return answer.trim().toLowerCase() === 'yes';
  world.err('Nothing was changed. Run it again with --yes to change the list so.\n');
  return false;
}

async function run(one: Run): Promise<number> {
  const { at, options, world } = one;
  const { client, db } = at;
  const zone = (await readSettings(client, db)).time_zone || at.zone;
  const job = jobOf(options, zone, world.clock.nowAt(), await readCursor(client, db, BACKFILL_CURSOR));
  const isResumed = job.at > job.since;
  const isAsked = options.rejudge === true && !isResumed;
  if (options.dryRun === true || isAsked) {
    const [progress, list] = await readInto(one, { ...job, at: job.since }, true);
    if (!progress.isFinished) return FAILED;
    tellChanges(list, zone, world);
    world.err(unreadableLine(progress));
    if (options.dryRun === true) return DONE;
    if (!(await isWanted(one))) return FAILED;
  }
  if (isResumed) world.err(`Going on with ${rangeText(job, zone)}; --restart begins again.\n`);
  // Going on keeps to the settings that were agreed to.
  if (isAsked) await holdSince(client, db, job.since, { userId: cliUser(), now: world.clock.nowAt() });
  const [progress] = await readInto(one, job, false);
  world.err(unreadableLine(progress));
  world.out(`${rangeText({ since: job.at, until: progress.at }, zone)}: ${outcomeLine(progress)}\n`);
  if (progress.isFinished) return DONE;
  world.err('Stopped; the same command goes on from there.\n');
  return FAILED;
}

/** `backfill`: reads an older range as if it had been read live, gently; or judges it again by the settings of now. */
export const backfillCommand: AddCommand = (program, world, done) => {
  program
    .command('backfill')
    .description('read an older range of calls into the list, gently; taken up again where it was broken off')
    .requiredOption('--since <time>', 'from when: 2026-03-02, "2026-03-02 09:30", or 30d for thirty days ago')
    .option('--until <time>', 'up to when; now unless told')
    .option('--batch <calls>', 'calls of one transaction', '200')
    .option('--max-load <load>', 'wait while the load of the machine is higher; its number of processors unless told')
    .option('--pause <ms>', 'pause after each transaction', '25')
    .option('--niceness <n>', 'priority of the process, 0 to leave it alone', '10')
    .option('--dry-run', 'change nothing, show what would change')
    .option('--rejudge', 'judge the range by the settings of now, after showing what that changes')
    .option('--restart', 'begin again instead of going on where the same range was broken off')
    .option('--yes', 'with --rejudge: do not ask')
    .option('--config <file>', 'configuration file (0600)')
    .option('--client <name>', 'another client than the configured one')
    .action(async (options: BackfillOptions) => {
      let isStopped = false;
      world.onStop(() => {
        isStopped = true;
      });
      stepBack(paceOf(options).niceness);
      await withStore(options, async (at) => done(await run({ at, options, world, stopped: () => isStopped })));
    });
};
