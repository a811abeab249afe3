import { expect } from 'chai';
import * as fs from 'fs';
import * as path from 'path';
import { say } from '../../shared/messages';
import type { SourceName } from '../../shared/words';
import { allCaptures, replayCapture } from '../support/captures';
import { callsOfTruth } from '../support/truth';
import { truthTable } from '../support/truth-table';

const SUBSETS: readonly (readonly SourceName[])[] = [['cdr', 'queue_log'], ['cdr'], ['cel']];

/** From the second call on; the first of a story whose caller is one of ours is not an inbound call. */
describe('With sources missing a verdict is right, or says what it lacks', () => {
  for (const sources of SUBSETS) {
    for (const capture of allCaptures()) {
      it(`${sources.join(' + ')}: ${capture.pbx} ${capture.name}`, () => {
        const whole = callsOfTruth(capture, replayCapture(capture).judged);
        for (const judged of callsOfTruth(capture, replayCapture(capture, sources).judged)) {
          const { call, verdict } = judged;
          const index = whole.findIndex((one) => one.call.id === call.id);
          const truth = capture.truth.calls[index];
          expect(truth && verdict.kind, 'the rows left hold the evidence').to.equal(truth?.verdict);
          if (verdict.confidence === 'proven') continue;
          const because = verdict.because.map(say).join(' ');
          expect(because, 'what is missing is named').to.match(
            /No CEL rows|no end of this call|No queue_log|No sound events|The rows do not say/,
          );
        }
      });
    }
  }

  it('docs/TRUTH.md says the same (after a change: npm run docs)', () => {
    expect(fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'TRUTH.md'), 'utf8')).to.equal(truthTable());
  });
});
