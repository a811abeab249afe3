import { readCapture, type ShiftOptions, shiftCapture, type WrittenCapture, type WrittenRow } from './capture-rows';
import type { Mariadb } from './mariadb';

export interface AsteriskTablesOptions {
  readonly database?: string;
  /** FreePBX 17 has an index on linkedid; 14 to 16 have none, so `WHERE linkedid = …` reads the whole table there. */
  readonly linkedidIndex: boolean;
  /** 80 where CEL was first set up by an old FreePBX. */
  readonly appdataLength: 80 | 255 | 1024;
  /** Tables of old installations cannot hold an emoji. */
  readonly charset?: 'utf8mb4' | 'utf8mb3' | 'latin1';
}

/** Creates `cdr` and `cel` as FreePBX creates them. */
export async function createAsteriskTables(db: Mariadb, options: AsteriskTablesOptions): Promise<void> {
  const { database = 'asteriskcdrdb', charset = 'utf8mb4' } = options;
  await db.query(`CREATE DATABASE IF NOT EXISTS \`${database}\` DEFAULT CHARACTER SET utf8mb4`);
  for (const sql of [cdrTable(options.linkedidIndex), celTable(options.appdataLength)]) {
    const here = sql.replace('CREATE TABLE ', `CREATE TABLE \`${database}\`.`);
    await db.query(`${here} DEFAULT CHARSET=${charset}`);
  }
}

export interface LoadOptions extends ShiftOptions {
  readonly database?: string;
}

/**
 * Writes a capture's rows as Asterisk would, moved in time when asked; answers what was written. CEL rows get new ids in their order.
 * The lines of queue_log are for the caller to put into a file.
 */
export async function loadCapture(db: Mariadb, dir: string, options: LoadOptions = {}): Promise<WrittenCapture> {
  const capture = shiftCapture(readCapture(dir), options);
  await insertRows(db, 'cdr', capture.cdr, options.database);
  await insertRows(db, 'cel', capture.cel, options.database);
  return capture;
}

/** Adds rows to `cdr` or `cel`; columns a row lacks get their default, and `id` is always the table's to give. */
export async function insertRows(
  db: Mariadb,
  table: 'cdr' | 'cel',
  rows: readonly WrittenRow[],
  database = 'asteriskcdrdb',
): Promise<void> {
  const groups = new Map<string, WrittenRow[]>();
  for (const row of rows) {
    const names = columnsOf(row).join();
    groups.set(names, (groups.get(names) || []).concat(row));
  }
  for (const group of groups.values()) {
    const columns = columnsOf(group[0] as WrittenRow);
    const values = group.map((row) => columns.map((column) => row[column]));
    await db.query(`INSERT INTO \`${database}\`.${table} (${columns.join()}) VALUES ?`, [values]);
  }
}

function columnsOf(row: WrittenRow): string[] {
  return Object.keys(row).filter((name) => name !== 'id');
}

/** installlib/SQL/cdr.sql of the framework, and the columns and indexes which the cdr module's install.php adds. */
function cdrTable(linkedidIndex: boolean): string {
  return `CREATE TABLE cdr (
    calldate datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
    clid varchar(80) NOT NULL DEFAULT '',
    src varchar(80) NOT NULL DEFAULT '',
    dst varchar(80) NOT NULL DEFAULT '',
    dcontext varchar(80) NOT NULL DEFAULT '',
    channel varchar(80) NOT NULL DEFAULT '',
    dstchannel varchar(80) NOT NULL DEFAULT '',
    lastapp varchar(80) NOT NULL DEFAULT '',
    lastdata varchar(80) NOT NULL DEFAULT '',
    duration int(11) NOT NULL DEFAULT 0,
    billsec int(11) NOT NULL DEFAULT 0,
    disposition varchar(45) NOT NULL DEFAULT '',
    amaflags int(11) NOT NULL DEFAULT 0,
    accountcode varchar(20) NOT NULL DEFAULT '',
    uniqueid varchar(32) NOT NULL DEFAULT '',
    userfield varchar(255) NOT NULL DEFAULT '',
    did varchar(50) NOT NULL DEFAULT '',
    recordingfile varchar(255) NOT NULL DEFAULT '',
    cnum varchar(80) NOT NULL DEFAULT '',
    cnam varchar(80) NOT NULL DEFAULT '',
    outbound_cnum varchar(80) NOT NULL DEFAULT '',
    outbound_cnam varchar(80) NOT NULL DEFAULT '',
    dst_cnam varchar(80) NOT NULL DEFAULT '',
    linkedid varchar(32) NOT NULL DEFAULT '',
    peeraccount varchar(80) NOT NULL DEFAULT '',
    sequence int(11) NOT NULL DEFAULT 0,
    KEY calldate (calldate),
    KEY dst (dst),
    KEY accountcode (accountcode),
    KEY uniqueid (uniqueid),
    KEY did (did),
    KEY recordingfile (recordingfile(191))${linkedidIndex ? ',\n    KEY linkedid (linkedid)' : ''}
  ) ENGINE=InnoDB`;
}

/** The cel module's install.php. */
function celTable(appdataLength: number): string {
  return `CREATE TABLE cel (
    id int(11) NOT NULL AUTO_INCREMENT,
    eventtype varchar(30) NOT NULL,
    eventtime datetime NOT NULL,
    cid_name varchar(80) NOT NULL,
    cid_num varchar(80) NOT NULL,
    cid_ani varchar(80) NOT NULL,
    cid_rdnis varchar(80) NOT NULL,
    cid_dnid varchar(80) NOT NULL,
    exten varchar(80) NOT NULL,
    context varchar(80) NOT NULL,
    channame varchar(80) NOT NULL,
    appname varchar(80) NOT NULL,
    appdata varchar(${appdataLength}) NOT NULL,
    amaflags int(11) NOT NULL,
    accountcode varchar(20) NOT NULL,
    uniqueid varchar(32) NOT NULL,
    linkedid varchar(32) NOT NULL,
    peer varchar(255) NOT NULL,
    userdeftype varchar(255) NOT NULL,
    extra varchar(512) NOT NULL,
    PRIMARY KEY (id),
    KEY uniqueid_index (uniqueid),
    KEY linkedid_index (linkedid),
    KEY context_index (context)
  ) ENGINE=InnoDB`;
}
