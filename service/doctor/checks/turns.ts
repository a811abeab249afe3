import { answered } from '../facts';
import { type Check, finding } from '../finding';
import { span } from '../span';

/** The daemon's word on its last turn, as it keeps it under `turn`. */
export interface TurnPulse {
  readonly ok: boolean;
  readonly failures: number;
  readonly sinceAt: number;
  readonly why: string;
}

/** The last turn went well. */
export const turnsCheck: Check = {
  name: 'turns',
  group: 'reading',
  fine: 'check.turns',
  find: ({ store, nowAt }) => {
    if (!answered(store)) return null;
    const pulse = store.turn === null ? null : (store.turn.value as TurnPulse);
    if (pulse === null || pulse.ok) return [];
    return [finding('turn_failing', 'broken', { n: pulse.failures, time: span(nowAt - pulse.sinceAt), why: pulse.why })];
  },
};
