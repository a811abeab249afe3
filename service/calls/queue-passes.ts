import type { QueuePass } from '../../shared/call';
import type { Dialect } from '../../shared/dialect';
import type { CdrRecord, QueueLogRecord } from '../../shared/records';
import type { Place } from '../../shared/words';
import { added } from './added';
import type { Channel } from './channels';
import type { Evidence } from './evidence';

const ENDS: Readonly<Record<string, QueuePass['ended']>> = {
  CONNECT: 'connected',
  COMPLETEAGENT: 'connected',
  COMPLETECALLER: 'connected',
  BLINDTRANSFER: 'connected',
  ATTENDEDTRANSFER: 'connected',
  TRANSFER: 'connected',
  ABANDON: 'abandoned',
  EXITWITHTIMEOUT: 'timeout',
  EXITWITHKEY: 'exit_key',
  EXITEMPTY: 'empty',
};

/** Which data field holds the seconds waited (Asterisk's queue_log documentation). */
const WAIT_FIELD: Readonly<Record<string, number>> = { CONNECT: 0, ABANDON: 2, EXITWITHTIMEOUT: 2, EXITWITHKEY: 3, EXITEMPTY: 2 };

interface Open {
  queue: string;
  enteredAt: number;
  joined: boolean;
}

function closed(open: Open, record: QueueLogRecord | null): QueuePass {
  if (record === null) {
    return { queue: open.queue, enteredAt: open.enteredAt, waitSeconds: null, ended: open.joined ? 'unknown' : 'refused' };
  }
  const field = WAIT_FIELD[record.event];
  const written = field === undefined ? '' : record.data[field] || '';
  const waitSeconds = /^\d+$/.test(written) ? Number(written) : record.at - open.enteredAt;
  return { queue: open.queue, enteredAt: open.enteredAt, waitSeconds, ended: ENDS[record.event] || 'unknown' };
}

/** Passes by queue_log: from DID (offered) or ENTERQUEUE to what ended them. An offer that never entered was refused. */
function passesByLog(records: readonly QueueLogRecord[]): QueuePass[] {
  const passes: QueuePass[] = [];
  if (records.length === 0) return passes;
  // Within a second the log does not tell whether one queue was left before the next was entered.
  const open = new Map<string, Open>();
  const close = (queue: string, record: QueueLogRecord | null) => {
    const one = open.get(queue);
    if (one !== undefined) passes.push(closed(one, record));
    open.delete(queue);
  };
  for (const record of records) {
    const { queue, event, at } = record;
    if (event === 'DID' || event === 'ENTERQUEUE') {
      const offered = open.get(queue);
      if (event === 'ENTERQUEUE' && offered !== undefined && !offered.joined) offered.joined = true;
      else {
        close(queue, null);
        open.set(queue, { queue, enteredAt: at, joined: event === 'ENTERQUEUE' });
      }
    } else if (ENDS[event] !== undefined) close(queue, record);
  }
  for (const queue of Array.from(open.keys())) close(queue, null);
  return passes.length < 2 ? passes : passes.sort((one, other) => one.enteredAt - other.enteredAt);
}

/** What queue_log alone says. */
const LEFT: readonly QueuePass['ended'][] = ['abandoned', 'timeout', 'exit_key', 'empty'];

/** A queue of which queue_log tells that he left it each time he was there. */
export function isLeftQueue(place: Place | null, passes: readonly QueuePass[]): boolean {
  if (place === null || place.kind !== 'queue') return false;
  const there = passes.filter(({ queue }) => queue === place.number);
  return there.length > 0 && there.every(({ ended }) => LEFT.indexOf(ended) >= 0);
}

/** Passes by CEL: the Queue application of the caller's channel, from APP_START to APP_END. */
function passesByCel(caller: Channel, dialect: Dialect): QueuePass[] {
  let passes: QueuePass[] = [];
  for (const record of caller.cel) {
    const place = dialect.placeOfApp(record.app, record.appdata) || dialect.placeOf(record.context, record.exten);
    if (place === null || place.kind !== 'queue') continue;
    const last = passes[passes.length - 1];
    if (record.event === 'APP_START' || last === undefined || last.queue !== place.number) {
      passes = added(passes, { queue: place.number, enteredAt: record.at, waitSeconds: null, ended: 'unknown' });
    } else if (record.event === 'APP_END' || record.event === 'HANGUP') {
      const { queue, enteredAt, ended } = last;
      passes[passes.length - 1] = { queue, enteredAt, waitSeconds: record.at - enteredAt, ended };
    }
  }
  if (passes.length < 2) return passes;
  return passes.filter(
    (pass, index) => index === 0 || passes[index - 1]?.queue !== pass.queue || pass.enteredAt !== passes[index - 1]?.enteredAt,
  );
}

/** Passes by CDR: the caller's rows whose last application was Queue. */
function passesByCdr(rows: readonly CdrRecord[], dialect: Dialect): QueuePass[] {
  let passes: QueuePass[] = [];
  for (const row of rows) {
    const place = dialect.placeOfApp(row.lastapp, row.lastdata);
    if (place === null || place.kind !== 'queue') continue;
    const at = passes.findIndex((pass) => pass.queue === place.number);
    const known = passes[at];
    const endedAt = row.startedAt + row.durationSeconds;
    if (known === undefined)
      passes = added(passes, { queue: place.number, enteredAt: row.startedAt, waitSeconds: row.durationSeconds, ended: 'unknown' });
    else {
      const { queue, enteredAt, ended } = known;
      passes[at] = { queue, enteredAt, waitSeconds: Math.max(known.waitSeconds || 0, endedAt - enteredAt), ended };
    }
  }
  return passes;
}

/** The caller's stays in queues. queue_log says how each ended; without it CEL and CDR say only that there was one. */
export function queuePassesOf(caller: Channel, evidence: Evidence, dialect: Dialect): QueuePass[] {
  const logged = evidence.queueLog.filter((record) => record.callid === caller.uniqueid || caller.uniqueid === '');
  const mine = passesByLog(logged);
  const passes = mine.length > 0 || logged.length === evidence.queueLog.length ? mine : passesByLog(evidence.queueLog);
  const fromCel = passesByCel(caller, dialect);
  const rest = fromCel.length > 0 ? fromCel : passesByCdr(caller.calling, dialect);
  if (passes.length === 0 && rest.length < 2) return rest;
  const known = new Set(passes.map((pass) => pass.queue));
  return passes.concat(rest.filter((pass) => !known.has(pass.queue))).sort((one, other) => one.enteredAt - other.enteredAt);
}
