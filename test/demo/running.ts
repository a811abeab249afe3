import * as net from 'net';
import { systemClock } from '../../service/clock';
import { type Daemon, startDaemon } from '../../service/daemon';
import { directoryFile } from '../../service/host/directory-file';
import { createLog, type Log } from '../../service/log';
import { type Database, openDatabase } from '../../service/store/database';
import type { TurnReport } from '../../service/turn';
import { alwaysIdentity } from '../../service/web/identity';
import { person } from '../support/people';
import { workTheList } from './at-work';
import { resolveWithheld, setRetention } from './housekeeping';
import { goLive, type Live } from './live';
import { type DemoOffice, openOffice } from './office';
import { Teller } from './telling';
import { lastDay } from './yesterday';

/** What can be shown once the last day is read. */
export interface Opened {
  readonly office: DemoOffice;
  readonly teller: Teller;
  readonly daemon: Daemon;
}

/** Only what went wrong: the demo tells the rest in its own words. */
const LOG: Log = { ...createLog((line) => process.stderr.write(line)), info: () => undefined };

/** The port where it is free, so that an open page survives a restart; else any. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
  });
}

/** Everything that runs, in the order it was started. */
export class Demo {
  private opening: Promise<Opened> | null = null;
  private closing: Promise<void> | null = null;
  private office: DemoOffice | null = null;
  private daemon: Daemon | null = null;
  private db: Database | null = null;
  private live: Live | null = null;

  /** `news` gets a line for each change of the list once the last day is read. */
  constructor(private readonly news: (line: string) => void) {}

  /** Starts the office and the daemon, and waits until the last day is read. No page without a port. */
  open(port: number | null): Promise<Opened> {
    this.opening = this.openAll(port);
    return this.opening;
  }

  private async openAll(port: number | null): Promise<Opened> {
    const office = await openOffice();
    this.office = office;
    for (const capture of lastDay(systemClock.nowAt(), office.zone)) await office.write(capture);
    const { client, store, pbx } = office.config;
    const db = openDatabase(store);
    this.db = db;
    await setRetention(db, office.config, systemClock.nowAt(), office.zone);
    const teller = new Teller(db, client, directoryFile(pbx.directory).current(), office.zone);
    let caughtUp: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => {
      caughtUp = resolve;
    });
    let isReady = false;
    const daemon = await startDaemon({
      config: office.config,
      clock: systemClock,
      log: LOG,
      identify: alwaysIdentity(person({ client, userId: 'demo', name: 'Demo' })),
      ...(port === null ? {} : { loopbackPort: await freePort(port) }),
      onTurn: (report) => {
        if (isReady) this.tell(report, teller);
        if (report.more) return;
        isReady = true;
        caughtUp();
      },
    });
    this.daemon = daemon;
    await Promise.race([ready, daemon.stopped]);
    await resolveWithheld(db, office.config, systemClock.nowAt(), office.zone);
    await workTheList(db, office.config, systemClock.nowAt(), office.zone);
    return { office, teller, daemon };
  }

  private tell({ events }: TurnReport, teller: Teller): void {
    const nowAt = systemClock.nowAt();
    Promise.all(events.map((event) => teller.lineOf(event, nowAt))).then(
      (lines) => {
        for (const line of lines) if (line !== null) this.news(line);
      },
      // The list itself is not touched by this; a line less in the terminal.
      () => undefined,
    );
  }

  /** Calls come in from now on. */
  goLive(office: DemoOffice): void {
    this.live = goLive(office, this.news, (error) => {
      process.stderr.write(`The calls stopped: ${String(error)}\n`);
    });
  }

  /** Stops everything that was started, last first; what is just being started is waited for. */
  close(): Promise<void> {
    if (this.closing === null) this.closing = this.closeAll();
    return this.closing;
  }

  private async closeAll(): Promise<void> {
    if (this.opening !== null) await this.opening.catch(() => undefined);
    if (this.live !== null) this.live.stop();
    if (this.daemon !== null) await this.daemon.stop();
    if (this.db !== null) await this.db.close();
    if (this.office !== null) await this.office.close();
  }
}
