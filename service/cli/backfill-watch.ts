import type { BackfillJob, BackfillWatch } from '../backfill';
import type { Pace } from './backfill-options';
import { progressLine } from './backfill-telling';
import { THIS_MACHINE } from './machine';
import type { World } from './world';

const TELL_EVERY_SECONDS = 5;
const LOOK_AGAIN_MS = 2000;

/** Tells the progress now and then, rests as long as the machine is busy, and ends when asked to. */
export function watchOf(world: World, pace: Pace, job: BackfillJob, zone: string, stopped: () => boolean): BackfillWatch {
  const machine = world.machine || THIS_MACHINE;
  const startedAt = world.clock.nowAt();
  let toldAt = startedAt;
  const quiet = async (): Promise<boolean> => {
    for (let told = false; !stopped() && machine.load() > pace.maxLoad; told = true) {
      if (!told) world.err(`The load is above ${pace.maxLoad}: waiting.\n`);
      await machine.sleep(LOOK_AGAIN_MS);
    }
    return !stopped();
  };
  return {
    nowAt: () => world.clock.nowAt(),
    progress: (progress) => {
      const now = world.clock.nowAt();
      if (now - toldAt < TELL_EVERY_SECONDS && !progress.isFinished) return;
      toldAt = now;
      world.err(`${progressLine(progress, job, now - startedAt, zone)}\n`);
    },
    quiet,
    rest: async () => {
      if (pace.pauseMs > 0) await machine.sleep(pace.pauseMs);
      return quiet();
    },
  };
}
