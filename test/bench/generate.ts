import * as fs from 'fs';
import { createConnection } from 'mysql2';
import { Readable } from 'stream';
import { createAsteriskTables } from '../support/asteriskcdrdb';
import type { Mariadb } from '../support/mariadb';
import { type Template, templates, writtenLine } from './templates';

const CDR = (
  'calldate clid src dst dcontext channel dstchannel lastapp lastdata duration billsec disposition amaflags accountcode uniqueid ' +
  'userfield did recordingfile cnum cnam outbound_cnum outbound_cnam dst_cnam linkedid peeraccount sequence'
).split(' ');
const CEL = (
  'eventtype eventtime cid_name cid_num cid_ani cid_rdnis cid_dnid exten context channame appname appdata amaflags accountcode ' +
  'uniqueid linkedid peer userdeftype extra'
).split(' ');

/** A PBX's years of calls. */
export interface Generated {
  readonly database: string;
  readonly calls: number;
  readonly cdrRows: number;
  readonly celRows: number;
  readonly queueLogLines: number;
  readonly queueLogFile: string;
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface Wanted {
  readonly database: string;
  readonly cdrRows: number;
  /** With CEL and queue_log beside the CDR. */
  readonly allSources: boolean;
  readonly queueLogFile: string;
  readonly seed?: number;
  /** The last call ends about here. */
  readonly until?: number;
  /** `cdr` and `cel` are there already. */
  readonly hasTables?: boolean;
}

/** Calls of a day on a busy PBX; that decides how many years the rows fill. */
const CALLS_A_DAY = 3000;
/** Rows of this many calls are written in the order of time, as they interleave on a PBX. */
const INTERLEAVED_CALLS = 40;
/** One caller for so many calls; some call often, most rarely. */
const CALLS_A_CALLER = 8;

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / 16777216;
  };
}

/** Fills a database of its own with calls of the captures, in their genuine proportions. */
export async function generate(db: Mariadb, wanted: Wanted, progress: (rows: number) => void): Promise<Generated> {
  if (wanted.hasTables !== true) await createAsteriskTables(db, { database: wanted.database, linkedidIndex: true, appdataLength: 1024 });
  const kinds = templates(CDR, CEL);
  const weights = kinds.reduce((sum, kind) => sum + kind.weight, 0);
  const perCall = kinds.reduce((sum, kind) => sum + kind.weight * kind.cdr.length, 0) / weights;
  const calls = Math.round(wanted.cdrRows / perCall);
  const callers = Math.ceil(calls / CALLS_A_CALLER);
  const random = randomOf(wanted.seed || 7);
  const gap = 86400 / CALLS_A_DAY;
  const until = wanted.until || 1795000000;
  const firstAt = Math.floor(until - calls * gap);
  const pick = (): Template => {
    let at = random() * weights;
    for (const kind of kinds) {
      at -= kind.weight;
      if (at < 0) return kind;
    }
    return kinds[0] as Template;
  };
  const counts = { cdr: 0, cel: 0, queueLog: 0 };
  const queueLog = fs.openSync(wanted.queueLogFile, 'w');
  let made = 0;
  let serial = 1;
  /** The text of some calls: CDR, CEL. */
  const some = (): { readonly cdr: string; readonly cel: string } | null => {
    if (made >= calls) return null;
    const lines = { cdr: [] as [number, string][], cel: [] as [number, string][], queueLog: [] as [number, string][] };
    for (let n = 0; n < INTERLEAVED_CALLS * 25 && made < calls; n += 1, made += 1) {
      const kind = pick();
      const start = Math.floor(firstAt + made * gap);
      const who = 1000000 + Math.floor(random() * random() * callers) * 10;
      const call = { start, serial, counter: serial, caller: (number: number) => `04${70000000 + ((who + (number % 10)) % 29999999)}` };
      serial += kind.serials;
      for (const source of wanted.allSources ? (['cdr', 'cel', 'queueLog'] as const) : (['cdr'] as const)) {
        for (const line of kind[source]) lines[source].push([start + line.landsAt, writtenLine(line, call)]);
        counts[source] += kind[source].length;
      }
    }
    const text = (all: [number, string][]) => {
      all.sort((one, other) => one[0] - other[0]);
      return all.length === 0 ? '' : `${all.map((one) => one[1]).join('\n')}\n`;
    };
    fs.writeSync(queueLog, text(lines.queueLog));
    return { cdr: text(lines.cdr), cel: text(lines.cel) };
  };
  const celFile = `${wanted.queueLogFile}.cel`;
  const cel = fs.openSync(celFile, 'w');
  const cdrText = new Readable({
    read() {
      const next = some();
      if (next !== null && next.cel !== '') fs.writeSync(cel, next.cel);
      progress(counts.cdr);
      this.push(next === null ? null : next.cdr);
    },
  });
  await withoutKeys(db, wanted.database, 'cdr', () => load(db, wanted.database, 'cdr', CDR, cdrText));
  fs.closeSync(cel);
  fs.closeSync(queueLog);
  if (wanted.allSources) {
    const celText = fs.createReadStream(celFile, { highWaterMark: 1 << 20 });
    await withoutKeys(db, wanted.database, 'cel', () => load(db, wanted.database, 'cel', CEL, celText));
  }
  fs.unlinkSync(celFile);
  await db.query(`ANALYZE TABLE ${wanted.database}.cdr, ${wanted.database}.cel`);
  return {
    database: wanted.database,
    calls,
    cdrRows: counts.cdr,
    celRows: counts.cel,
    queueLogLines: counts.queueLog,
    queueLogFile: wanted.queueLogFile,
    firstAt,
    lastAt: until,
  };
}

interface KeyPart {
  readonly Key_name: string;
  readonly Column_name: string;
  readonly Sub_part: number | null;
}

/** Fills a table without its keys and adds them again, which sorts once instead of keeping seven orders for every row. */
async function withoutKeys(db: Mariadb, database: string, table: string, fill: () => Promise<void>): Promise<void> {
  const parts = (await db.query<KeyPart>(`SHOW INDEX FROM ${database}.${table}`)).filter((one) => one.Key_name !== 'PRIMARY');
  const columns = new Map<string, string[]>();
  for (const { Key_name, Column_name, Sub_part } of parts) {
    const column = Sub_part === null ? Column_name : `${Column_name}(${Sub_part})`;
    columns.set(Key_name, (columns.get(Key_name) || []).concat(column));
  }
  const names = Array.from(columns.keys());
  await db.query(`ALTER TABLE ${database}.${table} ${names.map((name) => `DROP KEY ${name}`).join()}`);
  await fill();
  const added = names.map((name) => `ADD KEY ${name} (${(columns.get(name) as string[]).join()})`);
  await db.query(`ALTER TABLE ${database}.${table} ${added.join()}`);
}

/** The quickest way in that a server has. */
function load(db: Mariadb, database: string, table: string, columns: readonly string[], text: NodeJS.ReadableStream): Promise<void> {
  const connection = createConnection({
    ...db.login(undefined, database),
    infileStreamFactory: () => text as never,
    flags: ['+LOCAL_FILES'],
  });
  const sql = `LOAD DATA LOCAL INFILE 'rows' INTO TABLE ${table} CHARACTER SET utf8mb4 (${columns.join()})`;
  return new Promise((resolve, reject) => {
    connection.query('SET unique_checks = 0, foreign_key_checks = 0');
    connection.query({ sql, infileStreamFactory: () => text as never }, (error) => {
      connection.end(() => undefined);
      if (error) reject(error);
      else resolve();
    });
  });
}
