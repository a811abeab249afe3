import { createPool, type Pool, type PoolConnection, type ResultSetHeader, type RowDataPacket, setMaxParserCache } from 'mysql2';
import { type RowStream, rowStream } from './row-stream';

/** Where a database is and who we are there: a unix socket, or host and port. */
export interface DatabaseAddress {
  readonly socketPath?: string;
  readonly host?: string;
  readonly port?: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Connections at most; 5 unless told. */
  readonly connections?: number;
}

export type SqlValue = string | number | null;
export type SqlRow = Readonly<Record<string, string | number | null>>;

/** Something that can be asked. Instants come as `YYYY-MM-DD HH:MM:SS` in UTC. */
export interface Queryable {
  query(sql: string, values?: readonly unknown[]): Promise<readonly SqlRow[]>;
}

/** Something that can be changed too. */
export interface Writable extends Queryable {
  /** Rows the statement inserted, changed or deleted. */
  change(sql: string, values?: readonly unknown[]): Promise<number>;
}

/** Our own database: a pool of connections. */
export interface Database extends Writable {
  /** All or nothing; run again, at most five times, when the database gave it up for another's sake. Keep side effects out of it. */
  transaction<T>(work: (tx: Writable) => Promise<T>): Promise<T>;
  /** One connection for statements that belong together without being a transaction, such as a named lock. */
  connection<T>(work: (one: Writable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The PBX's database: SELECT and nothing else, whatever the account might allow. */
export interface Reader extends Queryable {
  /** For answers that are larger than memory. */
  stream(sql: string, values?: readonly unknown[]): RowStream;
  close(): Promise<void>;
}

const SESSION = [
  "SET time_zone = '+00:00'",
  "SET sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO'",
  'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ',
];
const ATTEMPTS = 5;
/** ER_LOCK_DEADLOCK, ER_CHECKREAD: another transaction came between; the same again may well succeed. */
const WORTH_ANOTHER_TRY = [1213, 1020];

/** Opens our own database; connects when first asked. */
export function openDatabase(address: DatabaseAddress): Database {
  const pool = poolOf(address);
  const connection = <T>(work: (one: Writable) => Promise<T>): Promise<T> => withConnection(pool, (one) => work(writable(one)));
  return {
    ...writable(pool),
    connection,
    transaction: async (work) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await connection((one) => inTransaction(one, work));
        } catch (error) {
          if (attempt === ATTEMPTS || WORTH_ANOTHER_TRY.indexOf(numberOf(error)) < 0) throw error;
        }
      }
    },
    close: () => closed(pool),
  };
}

/** Opens the PBX's database for reading only. */
export function openReader(address: DatabaseAddress): Reader {
  const pool = poolOf(address);
  const onlyReads = (sql: string) => {
    if (!/^\s*(SELECT|SHOW)\b/i.test(sql)) throw new Error("the PBX's database is only read");
  };
  return {
    query: async (sql, values) => {
      onlyReads(sql);
      return writable(pool).query(sql, values);
    },
    stream: (sql, values = []) => {
      onlyReads(sql);
      return rowStream((ready) => pool.getConnection(ready as never), sql, values);
    },
    close: () => closed(pool),
  };
}

/** The number MariaDB gives an error, such as 1146 for a missing table; 0 for an error that is not the database's. */
export function numberOf(error: unknown): number {
  const number = error instanceof Error ? (error as Error & { errno?: unknown }).errno : 0;
  return typeof number === 'number' ? number : 0;
}

/** Statements of another form that the driver remembers how to read. Its own 15000 take half a megabyte before the first. */
const PARSERS = 500;

function poolOf({ connections, ...address }: DatabaseAddress): Pool {
  setMaxParserCache(PARSERS);
  const session = { charset: 'UTF8MB4_UNICODE_CI', dateStrings: true } as const;
  // We prepare none, and room for 16000 takes half a megabyte a connection.
  const pool = createPool({ ...address, ...session, maxPreparedStatements: 1, connectionLimit: connections || 5 });
  // Queued on the new connection before anybody's first statement; a connection that refuses one is no use to anybody.
  pool.on('connection', (one) => {
    for (const sql of SESSION) one.query(sql, (error) => error && one.destroy());
  });
  return pool;
}

function writable(on: Pool | PoolConnection): Writable {
  return {
    query: (sql, values) => asked<readonly SqlRow[]>(on, sql, values),
    change: async (sql, values) => (await asked<ResultSetHeader>(on, sql, values)).affectedRows,
  };
}

function asked<T>(on: Pool | PoolConnection, sql: string, values: readonly unknown[] = []): Promise<T> {
  return new Promise((resolve, reject) => {
    on.query<RowDataPacket[] | ResultSetHeader>(sql, values.slice(), (error, result) => {
      if (error) reject(error);
      else resolve(result as unknown as T);
    });
  });
}

function withConnection<T>(pool: Pool, work: (one: PoolConnection) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    pool.getConnection((error, one) => {
      if (error) {
        reject(error);
        return;
      }
      work(one).then(
        (result) => {
          one.release();
          resolve(result);
        },
        (failure) => {
          // A connection in doubt is not handed on: a lock or a half transaction may hang on it.
          one.destroy();
          reject(failure);
        },
      );
    });
  });
}

async function inTransaction<T>(one: Writable, work: (tx: Writable) => Promise<T>): Promise<T> {
  await one.query('START TRANSACTION');
  const result = await work(one);
  await one.query('COMMIT');
  return result;
}

function closed(pool: Pool): Promise<void> {
  return new Promise((resolve, reject) => pool.end((error) => (error ? reject(error) : resolve())));
}
