import type { VoicemailVisit } from '../../shared/call';
import type { Dialect } from '../../shared/dialect';
import type { CelRecord } from '../../shared/records';
import type { Channel } from './channels';

/** Seconds after the beep that make a message; less is a caller who hung up on it. */
const MESSAGE_SECONDS = 2;
/** Without sound events: the usual greeting and instructions are over by then. Measured: 12 s with FreePBX's own prompts. */
const GREETING_SECONDS = 14;
const TOO_SHORT_SECONDS = 8;

function bySeconds(seconds: number): VoicemailVisit['message'] {
  if (seconds > GREETING_SECONDS) return 'probably_left';
  return seconds < TOO_SHORT_SECONDS ? 'probably_not' : 'unknown';
}

/**
 * Whether a message was left. Asterisk 22 writes STREAM_BEGIN for each sound: the beep and the seconds after it prove it.
 * Asterisk 16 writes none: then only the time spent is known.
 */
function messageOf(records: readonly CelRecord[], from: number, to: number, soundsLogged: boolean): VoicemailVisit['message'] {
  if (!soundsLogged) return bySeconds(to - from);
  const beep = records.find((one) => one.event === 'STREAM_BEGIN' && one.at >= from && one.extra !== null && one.extra.sound === 'beep');
  if (beep === undefined) return 'none';
  return to - beep.at >= MESSAGE_SECONDS ? 'left' : 'none';
}

function visitByCel(caller: Channel, dialect: Dialect): VoicemailVisit | null {
  if (caller.cel.length === 0) return null;
  const inside = caller.cel.filter((record) => {
    const place = dialect.placeOfApp(record.app, record.appdata);
    return place !== null && place.kind === 'voicemail';
  });
  const first = inside[0];
  if (first === undefined) return null;
  const place = dialect.placeOfApp(first.app, first.appdata);
  const left = inside.find((record) => record.event === 'APP_END') || caller.cel.find((record) => record.event === 'HANGUP');
  const last = caller.cel[caller.cel.length - 1];
  const to = left !== undefined ? left.at : last !== undefined ? last.at : first.at;
  const soundsLogged = inside.some((record) => record.event === 'STREAM_BEGIN');
  // A caller who hangs up before the first sound leaves no STREAM event on Asterisk 22 either: seconds then decide.
  const message = messageOf(inside, first.at, to, soundsLogged);
  return { mailbox: place === null ? '' : place.number, startedAt: first.at, seconds: to - first.at, message };
}

function visitByCdr(caller: Channel, dialect: Dialect): VoicemailVisit | null {
  for (const row of caller.calling) {
    if (row.disposition !== 'ANSWERED') continue;
    const place = dialect.placeOfApp(row.lastapp, row.lastdata) || dialect.placeOf(row.dcontext, row.dst);
    if (place !== null && place.kind === 'voicemail') {
      return { mailbox: place.number, startedAt: row.startedAt, seconds: row.billSeconds, message: bySeconds(row.billSeconds) };
    }
  }
  return null;
}

/** The caller's visit to a mailbox, if there was one. */
export function voicemailsOf(caller: Channel, dialect: Dialect): VoicemailVisit[] {
  const visit = visitByCel(caller, dialect) || visitByCdr(caller, dialect);
  return visit === null ? [] : [visit];
}
