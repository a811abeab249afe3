import { destinationOf } from '../../service/calls/destination';
import { answeredBy, entryJson } from '../../service/judged-json';
import type { Judged, Office } from '../../service/judging';
import type { Replayed } from '../../service/replay';
import { extensionsRung } from '../../service/verdict/rule';
import type { Capture, Truth } from './captures';

type TrueCall = Truth['calls'][number];

/**
 * Where reality contradicts what was noted. Both calls of 103 were noted with the second caller's number; the rows, the SIP
 * trace beside them and the story ("two different callers") say that the first was 0470201031.
 */
const CORRECTED: Readonly<Record<string, string>> = { '103-two-callers-same-moment 0': '0470201031' };

/** Words of the truth that name the same place as ours: hunt groups are ring groups; remarks in brackets are not part of a place. */
function inOurWords(destination: string): string {
  return destination
    .replace(/^hunt( group)? /, 'ring group ')
    .replace(/^custom -> /, '')
    .replace(/ \(.*\)$/, '');
}

/** The calls of a story that its truth speaks of: those that came in, or the one our people made when none came in. */
export function callsOfTruth(capture: Capture, judged: readonly Judged[]): readonly Judged[] {
  const first = capture.truth.calls[0];
  return first !== undefined && first.did === null ? judged.slice(0, 1) : judged.filter(({ call }) => call.direction === 'inbound');
}

/** Everything in which a judged call differs from what was observed, in words; empty when it is right. */
export function differencesFrom(capture: Capture, index: number, truth: TrueCall, judged: Judged, office: Office): string[] {
  const { call, verdict } = judged;
  const wrong: string[] = [];
  const same = (what: string, ours: string, theirs: string) => {
    if (ours !== theirs) wrong.push(`${what}: "${ours}", observed "${theirs}"`);
  };
  const caller = CORRECTED[`${capture.name} ${index}`] || truth.caller || 'anonymous';
  same('caller', call.callerNumber, caller);
  same('did', call.did || '', truth.did || '');
  same('verdict', verdict.kind, truth.verdict);
  if (truth.reason_any_of !== undefined && truth.reason_any_of.indexOf(verdict.reason) < 0) {
    wrong.push(`reason: "${verdict.reason}", observed ${truth.reason_any_of.join(' or ')}`);
  }
  if (truth.destination !== undefined) same('destination', destinationOf(call, office.people), inOurWords(truth.destination));
  if (truth.extensions_rung !== undefined) same('rung', extensionsRung(call).join(), truth.extensions_rung.join());
  if (truth.answered_by !== undefined) {
    same('answered by', answeredBy(judged).join(), (truth.answered_by || []).map((one) => one.replace(/ \(.*\)$/, '')).join());
  }
  return wrong;
}

/** The list as a story leaves it, in the words of its truth. */
export function entriesInWords(replayed: Replayed): string[] {
  return replayed.list
    .entries()
    .map(entryJson)
    .map((one) =>
      [one.caller, one.did, `×${one.missed_count}`, one.status, one.cleared_by || '-', one.cleared_by_extension || '-', one.attempts].join(
        ' ',
      ),
    );
}

/** The list the truth asks for, in the same words; where it does not name a field, ours is taken. */
export function trueEntriesInWords(capture: Capture, replayed: Replayed): string[] {
  const ours = replayed.list.entries().map(entryJson);
  return capture.truth.entries.map((one, index) => {
    const mine = ours[index];
    const extension = one.cleared_by_extension || mine?.cleared_by_extension || '-';
    const attempts = one.attempts !== undefined ? one.attempts : mine ? mine.attempts : 0;
    return [one.caller, one.did, `×${one.missed_count}`, one.status, one.cleared_by || '-', extension, attempts].join(' ');
  });
}
