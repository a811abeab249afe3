import type { Judged } from '../../service/judging';
import type { SourceName } from '../../shared/words';
import { allCaptures, type Capture, replayCapture } from './captures';
import { callsOfTruth } from './truth';

const SETS: readonly { readonly title: string; readonly sources: readonly SourceName[] }[] = [
  { title: 'all three', sources: ['cdr', 'cel', 'queue_log'] },
  { title: 'cdr + queue_log', sources: ['cdr', 'queue_log'] },
  { title: 'cdr', sources: ['cdr'] },
  { title: 'cel', sources: ['cel'] },
];

/** A judged call in one cell. `unsure` is written out: a source that is missing could turn it round. */
function cell(judged: Judged | undefined): string {
  if (judged === undefined) return 'no row';
  const { kind, reason, confidence } = judged.verdict;
  const what = kind === 'answered' || kind === 'voicemail' ? kind : `${kind}: ${reason}`;
  return confidence === 'proven' ? what : `${what} (${confidence})`;
}

function rowsOf(capture: Capture): string[] {
  const bySet = SETS.map(({ sources }) => callsOfTruth(capture, replayCapture(capture, sources).judged));
  const whole = bySet[0] || [];
  if (whole.length === 0) return [`| ${capture.name} | no call can be known | ${SETS.map(() => 'no row').join(' | ')} |`];
  return whole.map((one, index) => {
    const truth = capture.truth.calls[index];
    const name = whole.length === 1 ? capture.name : `${capture.name} (${index + 1})`;
    const cells = bySet.map((calls) => cell(calls.find((other) => other.call.id === one.call.id)));
    return `| ${name} | ${truth === undefined ? '' : truth.verdict} | ${cells.join(' | ')} |`;
  });
}

/** docs/TRUTH.md: every genuine story, what was observed, and the verdict from each set of sources. */
export function truthTable(): string {
  const captures = allCaptures();
  const lines = [
    '# What each source can prove',
    '',
    'Made by `npm run docs` from the genuine calls in `test/captures`; a test fails when it is out of date.',
    'Every cell is the verdict from those sources alone. `no row`: those sources hold nothing of the call, so it cannot be on the list.',
    '`(likely)`: the rows left point one way. `(unsure)`: a missing source could turn it round, and the evidence names that source.',
    '',
  ];
  for (const pbx of Array.from(new Set(captures.map((one) => one.pbx)))) {
    lines.push(
      `## ${pbx}`,
      '',
      `| story | observed | ${SETS.map((set) => set.title).join(' | ')} |`,
      `|---|---|${SETS.map(() => '---|').join('')}`,
    );
    for (const capture of captures.filter((one) => one.pbx === pbx)) lines.push(...rowsOf(capture));
    lines.push('');
  }
  return lines.join('\n');
}
