import { answered } from '../facts';
import { type Check, finding } from '../finding';

/** Sentences of a proof that say which source was missed. */
const MISSED: Readonly<Record<string, string>> = {
  'because.without.cel': 'CEL',
  'because.without.end': 'LINKEDID_END',
  'because.without.queue_log': 'queue_log',
};
/** One in so many is more than a lost row. */
const SHARE = 5;

/** The newest open entries rest on all the sources they need. */
export const certaintyCheck: Check = {
  name: 'certainty',
  group: 'list',
  fine: 'check.certainty',
  find: ({ store }) => {
    if (!answered(store)) return null;
    const { uncertain, newestOpen } = store;
    if (uncertain.length === 0) return [];
    const missed = new Set<string>();
    for (const { because } of uncertain) for (const { key } of because) if (MISSED[key] !== undefined) missed.add(MISSED[key] as string);
    const params = { n: uncertain.length, of: newestOpen, sources: Array.from(missed).sort().join(', ') || '-' };
    return [finding('uncertain', uncertain.length * SHARE > newestOpen ? 'warning' : 'note', params)];
  },
};
