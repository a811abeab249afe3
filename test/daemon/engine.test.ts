import { expect } from 'chai';
import { giveBack, tidyingUp } from '../../service/engine';

describe('The memory of a daemon', () => {
  it('is given back once after the start and after each burst, when a turn is quiet', () => {
    let given = 0;
    const told = tidyingUp(() => {
      given += 1;
    });
    const quiet = { rows: 3, more: false };
    const steps: (readonly [{ readonly rows: number; readonly more: boolean }, number])[] = [
      [quiet, 1],
      [quiet, 1],
      // It catches up, and has caught up.
      [{ rows: 11000, more: true }, 1],
      [{ rows: 5000, more: true }, 1],
      [{ rows: 4000, more: false }, 2],
      [quiet, 2],
      // A busy minute waits for a quiet one.
      [{ rows: 300, more: false }, 2],
      [{ rows: 400, more: false }, 2],
      [quiet, 3],
      [quiet, 3],
    ];
    for (const [work, expected] of steps) {
      told(work);
      expect(given, JSON.stringify(work)).to.equal(expected);
    }
  });

  it('really goes back: what a burst took and let go is the machine’s again', async () => {
    let burst: object[] | null = Array.from({ length: 300000 }, (_, n) => ({ text: `row ${n}`, parts: [n, n + 1] }));
    const few = burst.filter((_, n) => n % 100 === 0);
    const taken = process.memoryUsage().heapTotal;
    burst = null;
    giveBack();
    await new Promise((resolve) => setImmediate(resolve));
    expect(few).to.have.length(3000);
    expect(taken - process.memoryUsage().heapTotal).to.be.above(20e6);
  });
});
