import { type Day, dayOf } from './day';
import { DAEMON } from './faults/daemon';
import { DATABASE } from './faults/database';
import type { Fault, Scene } from './faults/fault';
import { LOSSES } from './faults/losses';
import { CEL_STOPS, WRITING } from './faults/writing';
import { Random } from './random';
import type { Trouble } from './run';

export const ZONE = 'Europe/Brussels';
/** A winter's day, far from any change of the clocks. */
export const MORNING_AT = Date.UTC(2026, 0, 20, 8) / 1000;

/** Stories of every kind, a dozen; between the seventh and the eighth nobody calls for a while. */
const NAMES = [
  '02-direct-no-answer',
  '15-queue-abandon',
  '49-redial-6-then-answered',
  '42-callback-same-format',
  '05-unregistered',
  '16-queue-timeout-failover-answered',
  '10-rg-nobody',
  '47-callback-unanswered',
  '22-queue-to-voicemail-left',
  '38-attended-transfer-answered',
  '92-callback-from-queue-missed',
  '31-directed-pickup',
];

/** The same stories at another time, and some more after them. */
export function hardDay(startAt: number, zone: string, more: readonly string[] = []): Day {
  return dayOf(startAt, 1, zone, (stories) =>
    NAMES.concat(more).map((name) => stories.find((one) => one.name === name) as (typeof stories)[0]),
  );
}

/** What happens at which step. */
export function script(steps: Readonly<Record<number, (scene: Scene) => Promise<unknown>>>): Trouble {
  return {
    step: async (scene) => {
      const what = steps[scene.step];
      if (what !== undefined) await what(scene);
    },
    end: () => Promise.resolve(),
  };
}

const FAULTS: readonly Fault[] = [...DATABASE, ...DAEMON, ...WRITING, CEL_STOPS, ...LOSSES];

/** A fault from one step to another. */
export function between(name: string, from: number, to: number): Trouble {
  const fault = FAULTS.find((one) => one.name === name) as Fault;
  let undo: (() => Promise<void>) | undefined;
  const end = async () => {
    if (undo !== undefined) await undo();
    undo = undefined;
  };
  return {
    step: async (scene) => {
      if (scene.step === from) undo = await fault.begin(scene, new Random(1));
      if (scene.step === to) await end();
    },
    end,
  };
}
