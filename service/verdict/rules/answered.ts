import type { AnsweredReason, Confidence } from '../../../shared/verdict';
import type { Rule } from '../rule';
import { nameOf } from '../rule';

const REASONS: Readonly<Record<string, AnsweredReason>> = { cel: 'bridge', queue_log: 'queue_connect', cdr: 'cdr_answered' };

/** The caller and a person of ours were in one conversation. Once served, always served: final even while the call goes on. */
export const answered: Rule = (call) => {
  const first = call.conversations[0];
  if (call.direction !== 'inbound' || first === undefined) return undefined;
  const because = call.conversations.map((one) => ({
    key:
      one.source === 'cel'
        ? ('because.answered.cel' as const)
        : one.source === 'queue_log'
          ? ('because.answered.queue_log' as const)
          : ('because.answered.cdr' as const),
    params: { who: nameOf(one.person), seconds: one.endedAt === null ? 0 : one.endedAt - one.startedAt },
  }));
  // The CDR alone says "answered" of a leg whose other half wrote no row: probably a person, not certainly one.
  const confidence: Confidence = first.source === 'cdr' && call.legs.length === 0 ? 'likely' : 'proven';
  return { kind: 'answered', reason: REASONS[first.source] || 'bridge', because, confidence };
};
