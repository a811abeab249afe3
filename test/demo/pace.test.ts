import { expect } from 'chai';
import * as path from 'path';
import { readCapture, startOfCapture, type WrittenCapture } from '../support/capture-rows';
import { startingAt, withCaller } from './disguise';
import { momentsOf } from './pace';
import { outsider } from './people';
import { STORIES } from './stories';
import { lastDay, officeMoments, STORIES_DIR, storyAt } from './yesterday';

const NOW = Date.UTC(2026, 10, 20, 13, 0, 0) / 1000;
const rowsOf = ({ cdr, cel, queueLog }: Pick<WrittenCapture, 'cdr' | 'cel' | 'queueLog'>) => [cdr.length, cel.length, queueLog.length];

describe('the calls of the demo', () => {
  it('come row by row at the pace they were seen, and none is lost', () => {
    const capture = storyAt('15-queue-abandon', null, NOW, 'America/New_York');
    const moments = momentsOf(capture);
    const sum = moments.reduce((all, moment) => rowsOf(moment).map((count, index) => count + (all[index] as number)), [0, 0, 0]);
    expect(sum).to.deep.equal(rowsOf(capture));
    const afters = moments.map((moment) => moment.after);
    expect(afters).to.deep.equal(afters.slice().sort((one, other) => one - other));
    expect(afters[0]).to.equal(0);
    // The caller's own rows land when he hangs up, those of the phones tried first earlier.
    expect(moments.filter((moment) => moment.cdr.length > 0).map((moment) => moment.after)).to.deep.equal([6.6, 9.4, 9.6]);
  });

  it('keep Asterisk’s story, with another caller at another time', () => {
    const capture = readCapture(path.join(STORIES_DIR, '42-callback-same-format'));
    const told = startingAt(withCaller(capture, { digits: '470999888', name: 'Zoë Müller' }), NOW, 'UTC');
    const text = JSON.stringify(told);
    expect(startOfCapture(told)).to.equal(NOW);
    expect(text).to.contain('0470999888').and.contain('Zoë Müller').and.not.contain('470104242').and.not.contain('Quinn');
    expect(rowsOf(told)).to.deep.equal(rowsOf(capture));
  });

  it('have callers nobody had before', () => {
    const digits = Array.from({ length: 3000 }, (_, index) => outsider(index).digits);
    expect(new Set(digits).size).to.equal(3000);
    for (const one of digits) expect(one).to.match(/^47\d{7}$/);
  });

  it('of the last day lie in office hours of the zone, and never in the last minutes', () => {
    for (const zone of ['UTC', 'Asia/Tokyo', 'America/Los_Angeles']) {
      const moments = officeMoments(NOW, zone, 64);
      expect(moments.every((at) => at > NOW - 86400 && at < NOW - 600)).to.equal(true);
      expect(moments).to.deep.equal(moments.slice().sort((one, other) => one - other));
    }
    expect(lastDay(NOW, 'UTC').every((one) => (startOfCapture(one) as number) < NOW - 600)).to.equal(true);
  });

  it('show a miss, a redial that gets through and a callback within the first minute', () => {
    const first = STORIES.slice(0, 3).map((story) => story.name);
    expect(first).to.deep.equal(['93-rg-caller-hangs-up', '49-redial-6-then-answered', '42-callback-same-format']);
    let begun = 0;
    const ends = STORIES.slice(0, 3).map((story) => {
      const last = momentsOf(storyAt(story.name, null, NOW, 'UTC')).pop();
      const end = begun + (last === undefined ? 0 : last.after);
      begun += story.next;
      return end;
    });
    expect(Math.max(...ends)).to.be.below(50);
  });
});
