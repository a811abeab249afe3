import type { Rule } from '../rule';

/** Calls that no outside caller made: ours to the outside, and between our phones. */
export const notOurs: Rule = (call) => {
  if (call.direction === 'inbound') return undefined;
  return {
    kind: 'not_counted',
    reason: call.direction,
    because: [
      {
        key: call.direction === 'outbound' ? 'because.outbound' : 'because.internal',
        params: { who: call.callerNumber, to: call.dialled[0] || '' },
      },
    ],
    confidence: 'proven',
  };
};
