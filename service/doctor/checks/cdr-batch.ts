import { answered, type Facts } from '../facts';
import { type Check, finding } from '../finding';
import { isYes } from '../look/asterisk-config';
import { isCelWritten } from './cel';

/** What Asterisk waits at most in batch mode, unless told. */
const BATCH_SECONDS = 300;

/** CDR rows come soon enough after their call. */
export const cdrBatchCheck: Check = {
  name: 'cdr_batch',
  group: 'pbx',
  fine: 'check.cdr_batch',
  find: (facts) => {
    const seconds = Math.max(configured(facts), measured(facts));
    if (seconds <= facts.quietSeconds) return facts.cdrConf === null && !answered(facts.store) ? null : [];
    // The end of a call is told by CEL where it is written; late CDR rows then only complete what is known.
    return [finding('cdr_late', isCelWritten(facts) ? 'note' : 'warning', { seconds, quiet: facts.quietSeconds })];
  },
};

function configured({ cdrConf }: Facts): number {
  if (cdrConf === null || !isYes(cdrConf, 'batch', false)) return 0;
  return Number(cdrConf.get('time')) || BATCH_SECONDS;
}

function measured({ store }: Facts): number {
  const landing = answered(store) && store.landing !== null ? (store.landing.value as { readonly lateSeconds?: number }) : {};
  return landing.lateSeconds || 0;
}
