import { expect } from 'chai';
import { giveBack, tidyingUp } from '../../service/engine';

describe('The memory of a daemon', () => {
  it('is given back when it has caught up, and at a quiet turn when much was taken since the last time', () => {
    const MEGABYTE = 1048576;
    let taken = 30 * MEGABYTE;
    let given = 0;
    const told = tidyingUp(
      (done) => {
        given += 1;
        taken = 15 * MEGABYTE;
        done();
      },
      () => taken,
    );
    const turn = (rows: number, more: boolean, grownTo = 0) => {
      taken = Math.max(taken, grownTo * MEGABYTE);
      told({ rows, more });
      return given;
    };
    expect(turn(3, false), 'what the start left').to.equal(1);
    expect(turn(3, false, 15.5), 'a little').to.equal(1);
    expect(turn(11000, true, 120)).to.equal(1);
    expect(turn(4000, false), 'it has caught up').to.equal(2);
    expect(turn(400, false, 40), 'a busy minute').to.equal(2);
    expect(turn(2, false)).to.equal(3);
    expect(turn(2, false, 25), 'somebody looked at pages').to.equal(4);
    expect(turn(2, false)).to.equal(4);
  });

  it('really goes back: what a burst took and let go is the machine’s again', async () => {
    let burst: object[] | null = Array.from({ length: 300000 }, (_, n) => ({ text: `row ${n}`, parts: [n, n + 1] }));
    const few = burst.filter((_, n) => n % 100 === 0);
    const taken = process.memoryUsage().heapTotal;
    burst = null;
    await new Promise<void>((resolve) => giveBack(resolve));
    expect(few).to.have.length(3000);
    expect(taken - process.memoryUsage().heapTotal).to.be.above(20e6);
  });
});
