import type { Leg } from '../../shared/call';
import type { CdrRecord } from '../../shared/records';
import { added } from './added';
import { firstEvent } from './channel-role';
import type { Channel } from './channels';
import type { Evidence } from './evidence';
import type { People } from './people';

/** The caller's own CDR row, that with the DID where there is one. */
export function ownRow({ calling }: Channel): CdrRecord | undefined {
  return calling.length < 2 ? calling[0] : calling.find((one) => one.did !== '') || calling[0];
}

/**
 * Who called, as Asterisk wrote it; '' when he withheld it. An analog line tells it after the channel was made (`analog_ss_thread` in
 * sig_analog.c), so a channel that started without may have it later.
 */
export function callerNumberOf(caller: Channel): string {
  if (caller.cel.length === 0) return ownRow(caller)?.src || '';
  const start = firstEvent(caller, 'CHAN_START');
  if (start !== undefined && start.cidNum !== '') return start.cidNum;
  const later = caller.cel.find((record) => record.cidNum !== '');
  return later !== undefined ? later.cidNum : ownRow(caller)?.src || '';
}

/** What he called, as the directory writes it where it knows the number; null when nothing tells it. */
export function didOf(caller: Channel, { queueLog }: Evidence, people: People): string | null {
  const row = ownRow(caller);
  if (row !== undefined && row.did !== '') return people.didAs(row.did);
  const start = firstEvent(caller, 'CHAN_START');
  const dnid = caller.cel.length === 0 ? undefined : caller.cel.find((record) => record.cidDnid !== '');
  const offered = queueLog.length === 0 ? undefined : queueLog.find((record) => record.event === 'DID');
  const startExten = start !== undefined && start.exten !== 's' ? start.exten : '';
  const written = startExten || dnid?.cidDnid || offered?.data[0] || '';
  return written === '' ? null : people.didAs(written);
}

/** The colleague of a click-to-call: the phone that was rung before the number was dialled. */
export function firstPhone(legs: readonly Leg[]): string {
  const phone = legs.find((leg) => leg.person.outsideNumber === null && leg.person.extension !== null);
  return phone === undefined ? '' : phone.person.extension || '';
}

/** Every form in which the called number was written: sent to the trunk, dialled by the phone. */
export function dialledForms(caller: Channel, outside: readonly Channel[]): string[] {
  const start = firstEvent(caller, 'CHAN_START');
  let forms: string[] = [];
  const add = (form: string | null) => {
    if (form !== null && form !== '' && form !== 's' && forms.indexOf(form) < 0) forms = added(forms, form);
  };
  for (const channel of outside) add(channel.outsideNumber);
  if (caller.role === 'origin' && start !== undefined) add(start.exten);
  for (const row of caller.calling) add(row.dst);
  return forms;
}
