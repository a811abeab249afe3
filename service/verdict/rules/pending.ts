import type { Rule } from '../rule';

/** Too early to say: a row that is still to come may show a conversation. */
export const pending: Rule = (call, context) => {
  if (context.settled) return undefined;
  const reason = call.ending.at === null ? 'in_progress' : 'rows_may_follow';
  return {
    kind: 'pending',
    reason,
    because: [{ key: reason === 'in_progress' ? 'because.in_progress' : 'because.rows_may_follow' }],
    confidence: 'proven',
  };
};
