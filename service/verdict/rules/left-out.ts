import type { Rule } from '../rule';
import { ringSeconds } from '../rule';

/** Callers the client does not count: test numbers, blocked callers, calls that barely rang. */
export const leftOut: Rule = (call, context) => {
  const not = (reason: 'probe' | 'blocked' | 'short') => ({
    kind: 'not_counted' as const,
    reason,
    because: [{ key: `because.${reason}` as 'because.probe', params: { n: context.minRingSeconds, seconds: ringSeconds(call) } }],
    confidence: 'proven' as const,
  });
  if (context.isProbe(call.callerNumber)) return not('probe');
  if (context.isBlocked(call.callerNumber)) return not('blocked');
  const rang = ringSeconds(call);
  return context.minRingSeconds > 0 && rang > 0 && rang < context.minRingSeconds && call.queuePasses.length === 0
    ? not('short')
    : undefined;
};
