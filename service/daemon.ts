import { PlainError } from '../shared/errors';
import { type SettingsBook, settingsAt } from '../shared/settings';
import type { UtcSeconds } from '../shared/words';
import type { Clock } from './clock';
import type { Config } from './config';
import { healthKeeper } from './doctor/keeper';
import { namesOf, placesOf } from './health-places';
import { directoryFile } from './host/directory-file';
import { FREEPBX_DIALECT } from './host/freepbx-dialect';
import { type Office, officeOf } from './judging';
import type { Log } from './log';
import { messengerParts } from './messenger';
import { unsubscribeProof } from './notify/links';
import { startNotifier } from './notify/notifier';
import { testChannel } from './notify/test-channel';
import { openPages } from './open-pages';
import { patienceOf } from './patience';
import { pbxTables } from './pbx-tables';
import { listRenewal } from './renewal';
import { openPbx } from './sources/pbx';
import { openDatabase, openReader } from './store/database';
import { createEntryStore } from './store/entry-store';
import { migrate } from './store/migrate';
import { readSettingsBook } from './store/settings-store';
import { type Parts, type TurnReport, turn } from './turn';
import { version } from './version';
import type { Health } from './web/health';
import type { Identify } from './web/identity';

/** What the daemon runs with. */
export interface DaemonOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  /** For the demo: a port on loopback, 0 for a free one. */
  readonly loopbackPort?: number;
  /** Who may see the pages, where it is not said by the PBX's own. */
  readonly identify?: Identify;
  readonly onTurn?: (report: TurnReport) => void;
}

/** A running daemon. */
export interface Daemon {
  /** Where the pages are. */
  readonly addresses: readonly string[];
  readonly health: () => Health;
  /** Resolves when the daemon has stopped. */
  readonly stopped: Promise<void>;
  stop(): Promise<void>;
}

/** How long a stop waits for a turn under way; its transaction is then given up whole and done again at the next start. */
const STOP_WAIT_MS = 300;
const LONGEST_PAUSE_MS = 30000;

/** How long to wait after so many failures in a row: 1, 2, 4 … seconds, at most 30. */
export function pauseAfter(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** Math.max(0, failures - 1));
}

/** A sleep that a stop ends at once. */
class Pause {
  private wake: () => void = () => undefined;

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  end(): void {
    this.wake();
  }
}

/** The client's names, numbers and settings; built anew only when one of them changed. */
function officeKeeper(config: Config): (settings: SettingsBook) => Office {
  const names = directoryFile(config.pbx.directory);
  let office: Office | null = null;
  let madeFrom = '';
  return (settings) => {
    const directory = names.current();
    const key = JSON.stringify(settings);
    if (office === null || office.directory !== directory || key !== madeFrom) office = officeOf(directory, settings, FREEPBX_DIALECT);
    madeFrom = key;
    return office;
  };
}

function summary(report: TurnReport, tookSeconds: number): string {
  const events = report.events.map((one) => one.action).join(' ');
  return `turn: ${report.rows} rows, ${report.calls} calls, ${report.waiting} waiting, ${report.events.length} events ${events} ${tookSeconds} s`.trim();
}

/** Starts the daemon: migrates, opens the pages, and takes a turn every so many seconds until stopped. Throws PlainError when a door is taken. */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const { config, clock, log } = options;
  const db = openDatabase(config.store);
  const reader = openReader(config.pbx.database);
  const officeFor = officeKeeper(config);
  const names = namesOf(config.pbx.directory);
  const keeper = healthKeeper(placesOf(config, reader, db), names);
  const pause = new Pause();
  let stopping = false;
  let lastTurnAt: UtcSeconds | null = null;
  let zone: string | null = null;
  let isOff = false;
  const renewal = listRenewal(config.client, db, clock, log);
  const at = { version: version(), everySeconds: config.scan_every_seconds };
  const health = (): Health => ({ ...at, lastTurnAt, isOff, renewedPercent: renewal.percent() });
  const patience = patienceOf(config);
  const parts: Omit<Parts, 'patience'> = {
    client: config.client,
    db,
    store: createEntryStore(db),
    pbx: openPbx(
      reader,
      pbxTables(config, () => names().directory.timeZone),
    ),
    firstBackfillSeconds: config.first_backfill_hours * 3600,
  };

  const takeTurn = async (): Promise<TurnReport | null> => {
    const startedAt = clock.nowAt();
    const settings = await readSettingsBook(config.client, db);
    const present = settingsAt(settings, startedAt);
    zone = present.time_zone;
    isOff = !present.smart_missed_calls_enabled;
    if (isOff) return null;
    const office = officeFor(settings);
    const report = await turn({ ...parts, patience: patience() }, office, clock.nowAt());
    lastTurnAt = clock.nowAt();
    if (report.events.length > 0 || report.more) log.info(summary(report, lastTurnAt - startedAt));
    if (options.onTurn !== undefined) options.onTurn(report);
    return report;
  };

  const loop = async (): Promise<void> => {
    let failures = 0;
    let migrated = false;
    while (!stopping) {
      let waitMs = config.scan_every_seconds * 1000;
      try {
        if (!migrated) await migrate(db);
        migrated = true;
        renewal.start();
        const report = await takeTurn();
        await keeper.turned(clock.nowAt());
        notifier.wake();
        if (failures > 0) log.info('reading again');
        failures = 0;
        if (report?.more) waitMs = 0;
      } catch (error) {
        failures += 1;
        waitMs = Math.min(pauseAfter(failures), config.scan_every_seconds * 1000);
        const why = error instanceof Error ? error.message : String(error);
        if (!stopping) await keeper.failed(why, clock.nowAt());
        if (!stopping) log.warn(`turn failed, the next in ${Math.ceil(waitMs / 1000)} s: ${why}`);
        if (error instanceof PlainError) throw error;
      }
      if (!stopping && waitMs > 0) await pause.sleep(waitMs);
    }
  };

  const messenger = messengerParts(config, config.client, db, clock);
  const notifier = startNotifier(messenger, log);
  const web = await openPages({
    ...options,
    db,
    health,
    pbx: parts.pbx,
    proofOf: (client, id) => unsubscribeProof(messenger.key(), client, id),
    tryChannel: (client, trying) => testChannel({ ...messenger, client }, trying),
    zone: () => zone,
  });
  const running = loop();
  const finish = async (): Promise<void> => {
    stopping = true;
    renewal.stop();
    pause.end();
    const ends = Promise.all([running.catch(() => undefined), notifier.stop()]);
    await Promise.race([ends, new Promise((resolve) => setTimeout(resolve, STOP_WAIT_MS))]);
    await web.stop();
    await Promise.race([Promise.all([db.close(), reader.close()]), new Promise((resolve) => setTimeout(resolve, STOP_WAIT_MS / 3))]);
  };
  let ended: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    if (ended === null) ended = finish();
    return ended;
  };
  const stopped = running.then(stop, async (error: unknown) => {
    await stop();
    throw error;
  });
  return { addresses: web.addresses, health, stopped, stop };
}
