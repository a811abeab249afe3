import { DAEMON } from './faults/daemon';
import { DATABASE } from './faults/database';
import type { Fault, Scene } from './faults/fault';
import { LOSSES } from './faults/losses';
import { WRITING } from './faults/writing';
import type { Random } from './random';
import type { Trouble } from './run';

export const FAULTS: readonly Fault[] = [...DATABASE, ...DAEMON, ...WRITING, ...LOSSES];

/**
 * Without those that make a daemon forget what it told: what it forgets it tells again, and nobody sees that it was lost. One that has seen
 * the PBX run on waits a day for a lost end, so nothing may be lost either.
 */
export const REMEMBERED = FAULTS.filter((one) => one.forgets !== true && one.loses !== true);

/** A call whose end was lost is judged after two hours of silence. */
const JUDGED_SECONDS = 7300;
/** Servers killed in a run. */
const SLOW = 4;
/** Steps a fault lasts at most. */
const LONGEST = 4;

interface UnderWay {
  readonly fault: Fault;
  steps: number;
  undo(): Promise<void>;
}

/** Faults by chance, as many a step as told on the average. */
export class Chaos implements Trouble {
  /** Their names, in order. */
  readonly done: string[] = [];
  private underWay: UnderWay[] = [];
  private slow = 0;

  constructor(
    private readonly random: Random,
    private readonly share: number,
    private readonly faults: readonly Fault[] = FAULTS,
  ) {}

  /** Begins some faults and ends those whose time is over. */
  async step(scene: Scene): Promise<void> {
    for (const one of this.underWay) one.steps -= 1;
    await this.end((one) => one.steps <= 0);
    for (let share = this.share; share > 0; share -= 1) if (this.random.chance(share)) await this.begin(scene);
  }

  /** Puts everything right. */
  async end(which: (one: UnderWay) => boolean = () => true): Promise<void> {
    const over = this.underWay.filter(which);
    this.underWay = this.underWay.filter((one) => over.indexOf(one) < 0);
    for (const one of over) await one.undo();
  }

  private async begin(scene: Scene): Promise<void> {
    const possible = this.faults.filter((one) => this.isPossible(one, scene));
    // Moments in which something may be lost are rare.
    const losses = possible.filter((one) => one.loses === true);
    const fault = this.random.pick(losses.length > 0 && this.random.chance(0.5) ? losses : possible);
    this.done.push(fault.name);
    if (fault.slow) this.slow += 1;
    const undo = await fault.begin(scene, this.random);
    if (undo !== undefined) this.underWay.push({ fault, steps: this.random.between(1, LONGEST), undo });
  }

  private isPossible(fault: Fault, { world, writer }: Scene): boolean {
    if (fault.slow === true && (this.slow >= SLOW || this.random.chance(0.7))) return false;
    if (this.underWay.some((one) => one.fault === fault)) return false;
    return fault.loses !== true || (!writer.isHolding && world.goodTurnAt > writer.lastAt + JUDGED_SECONDS);
  }
}
