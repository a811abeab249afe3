import { expect } from 'chai';
import { allCaptures, replayCapture } from '../support/captures';
import { callsOfTruth, differencesFrom, entriesInWords, trueEntriesInWords } from '../support/truth';

describe('Every genuine call is judged as it was observed at the phones', () => {
  for (const capture of allCaptures()) {
    it(`${capture.pbx} ${capture.name}: ${capture.truth.title}`, () => {
      const replayed = replayCapture(capture);
      const judged = callsOfTruth(capture, replayed.judged);
      expect(replayed.unreadable).to.deep.equal([]);
      expect(judged.length, 'calls').to.equal(capture.truth.calls.length);
      capture.truth.calls.forEach((truth, index) => {
        const one = judged[index];
        expect(one && differencesFrom(capture, index, truth, one, replayed.office)).to.deep.equal([]);
      });
      expect(entriesInWords(replayed)).to.deep.equal(trueEntriesInWords(capture, replayed));
    });
  }
});
