import { expect } from 'chai';
import { progressLine } from '../../service/cli/backfill-telling';
import type { Machine } from '../../service/cli/machine';
import { stepBack } from '../../service/cli/step-back';
import { useBackfills } from './backfills';
import { BEGUN_AT, DAY, ENDED_AT } from './past';

describe('The pace of a backfill', function () {
  this.timeout(60000);
  const { visit, backfill, set } = useBackfills();

  /** A machine with the loads that are told, one at each look, and the times somebody slept on it. */
  function machineWith(loads: readonly number[]): Machine & { readonly slept: number[]; looks: number } {
    const slept: number[] = [];
    return {
      slept,
      looks: 0,
      load() {
        this.looks += 1;
        return loads[Math.min(this.looks, loads.length) - 1] as number;
      },
      sleep: (ms) => {
        slept.push(ms);
        return Promise.resolve();
      },
    };
  }

  it('is told by how much was read in how much time, and how long the rest takes at that', () => {
    const job = { since: BEGUN_AT, until: BEGUN_AT + 10 * DAY, at: BEGUN_AT, heldTo: null, batch: 200 };
    const progress = { at: BEGUN_AT + DAY, rows: 5000, calls: 700, unreadable: 0, callers: 0, isFinished: false, actions: new Map() };
    expect(progressLine(progress, job, 40, 'UTC')).to.equal('2026-10-20 08:00 · 5000 rows · 700 calls · 125 rows/s · 6 min left');
    const resumed = { ...job, at: BEGUN_AT + DAY / 2 };
    expect(progressLine(progress, resumed, 40, 'UTC')).to.match(/ · 125 rows\/s · 12 min left$/);
    expect(progressLine(progress, job, 0, 'UTC')).to.equal('2026-10-20 08:00 · 5000 rows · 700 calls');
    const done = { ...progress, at: job.until, callers: 30, isFinished: true };
    expect(progressLine(done, job, 80, 'UTC')).to.match(/ · 700 calls · 30 callers judged again · 63 rows\/s$/);
  });

  it('is measured from when it began, and told every few seconds and at the end', async () => {
    let now = ENDED_AT;
    const machine = {
      load: () => 0,
      sleep: () => {
        now += 3;
        return Promise.resolve();
      },
    };
    const { err } = await backfill(await visit(), ['--batch', '1'], { world: { machine, clock: { nowAt: () => now } } });
    const lines = err.split('\n').filter((line) => /rows\/s/.test(line));
    expect(lines).to.have.length.above(5);
    lines.slice(0, -1).forEach((line, index) => {
      const [, rows, rate] = /· (\d+) rows ·.* (\d+) rows\/s/.exec(line) as RegExpExecArray;
      expect(Number(rate), line).to.equal(Math.round(Number(rows) / ((index + 1) * 6)));
    });
    expect(lines[lines.length - 1]).to.not.contain('left');
  });

  it('has a pause after every batch, as long as it was asked for', async () => {
    const stand = await visit();
    const machine = machineWith([0]);
    await backfill(stand, ['--batch', '1', '--pause', '40'], { world: { machine } });
    expect(machine.slept).to.have.length.above(16);
    expect(machine.slept.every((ms) => ms === 40)).to.equal(true);
    const hurried = machineWith([0]);
    await backfill(stand, ['--restart', '--pause', '0'], { world: { machine: hurried } });
    expect(hurried.slept).to.deep.equal([]);
  });

  it('waits while the machine is busy, before it has read anything', async () => {
    const machine = machineWith([3, 3, 1]);
    const stand = await visit();
    const { code, err, out } = await backfill(stand, ['--max-load', '2', '--pause', '0'], { world: { machine } });
    expect(code).to.equal(0);
    expect(err.match(/The load is above 2: waiting\./g)).to.have.length(1);
    expect(machine.slept).to.deep.equal([2000, 2000]);
    expect(out).to.match(/ \d\d+ rows, \d\d+ calls; \d+ created/);

    const busy = await visit();
    const stopAt = (_told: number, text: string) => /waiting/.test(text);
    const stopped = await backfill(busy, ['--max-load', '2'], { world: { machine: machineWith([3]) }, stopAt });
    expect(stopped.code).to.equal(1);
    expect(stopped.err).to.not.contain('rows/s');
    expect(stopped.out).to.match(/: 0 rows, 0 calls; nothing new for the list\.\n$/);
    expect(await busy.entries()).to.deep.equal([]);
  });

  it('is the same where callers are judged again: it rests, waits, is told and stops', async () => {
    const stand = await visit();
    await backfill(stand, []);
    await set(stand, { count_voicemail: true });
    const read = machineWith([0]);
    await backfill(stand, ['--restart'], { world: { machine: read } });

    const machine = machineWith([0]);
    const whole = await backfill(stand, ['--rejudge', '--yes'], { world: { machine } });
    expect(whole.code).to.equal(0);
    expect(whole.err).to.match(/ \d+ callers judged again/);
    // Once for what is shown, once for what is done; each holds some callers against the rules.
    expect(machine.slept).to.have.length(2 * (read.slept.length + 1));

    const quiet: number[] = Array.from({ length: 2 * read.looks + 1 }, () => 0);
    const stopAt = (_told: number, text: string) => /waiting/.test(text);
    const stopped = await backfill(stand, ['--rejudge', '--yes'], { world: { machine: machineWith(quiet.concat(9)) }, stopAt });
    expect(stopped.err).to.contain('waiting');
    expect(stopped.code).to.equal(1);
  });

  it('leaves the processor to everything else, and never asks for more of it than it has', () => {
    const asked: number[] = [];
    const at = (priority: number) => ({ getPriority: () => priority, setPriority: (wanted: number) => asked.push(wanted) });
    stepBack(10, at(0));
    expect(asked).to.deep.equal([10]);
    stepBack(10, at(19));
    stepBack(0, at(0));
    stepBack(10, {});
    expect(asked).to.deep.equal([10]);
  });
});
