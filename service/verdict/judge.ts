import type { Call } from '../../shared/call';
import type { Verdict } from '../../shared/verdict';
import type { JudgeContext, Rule } from './rule';
import { answered } from './rules/answered';
import { leftOut } from './rules/left-out';
import { machineOnly } from './rules/machine-only';
import { nobodyReached } from './rules/nobody-reached';
import { notOurs } from './rules/not-ours';
import { pending } from './rules/pending';
import { queueLeft } from './rules/queue-left';
import { rangOut } from './rules/rang-out';
import { rejected } from './rules/rejected';
import { throughDisa } from './rules/through-disa';
import { voicemail } from './rules/voicemail';

/** Asked in this order; the first that speaks decides. */
const RULES: readonly Rule[] = [throughDisa, answered, pending, notOurs, leftOut, voicemail, queueLeft, rangOut, rejected, machineOnly];

/** The verdict of a call: did a person of ours serve the caller? */
export function judge(call: Call, context: JudgeContext): Verdict {
  for (const rule of RULES) {
    const verdict = rule(call, context);
    if (verdict !== undefined) return verdict;
  }
  return nobodyReached(call);
}
