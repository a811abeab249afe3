import type { Linkedid, Uniqueid, UtcSeconds } from './words';

/** One row of the CDR table, decoded. Texts are trimmed of nothing: they are what the caller and the dialplan wrote. */
export interface CdrRecord {
  readonly source: 'cdr';
  readonly linkedid: Linkedid;
  readonly uniqueid: Uniqueid;
  /** Start of this row in UTC; from the uniqueid and calldate, see decode. */
  readonly startedAt: UtcSeconds;
  readonly durationSeconds: number;
  readonly billSeconds: number;
  readonly disposition: string;
  readonly src: string;
  readonly dst: string;
  readonly dcontext: string;
  readonly channel: string;
  readonly dstchannel: string;
  readonly lastapp: string;
  readonly lastdata: string;
  readonly did: string;
  /** Caller name as the CDR keeps it: `cnam`, else the name part of `clid`. */
  readonly callerName: string;
  readonly cnum: string;
  readonly sequence: number;
}

/** One row of the CEL table, decoded; `extra` is the parsed JSON, or null where it was cut or broken. */
export interface CelRecord {
  readonly source: 'cel';
  /** Auto-increment id of the table; 0 where unknown. Order inside one channel. */
  readonly id: number;
  readonly event: string;
  readonly at: UtcSeconds;
  readonly linkedid: Linkedid;
  readonly uniqueid: Uniqueid;
  readonly channel: string;
  readonly cidName: string;
  readonly cidNum: string;
  readonly cidDnid: string;
  readonly exten: string;
  readonly context: string;
  readonly app: string;
  readonly appdata: string;
  readonly peer: string;
  readonly extra: Readonly<Record<string, unknown>> | null;
}

/** One line of queue_log, decoded. */
export interface QueueLogRecord {
  readonly source: 'queue_log';
  readonly at: UtcSeconds;
  /** The caller's uniqueid (`NONE` and `MANAGER` lines are no calls and never get here). */
  readonly callid: Uniqueid;
  readonly queue: string;
  /** The member's name or interface; FreePBX writes the name. */
  readonly agent: string;
  readonly event: string;
  readonly data: readonly string[];
}

export type AsteriskRecord = CdrRecord | CelRecord | QueueLogRecord;

/** A row that could not be read: set aside and counted, never fatal. */
export interface UnreadableRow {
  readonly source: 'cdr' | 'cel' | 'queue_log';
  /** What to look for: the row's id, uniqueid or line. At most 200 characters. */
  readonly where: string;
  /** One sentence: which column, and why. */
  readonly why: string;
}
