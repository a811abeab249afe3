import type { Entry } from '../../shared/entry';
import { sayIn } from '../../shared/messages';
import type { UtcSeconds } from '../../shared/words';
import { length, moment } from '../web/time-text';
import type { Reading } from './message-view';
import { apart } from './plain';

/** What became of the callers of a digest's time. */
export interface Since {
  readonly sinceAt: UtcSeconds;
  /** Cleared since, however. */
  readonly cleared: readonly Entry[];
  /** Who began to wait since, and still does. */
  readonly stillWaiting: number;
}

/** `Served since yesterday 08:00: 12 of 15 (median 9 min): Maria 5, David 4, callers who came back 3.`; what merely expired was not served. */
export function summaryOf({ sinceAt, cleared, stillWaiting }: Since, { now, names }: Reading): string {
  const say = sayIn(now.language);
  const since = moment(now, sinceAt);
  const served = cleared.filter(({ clearedBy }) => clearedBy !== 'expired');
  if (served.length === 0) return stillWaiting === 0 ? say({ key: 'mail.recovered.none', params: { since } }) : '';
  const seconds = served.map((entry) => (entry.clearedAt || 0) - entry.firstMissedAt).sort((a, b) => a - b);
  const median = length(now.language, seconds[Math.floor((seconds.length - 1) / 2)] || 0);
  const by = byWhom(served).map(([who, n]) => {
    if (who === CAME_BACK) return say({ key: 'mail.recovered.came_back', params: { n } });
    if (who === BY_HAND) return say({ key: 'mail.recovered.by_hand', params: { n } });
    return say({
      key: 'mail.recovered.one',
      params: { who: who === '' ? say({ key: 'person.colleague' }) : apart(names.shortPerson(who)), n },
    });
  });
  const total = served.length + stillWaiting;
  return say({ key: 'mail.recovered', params: { since, served: served.length, total, median, by: by.join(', ') } });
}

/** No extension has these numbers. */
const CAME_BACK = ' came back';
const BY_HAND = ' by hand';

/** Who called back how many, most first; the rest at the end. */
function byWhom(served: readonly Entry[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { clearedBy, clearedByExtension } of served) {
    const who = clearedBy === 'answered_later' ? CAME_BACK : clearedBy === 'manual' ? BY_HAND : clearedByExtension || '';
    counts.set(who, (counts.get(who) || 0) + 1);
  }
  const isRest = (who: string): number => (who === CAME_BACK || who === BY_HAND ? 1 : 0);
  return Array.from(counts).sort((a, b) => isRest(a[0]) - isRest(b[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
