import type { Entry } from '../../shared/entry';
import type { Language } from '../../shared/language';
import { type MessageKey, sayIn } from '../../shared/messages';
import type { MissedReason } from '../../shared/verdict';
import { length } from './time-text';

const REASONS: Readonly<Record<MissedReason, MessageKey>> = {
  no_answer: 'reason.no_answer',
  caller_hung_up: 'reason.caller_hung_up',
  busy: 'reason.busy',
  declined: 'reason.declined',
  unreachable: 'reason.unreachable',
  queue_abandoned: 'reason.queue_abandoned',
  queue_timeout: 'reason.queue_timeout',
  queue_exit_key: 'reason.queue_exit_key',
  queue_empty: 'reason.queue_empty',
  queue_refused: 'reason.queue_refused',
  voicemail_no_message: 'reason.voicemail_no_message',
  forward_unanswered: 'reason.forward_unanswered',
};

/** Why the last call was not served, as a person would say it; times only where the phones rang long enough to mean something. */
export function reasonText(entry: Pick<Entry, 'reason' | 'ringSeconds'>, language: Language): string {
  const say = sayIn(language);
  if (entry.reason === null) return say({ key: 'reason.message_left' });
  const key = REASONS[entry.reason];
  const timed = key === 'reason.no_answer' || key === 'reason.caller_hung_up';
  if (timed && entry.ringSeconds <= 0) return say({ key: 'reason.no_answer_at_all' });
  return say({ key, params: { time: length(language, entry.ringSeconds) } });
}
