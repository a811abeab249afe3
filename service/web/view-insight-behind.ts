import { type Entry, isErased } from '../../shared/entry';
import { type MessageKey, sayIn } from '../../shared/messages';
import type { Quarter } from '../store/insight';
import { dayOf } from './insight-days';
import { sumOf } from './insight-sums';
import { nameOfCaller } from './insight-tables';
import { type InsightWanted, insightAddress } from './insight-wanted';
import { reasonText } from './reason-text';
import { dateText, machineTime, moment } from './time-text';
import type { FrameView } from './view-frame';
import { countText, type Viewer, whereText } from './view-row';

/** The callers behind a figure, exactly as the template shows it. */
export interface BehindView {
  readonly frame: FrameView;
  readonly back: string;
  /** `12 callers`. */
  readonly heading: string;
  /** What they have in common. */
  readonly common: readonly string[];
  readonly rows: readonly BehindRowView[];
  /** '' for those who may not take it away. */
  readonly exportHref: string;
  /** '' on the last page. */
  readonly next: string;
}

export interface BehindRowView {
  readonly href: string;
  readonly who: string;
  readonly count: string;
  readonly at: string;
  readonly when: string;
  readonly where: string;
  readonly why: string;
  readonly became: string;
}

/** What the store says of the callers behind a figure. */
export interface BehindFound {
  readonly wanted: InsightWanted;
  /** The entry whose caller the address means. */
  readonly meant: Entry | null;
  readonly quarters: readonly Quarter[];
  /** Newest first. */
  readonly entries: readonly Entry[];
  readonly isMore: boolean;
}

function commonOf({ wanted, meant, quarters }: BehindFound, viewer: Viewer, showsNumbers: boolean): string[] {
  const { names, now } = viewer;
  const say = sayIn(now.language);
  const { from, to, became, reason, did, queue, ringGroup, extension, hour, weekday } = wanted;
  const days = [from, to].map((day) => dateText(now, dayOf(day)));
  const didName = did === null ? '' : names.did(did) || did || say({ key: 'insight.none' });
  return [
    days[0] === days[1] ? days[0] : say({ key: 'insight.days', params: { from: days[0] as string, to: days[1] as string } }),
    became === '' ? '' : say({ key: `insight.became.${became}` as MessageKey }),
    reason === '' ? '' : say({ key: `insight.reason.${reason}` as MessageKey }),
    didName,
    queue === '' ? '' : names.place({ kind: 'queue', number: queue }),
    ringGroup === '' ? '' : names.place({ kind: 'ring_group', number: ringGroup }),
    extension === '' ? '' : names.person(extension),
    weekday === null ? '' : say({ key: `time.weekday.${weekday}` as MessageKey }),
    hour === null ? '' : `${hour}:00–${hour + 1}:00`,
    // Of somebody outside the reader's part of the list there is nobody here, and so no name.
    meant === null || quarters.length === 0 ? '' : nameOfCaller(meant, viewer, showsNumbers),
  ].filter((text): text is string => text !== undefined && text !== '');
}

/** The page of the callers behind a figure. */
export function behindView(
  found: BehindFound,
  viewer: Viewer,
  { showsNumbers, mayExport }: { readonly showsNumbers: boolean; readonly mayExport: boolean },
  frame: FrameView,
): BehindView {
  const { wanted, entries, quarters, isMore } = found;
  const { links, names, now } = viewer;
  const say = sayIn(now.language);
  const last = entries[entries.length - 1];
  return {
    frame,
    back: links.to('/insight', { from: wanted.from, to: wanted.to }),
    heading: say({ key: 'insight.behind', params: { n: sumOf(quarters).callers } }),
    common: commonOf(found, viewer, showsNumbers),
    exportHref: mayExport ? links.to('/export', { ...insightAddress(wanted), of_insight: 1 }) : '',
    rows: entries.map((entry) => ({
      href: isErased(entry.callerKey) ? '' : links.to(`/entries/${entry.id}`),
      who: nameOfCaller(entry, viewer, showsNumbers),
      count: countText(entry),
      at: machineTime(entry.firstMissedAt),
      when: moment(now, entry.firstMissedAt),
      where: whereText(entry, names),
      why: reasonText(entry, now.language),
      became: say({ key: `insight.became.${entry.status === 'open' ? 'open' : entry.clearedBy || 'manual'}` as MessageKey }),
    })),
    next:
      !isMore || last === undefined
        ? ''
        : links.to('/insight/callers', { ...insightAddress(wanted), after: `${last.firstMissedAt}.${last.id}` }),
  };
}
