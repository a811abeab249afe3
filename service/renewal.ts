import type { ClientId } from '../shared/words';
import type { Clock } from './clock';
import type { Log } from './log';
import type { Database } from './store/database';
import { renewMarks } from './store/renew-marks';

/** Puts the list in order again after an update, beside the turns: neither calls nor colleagues wait for it, nor it for the PBX. */
export interface Renewal {
  /** Begins where the list is not in order; does nothing while that is under way. */
  start(): void;
  /** How much of it is done; null when there is nothing to say. */
  percent(): number | null;
  stop(): void;
}

/** A short list is in order before anybody looks. */
const PIECES_UNSAID = 2;

/** Makes the renewal of one daemon. */
export function listRenewal(client: ClientId, db: Database, clock: Clock, log: Log): Renewal {
  let state: 'waits' | 'runs' | 'ended' = 'waits';
  let percent: number | null = null;

  const run = async (): Promise<void> => {
    let pieces = 0;
    const goesOn = (done: number): boolean => {
      pieces += 1;
      if (pieces > PIECES_UNSAID) percent = done;
      return state === 'runs';
    };
    await renewMarks(client, db, () => clock.nowAt(), goesOn);
    percent = null;
    // A daemon of the version before may write once more, or a backup be restored: each turn asks again, which is one look.
    if (state === 'runs') state = 'waits';
    if (pieces > PIECES_UNSAID) log.info('the list is in order again after the update');
  };

  return {
    start: () => {
      if (state !== 'waits') return;
      state = 'runs';
      run().catch((error: unknown) => {
        if (state !== 'runs') return;
        state = 'waits';
        log.warn(`the list is not in order yet, and goes on with the next turn: ${error instanceof Error ? error.message : String(error)}`);
      });
    },
    percent: () => percent,
    stop: () => {
      state = 'ended';
    },
  };
}
