import type { QueuePass } from '../../../shared/call';
import type { MissedReason } from '../../../shared/verdict';
import type { Rule } from '../rule';
import { confidenceOf, missingSources } from '../rule';

const REASONS: Readonly<Record<Exclude<QueuePass['ended'], 'connected' | 'unknown'>, MissedReason>> = {
  abandoned: 'queue_abandoned',
  timeout: 'queue_timeout',
  exit_key: 'queue_exit_key',
  empty: 'queue_empty',
  refused: 'queue_refused',
};

/** The last place the caller reached was a queue: how he left it is the reason. A queue he left for a phone is the phone's matter. */
export const queueLeft: Rule = (call) => {
  const pass = call.queuePasses[call.queuePasses.length - 1];
  if (pass === undefined) return undefined;
  const after = call.steps.filter((step) => step.kind !== 'hangup' && step.kind !== 'queue' && step.at >= pass.enteredAt);
  const outranged = after.some((step) => step.at > pass.enteredAt || step.kind === 'extension' || step.kind === 'ring_group');
  if (outranged) return undefined;
  const seconds = pass.waitSeconds === null ? 0 : pass.waitSeconds;
  const ended = pass.ended === 'unknown' || pass.ended === 'connected' ? (call.ending.by === 'pbx' ? 'timeout' : 'abandoned') : pass.ended;
  const because = [{ key: `because.queue.${ended}` as 'because.queue.abandoned', params: { queue: pass.queue, seconds } }];
  return { kind: 'missed', reason: REASONS[ended], because: [...because, ...missingSources(call)], confidence: confidenceOf(call) };
};
