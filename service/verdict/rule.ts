import type { Call, Person } from '../../shared/call';
import type { Saying } from '../../shared/messages';
import type { Confidence, Verdict } from '../../shared/verdict';

/** What a client chose to count, and whether more records may still come. */
export interface JudgeContext {
  /** False while the call may still go on, or rows may still be on their way. */
  readonly settled: boolean;
  /** Test numbers whose calls mean nothing. */
  isProbe(callerNumber: string): boolean;
  /** Callers the client does not want to hear of. */
  isBlocked(callerNumber: string): boolean;
  /** Calls that rang shorter than this do not count; 0 counts all. */
  readonly minRingSeconds: number;
}

/** One question about a call: a verdict when the rule can speak, else undefined and the next rule is asked. */
export type Rule = (call: Call, context: JudgeContext) => Verdict | undefined;

/** How a person is named in evidence: `102`, `107 via mobile 0477000107`, `mobile 0477000604`. */
export function nameOf(person: Person): string {
  if (person.outsideNumber === null) return person.extension || '?';
  const mobile = `mobile ${person.outsideNumber}`.trim();
  return person.extension === null ? mobile : `${person.extension} via ${mobile}`;
}

/** Extensions that rang, each once, in order. */
export function extensionsRung(call: Call): string[] {
  const rung: string[] = [];
  for (const leg of call.legs) {
    const extension = leg.person.extension;
    if (extension === null || leg.person.outsideNumber !== null || rung.indexOf(extension) >= 0) continue;
    if (leg.rang) rung.push(extension);
  }
  return rung.sort();
}

/** Seconds in which at least one phone rang. */
export function ringSeconds(call: Call): number {
  let total = 0;
  let until = 0;
  for (const leg of call.legs) {
    const from = Math.max(leg.startedAt, until);
    const to = leg.startedAt + leg.ringSeconds;
    if (to > from) total += to - from;
    until = Math.max(until, to);
  }
  return total;
}

/** A sentence for the source a verdict had to do without, or none when CEL tells the whole call. */
export function missingSources(call: Call): Saying[] {
  const missing: Saying[] = [];
  if (call.sources.indexOf('cel') < 0) missing.push({ key: 'because.without.cel' });
  else if (!call.ended) missing.push({ key: 'because.without.end' });
  if (call.queuePasses.length > 0 && call.sources.indexOf('queue_log') < 0) missing.push({ key: 'because.without.queue_log' });
  return missing;
}

/** With CEL whole a negative is proven; without it the rows left only point that way. */
export function confidenceOf(call: Call): Confidence {
  return call.sources.indexOf('cel') >= 0 && call.ended ? 'proven' : 'likely';
}
