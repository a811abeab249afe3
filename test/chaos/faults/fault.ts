import type { Random } from '../random';
import type { World } from '../world';
import type { Writer } from '../writer';

/** What a fault may touch. */
export interface Scene {
  readonly world: World;
  readonly writer: Writer;
  readonly now: number;
  /** Steps of the day so far. */
  readonly step: number;
}

/** Something that goes wrong. What it answers puts it right again some steps later. */
export interface Fault {
  readonly name: string;
  /** Rows are lost for good: only where the daemon has seen all there was, and every call is judged. */
  readonly loses?: true;
  /** Ends the daemon, and another one is started. */
  readonly forgets?: true;
  /** Takes a second, so that a run can have a few only. */
  readonly slow?: true;
  begin(scene: Scene, random: Random): Promise<(() => Promise<void>) | undefined>;
}

/** What a fault answers that puts itself right at once. */
export const nothing = undefined;
