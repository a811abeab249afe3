import type { Leg } from '../../../shared/call';
import type { MissedReason } from '../../../shared/verdict';
import type { Rule } from '../rule';
import { confidenceOf, extensionsRung, missingSources, nameOf, ringSeconds } from '../rule';

function reasonOf(legs: readonly Leg[], byCaller: boolean): MissedReason {
  const rang = legs.filter((leg) => leg.rang && leg.outcome !== 'declined');
  if (rang.length > 0 && rang.every((leg) => leg.person.outsideNumber !== null)) return 'forward_unanswered';
  if (rang.length > 0) return byCaller ? 'caller_hung_up' : 'no_answer';
  if (legs.some((leg) => leg.outcome === 'declined')) return 'declined';
  if (legs.some((leg) => leg.outcome === 'busy')) return 'busy';
  return 'unreachable';
}

/** Phones were tried and none was taken. */
export const rangOut: Rule = (call) => {
  if (call.legs.length === 0) return undefined;
  const reason = reasonOf(call.legs, call.ending.by === 'caller');
  const who = extensionsRung(call);
  const outside = call.legs.filter((leg) => leg.person.outsideNumber !== null).map((leg) => nameOf(leg.person));
  const tried = call.legs.map((leg) => nameOf(leg.person)).filter((name, index, all) => all.indexOf(name) === index);
  const because =
    reason === 'no_answer' || reason === 'caller_hung_up' || reason === 'forward_unanswered'
      ? {
          key: `because.rang.${reason}` as 'because.rang.no_answer',
          params: { who: who.concat(outside).join(', '), seconds: ringSeconds(call) },
        }
      : { key: `because.refused.${reason}` as 'because.refused.busy', params: { who: tried.join(', ') } };
  return { kind: 'missed', reason, because: [because, ...missingSources(call)], confidence: confidenceOf(call) };
};
