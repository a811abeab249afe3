import type { UtcSeconds } from '../../shared/words';
import { textOf, wallOf } from './decode';
import { latestAt } from './newest-rows';
import type { Queryable } from './source';
import { CDR, CEL, queueLogCondition, type TableCondition, tableCondition } from './table-condition';

/** What the PBX's database is like. */
export interface PbxCondition {
  readonly cdr: TableCondition;
  readonly cel: TableCondition;
  /** The realtime table of queue_log; null where none is looked for. */
  readonly queueLog: TableCondition | null;
  /** The server's own clock. */
  readonly utcAt: UtcSeconds;
  /** Seconds the server's zone is ahead of UTC; null where it does not say. */
  readonly serverOffset: number | null;
  readonly database: string;
  /** SHOW GRANTS of our account. They hold its password's hash: never kept, never shown. */
  readonly grants: readonly string[];
}

/** The tables to look at, each with its database before it where it lies in another one. */
export interface TablesToLookAt {
  readonly cdr: string;
  readonly cel: string;
  readonly queueLogTable: string | null;
}

/** A clock that goes on unseen is wrong by less; rows further ahead are of one that was set right again. */
const AHEAD_SECONDS = 3600;

/** Looks at the tables with a handful of statements that read a few rows by index, however large the tables are. Throws what the database throws. */
export async function conditionOf(db: Queryable, tables: TablesToLookAt, zone: string | null, nowAt: UtcSeconds): Promise<PbxCondition> {
  const [clock] = await db.query(
    "SELECT UTC_TIMESTAMP() AS utc, CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', @@global.time_zone) AS local, DATABASE() AS name",
  );
  const [utc, local] = [wallOf(clock?.utc), wallOf(clock?.local)];
  const database = textOf(clock?.name);
  const known = { database, zone, until: nowAt + AHEAD_SECONDS };
  const cel = await tableCondition(db, CEL, tables.cel, known);
  const cdr = await tableCondition(db, CDR, tables.cdr, { ...known, until: Math.max(known.until, latestAt(cel.newest) + AHEAD_SECONDS) });
  const grants = await db.query('SHOW GRANTS');
  return {
    cdr,
    cel,
    queueLog: tables.queueLogTable === null ? null : await queueLogCondition(db, tables.queueLogTable, known),
    utcAt: utc || 0,
    serverOffset: utc === null || local === null ? null : local - utc,
    database,
    grants: grants.map((row) => textOf(row[Object.keys(row)[0] as string])),
  };
}
