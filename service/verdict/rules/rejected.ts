import type { Rule } from '../rule';
import { missingSources } from '../rule';

/** Refused at the door: on the PBX's blacklist, or no route for the number that was dialled. Whoever came further was not refused. */
export const rejected: Rule = (call) => {
  if (!call.refused || call.steps.some((step) => step.kind !== 'hangup')) return undefined;
  const because = { key: 'because.rejected' as const, params: { did: call.did || '' } };
  return {
    kind: 'not_counted',
    reason: 'rejected',
    because: [because, ...missingSources(call)],
    confidence: call.ended ? 'proven' : 'likely',
  };
};
