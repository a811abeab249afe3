import type { Confidence } from '../../../shared/verdict';
import type { Rule } from '../rule';
import { missingSources } from '../rule';

/** The caller reached a mailbox: a message makes it `voicemail`, none makes it missed. */
export const voicemail: Rule = (call) => {
  const visit = call.voicemails[call.voicemails.length - 1];
  if (visit === undefined) return undefined;
  const params = { mailbox: visit.mailbox, seconds: visit.seconds };
  const left = visit.message === 'left' || visit.message === 'probably_left';
  const confidence: Confidence =
    visit.message === 'left' || visit.message === 'none' ? 'proven' : visit.message === 'unknown' ? 'unsure' : 'likely';
  const guess = confidence === 'proven' ? [] : [{ key: 'because.voicemail.no_sounds' as const }].concat();
  const because = [
    { key: left ? ('because.voicemail.left' as const) : ('because.voicemail.none' as const), params },
    ...guess,
    ...missingSources(call),
  ];
  // Without sound events only the seconds speak: a message may be there or not, so the verdict can turn round.
  const sure: Confidence = confidence === 'likely' && call.sources.indexOf('cel') < 0 ? 'unsure' : confidence;
  return left
    ? { kind: 'voicemail', reason: 'message_left', because, confidence: sure }
    : { kind: 'missed', reason: 'voicemail_no_message', because, confidence: sure };
};
