import * as fs from 'fs';
import { type Connection, createConnection } from 'mysql2/promise';
import * as path from 'path';
import { FREEPBX_DIALECT } from '../../service/host/freepbx-dialect';
import { type Office, officeOf } from '../../service/judging';
import { type ListPage, listEntries } from '../../service/store/list';
import { turn } from '../../service/turn';
import type { Directory } from '../../shared/directory';
import type { Entry } from '../../shared/entry';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import type { WrittenRow } from '../support/capture-rows';
import type { Mariadb } from '../support/mariadb';
import { type PbxStand, type Shape, standUp } from '../support/pbx-stand';
import { Crash, type Daemon, type Interruption, interrupted, startDaemon } from './crash';
import type { Piece } from './day';

/** A PBX under a daemon, to which anything may happen; everything that is written is written through here. */
export class World {
  /** What the daemon's clock is wrong by. */
  skewSeconds = 0;
  /** Where Asterisk's rows go while a table was moved away. */
  readonly tables: { cdr: string; cel: string } = { cdr: 'cdr', cel: 'cel' };
  /** The file Asterisk has open, wherever it was moved to. */
  queueLog: string;
  nextCelId = 1;
  /** What happens in every turn. */
  always: Interruption | null = null;
  private rotations = 0;
  failedTurns = 0;
  turns = 0;
  /** The daemon's clock, and no later than the true one, when a turn went well last. */
  goodTurnAt = 0;
  private root: Connection | null = null;
  private daemon: Daemon;

  private constructor(
    readonly mariadb: Mariadb,
    readonly stand: PbxStand,
    readonly directory: Directory,
    private readonly office: Office,
  ) {
    this.queueLog = stand.queueLogFile;
    this.daemon = this.anotherDaemon();
  }

  static async create(mariadb: Mariadb, directory: Directory, shape: Shape): Promise<World> {
    const stand = await standUp(mariadb, directory, shape);
    return new World(mariadb, stand, directory, officeOf(directory, [{ since: 0, settings: DEFAULT_SETTINGS }], FREEPBX_DIALECT));
  }

  /** A statement as root, on a connection that is made again when the server was. */
  async sql<Row = Record<string, unknown>>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (this.root === null) this.root = await createConnection(this.mariadb.login(undefined, this.stand.pbxDatabase));
        return (await this.root.query(statement, values as unknown[]))[0] as unknown as Row[];
      } catch (error) {
        const { fatal } = error as { fatal?: boolean };
        if (this.root !== null) this.root.destroy();
        this.root = null;
        if (fatal !== true || attempt === 3) throw error;
      }
    }
  }

  /** Writes as Asterisk would. */
  async write(pieces: readonly Piece[]): Promise<void> {
    const cdr = pieces.filter(({ source }) => source === 'cdr').map(({ row }) => row);
    const cel = pieces.filter(({ source }) => source === 'cel').map(({ row }) => this.numbered(row));
    const lines = pieces.filter(({ source }) => source === 'queue_log').map(({ line }) => `${line}\n`);
    await this.insert(this.tables.cdr, cdr);
    await this.insert(this.tables.cel, cel);
    if (lines.length > 0) fs.appendFileSync(this.queueLog, lines.join(''));
  }

  /** A CEL row with the id the table would give it. */
  numbered(row: WrittenRow): WrittenRow {
    this.nextCelId += 1;
    return { ...row, id: this.nextCelId - 1, appdata: String(row.appdata || '').slice(0, 80) };
  }

  async insert(table: string, rows: readonly WrittenRow[]): Promise<void> {
    const groups = new Map<string, WrittenRow[]>();
    for (const row of rows) groups.set(Object.keys(row).join(), (groups.get(Object.keys(row).join()) || []).concat(row));
    for (const [columns, some] of Array.from(groups)) {
      await this.sql(`INSERT INTO ${table} (${columns}) VALUES ?`, [some.map((row) => Object.keys(row).map((name) => row[name]))]);
    }
  }

  /** Turns until nothing more is left to read; false when one of them failed. */
  async turn(now: number, interruption: Interruption | null = this.always): Promise<boolean> {
    this.turns += 1;
    try {
      await this.turnOf(this.daemon, now, interruption);
      this.goodTurnAt = now + Math.min(0, this.skewSeconds);
      return true;
    } catch (error) {
      this.failedTurns += 1;
      if (error instanceof Crash) this.newDaemon();
      return false;
    }
  }

  /** From now on another daemon process is ours. */
  newDaemon(daemon: Daemon = this.anotherDaemon()): void {
    this.daemon = daemon;
  }

  anotherDaemon(): Daemon {
    return startDaemon(this.stand, this.tablesFor());
  }

  /**
   * A turn of ours at so many statements of which something is written, and another daemon looks too. What that one keeps is kept before
   * ours, or comes after it: then it is overtaken and takes its turn again.
   */
  async turnBeside(other: Daemon, now: number, at: number, isOvertaken: boolean, write: () => Promise<void>): Promise<void> {
    let [free, looked] = [() => {}, () => {}];
    const isFree = new Promise<void>((resolve) => {
      free = resolve;
    });
    const hasLooked = new Promise<void>((resolve) => {
      looked = resolve;
    });
    let over: Promise<void> = Promise.resolve();
    const wait = async () => {
      looked();
      if (isOvertaken) await isFree;
    };
    const happen = async (isInTransaction: boolean) => {
      await write();
      over = this.turnOf(other, now, { at: 'transactions', happen: wait }).catch(() => {});
      // In a transaction ours holds the list: the other waits for it.
      await (isOvertaken || isInTransaction ? Promise.race([hasLooked, over]) : over);
    };
    await this.turn(now, { at, happen });
    free();
    await over;
  }

  private async turnOf(daemon: Daemon, now: number, interruption: Interruption | null): Promise<void> {
    const parts = interruption === null ? daemon.parts : interrupted(daemon, this.stand, interruption);
    try {
      while ((await turn(parts, this.office, now + this.skewSeconds)).more);
    } finally {
      daemon.asks.reader = this.stand.reader;
    }
  }

  /** The name logrotate gives the file next. */
  rotatedName(): string {
    this.rotations += 1;
    return `${this.stand.queueLogFile}-${20261000 + this.rotations}`;
  }

  async entries(): Promise<readonly Entry[]> {
    const { client, db } = this.stand;
    const all: Entry[] = [];
    for (const status of ['open', 'cleared'] as const) {
      for (let after: string | null = ''; after !== null; ) {
        const page: ListPage = await listEntries(client, db, { status, limit: 500, after });
        all.push(...page.entries);
        after = page.after;
      }
    }
    return all;
  }

  async close(): Promise<void> {
    if (this.root !== null) await this.root.end().catch(() => undefined);
    const { queueLogFile } = this.stand;
    const folder = path.dirname(queueLogFile);
    for (const name of fs.readdirSync(folder)) if (name !== 'queue_log') fs.unlinkSync(path.join(folder, name));
    fs.appendFileSync(queueLogFile, '');
    await this.stand.close();
  }

  private tablesFor() {
    const { queueLogFile } = this.stand;
    return { cdr: 'cdr', cel: 'cel', queueLog: queueLogFile, cdrOverlapSeconds: 600, zone: this.directory.timeZone };
  }
}
