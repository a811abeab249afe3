import type { Step } from '../../../shared/call';
import type { Rule } from '../rule';

function isDisa({ kind }: Step): boolean {
  return kind === 'disa';
}

/** A colleague who called in to call out again (DISA): whom he reaches is somebody outside, and he himself is no customer. */
export const throughDisa: Rule = (call) => {
  if (call.direction !== 'inbound' || !call.steps.some(isDisa)) return undefined;
  const outside = call.legs.find((leg) => leg.person.outsideNumber !== null);
  const to = outside === undefined ? '' : outside.person.outsideNumber || '';
  return { kind: 'not_counted', reason: 'feature_code', because: [{ key: 'because.disa', params: { to } }], confidence: 'proven' };
};
