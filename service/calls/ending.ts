import type { Ending } from '../../shared/call';
import type { Dialect } from '../../shared/dialect';
import { firstEvent } from './channel-role';
import type { Channel } from './channels';
import type { Evidence } from './evidence';

/** When, by whom and where the caller's channel ended, as far as the records tell. */
export function endingOf(caller: Channel, evidence: Evidence): Ending {
  const hangup = firstEvent(caller, 'HANGUP');
  if (hangup !== undefined) {
    const source = hangup.extra === null ? '' : hangup.extra.hangupsource;
    const by = source === caller.name ? 'caller' : source === 'dialplan/builtin' ? 'pbx' : 'unknown';
    return { at: hangup.at, by, cause: caller.hangupCause, where: `${hangup.exten}@${hangup.context}` };
  }
  const abandoned = evidence.queueLog.some((record) => record.event === 'ABANDON');
  const last = caller.calling[caller.calling.length - 1];
  const by = abandoned || (last !== undefined && last.disposition === 'CANCEL') ? 'caller' : 'unknown';
  return { at: caller.endedAt, by, cause: null, where: last === undefined ? '' : `${last.dst}@${last.dcontext}` };
}

/** Without CEL the Busy and Congestion applications of the last row tell what CEL's dialplan place tells. */
export function failureOf(caller: Channel, dialect: Dialect): 'busy' | 'unreachable' | null {
  const hangup = firstEvent(caller, 'HANGUP');
  if (hangup !== undefined) return dialect.failureAt(hangup.context, hangup.exten);
  const row = caller.calling[caller.calling.length - 1];
  if (row === undefined || row.dstchannel !== '') return null;
  return row.lastapp === 'Busy' ? 'busy' : row.lastapp === 'Congestion' ? 'unreachable' : null;
}

/** The dialplan refused the caller: blacklist, or no route for what he dialled. */
export function refusedOf(caller: Channel, dialect: Dialect): boolean {
  // A trunk that sends no number begins at `s` itself.
  const start = firstEvent(caller, 'CHAN_START');
  for (const record of caller.cel) {
    if (start !== undefined && record.exten === start.exten && record.context === start.context) continue;
    if (record.exten !== '' && record.event !== 'CHAN_START' && dialect.isRefusal(record.context, record.exten)) return true;
  }
  const row = caller.calling[caller.calling.length - 1];
  return caller.cel.length === 0 && row !== undefined && dialect.isRefusal(row.dcontext, row.dst);
}

/** The keys the caller pressed. */
export function keysOf(caller: Channel): string {
  let keys = '';
  for (const { event, extra } of caller.cel) if (event === 'DTMF' && extra !== null) keys += String(extra.digit || '');
  return keys;
}
