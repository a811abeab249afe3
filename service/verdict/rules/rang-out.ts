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

function rung(legs: readonly Leg[], who: readonly string[]): string {
  const outside = legs.filter((leg) => leg.person.outsideNumber !== null).map((leg) => nameOf(leg.person));
  return who.concat(outside).join(', ');
}

function tried(legs: readonly Leg[]): string {
  return Array.from(new Set(legs.map((leg) => nameOf(leg.person)))).join(', ');
}

/** Phones were tried and none was taken. */
export const rangOut: Rule = (call) => {
  if (call.legs.length === 0) return undefined;
  const reason = reasonOf(call.legs, call.ending.by === 'caller');
  const who = extensionsRung(call);
  const hasRung = reason === 'no_answer' || reason === 'caller_hung_up' || reason === 'forward_unanswered';
  const because = hasRung
    ? { key: `because.rang.${reason}` as 'because.rang.no_answer', params: { who: rung(call.legs, who), seconds: ringSeconds(call) } }
    : { key: `because.refused.${reason}` as 'because.refused.busy', params: { who: tried(call.legs) } };
  return { kind: 'missed', reason, because: [because, ...missingSources(call)], confidence: confidenceOf(call) };
};
