import type { Call } from '../../../shared/call';
import type { Confidence, Verdict } from '../../../shared/verdict';
import { missingSources } from '../rule';

/**
 * The last word, when no rule spoke: no phone could even be tried. Every phone of the destination was offline or on do-not-disturb,
 * or the dialplan broke off; the caller reached nobody either way.
 */
export function nobodyReached(call: Call): Verdict {
  // He gave up before the dialplan came to a phone: while his name was looked up, or in a pause.
  if (call.failure === null && call.legs.length === 0 && call.ending.by === 'caller') {
    return {
      kind: 'missed',
      reason: 'caller_hung_up',
      because: [{ key: 'because.nobody.gave_up' }, ...missingSources(call)],
      confidence: 'likely',
    };
  }
  const busy = call.failure === 'busy';
  const told = call.failure !== null || call.legs.length > 0;
  const confidence: Confidence = told ? (call.ended ? 'proven' : 'likely') : call.sources.indexOf('cel') < 0 ? 'unsure' : 'likely';
  const because = [{ key: busy ? ('because.nobody.busy' as const) : ('because.nobody.unreachable' as const) }];
  const vague = told ? [] : [{ key: 'because.nobody.vague' as const, params: { where: call.ending.where } }];
  return { kind: 'missed', reason: busy ? 'busy' : 'unreachable', because: [...because, ...vague, ...missingSources(call)], confidence };
}
