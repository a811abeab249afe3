import { answered, type Facts } from '../facts';
import { type Check, finding } from '../finding';
import { batchSeconds } from '../look/asterisk-config';
import { isCelWritten } from './cel';

/** CDR rows come soon enough after their call. */
export const cdrBatchCheck: Check = {
  name: 'cdr_batch',
  group: 'pbx',
  fine: 'check.cdr_batch',
  find: (facts) => {
    const { cdrConf, quietSeconds } = facts;
    const late = measured(facts);
    if (cdrConf === null && late === null) return null;
    const batch = cdrConf === null ? 0 : batchSeconds(cdrConf);
    // The end of a call is told by CEL where it is written; late CDR rows then only complete what is known.
    const isComplete = isCelWritten(facts);
    // The daemon waits for a batch of itself (patience.ts).
    if (late !== null && late > Math.max(quietSeconds, batch))
      return [finding('cdr_late', isComplete ? 'note' : 'warning', { seconds: late, quiet: Math.max(quietSeconds, batch) })];
    return batch > quietSeconds && !isComplete ? [finding('cdr_batch', 'note', { seconds: batch })] : [];
  },
};

/** Null where nobody has seen rows come. */
function measured({ store }: Facts): number | null {
  if (!answered(store) || store.landing === null) return null;
  return (store.landing.value as { readonly lateSeconds?: number }).lateSeconds || 0;
}
