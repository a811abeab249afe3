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
    const missed = new Set<string>();
    let n = 0;
    for (const { because } of uncertain) {
      const sources = because.map(({ key }) => MISSED[key]).filter((source): source is string => source !== undefined);
      for (const source of sources) missed.add(source);
      // A call may be uncertain though every source has told of it: then there is nothing anybody could switch on.
      if (sources.length > 0) n += 1;
    }
    if (n === 0) return [];
    const params = { n, of: newestOpen, sources: Array.from(missed).sort().join(', ') };
    return [finding('uncertain', n * SHARE > newestOpen ? 'warning' : 'note', params)];
  },
};
