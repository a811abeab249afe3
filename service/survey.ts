import type { Verdict } from '../shared/verdict';
import type { UtcSeconds } from '../shared/words';
import { zoneOffset } from '../shared/zone';
import type { Group } from './calls/group';
import { epochOf } from './calls/uniqueid';
import { CountedCalls, SeenIds } from './counted-calls';
import type { CallWithVerdict } from './judging';
import type { Range } from './sources/whole-tables';

/** How many calls came to each verdict. */
export type Tally = Record<Verdict['kind'], number>;

/** What came of the calls that came in. */
export interface SurveyCounts {
  /** By month, `2026-11`, in the zone of the client. */
  readonly months: Readonly<Record<string, Readonly<Tally>>>;
  /** Missed ones by their reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** Zones differ by quarters of an hour, and so months begin. */
const QUARTER_SECONDS = 900;

/** Whether a call began in a stretch of time: rows are read from some days before to some days after. */
export function beganIn({ since, until }: Range): (group: Group) => boolean {
  return ({ linkedids, records }) => {
    let born = Number.MAX_SAFE_INTEGER;
    for (const linkedid of linkedids) {
      const at = epochOf(linkedid);
      if (at > 0 && at < born) born = at;
    }
    const [first] = records;
    if (born === Number.MAX_SAFE_INTEGER && first !== undefined) born = first.source === 'cdr' ? first.startedAt : first.at;
    return born >= since && born < until;
  };
}

/** Calls of one month that came to the same. */
interface Kind {
  readonly month: string;
  readonly verdict: Pick<Verdict, 'kind' | 'reason'>;
  count: number;
}

/** Counts what came of the calls that came in; a call that is judged again is counted once. */
export class Survey {
  private readonly kinds: Kind[] = [];
  /** Where each reason stands there, of the month that was counted last. */
  private readonly places = new Map<string, number>();
  /** What each call was counted as: its place there, from 1 on. */
  private readonly counted = new CountedCalls();
  private readonly seen = new SeenIds();
  private quarter = -1;
  private month = '';

  constructor(private readonly zone: string) {}

  /** Counts calls that came in, of groups of which nothing was known. */
  add(groups: readonly Group[], judged: readonly CallWithVerdict[]): void {
    for (const { ids } of groups) for (const id of ids) this.seen.add(id);
    for (const { call, verdict } of judged) {
      const place = this.placeOf(this.monthOf(call.startedAt), verdict);
      (this.kinds[place] as Kind).count += 1;
      this.counted.set(call.id, place + 1);
    }
  }

  /** Whether something of a group was seen before. */
  isKnown({ ids }: Group): boolean {
    return ids.some((id) => this.seen.has(id));
  }

  /** Counts calls anew of which something may have been counted before. */
  replace(groups: readonly Group[], judged: readonly CallWithVerdict[]): void {
    for (const { ids } of groups) {
      for (const id of ids) {
        const before = this.counted.take(id);
        if (before > 0) (this.kinds[before - 1] as Kind).count -= 1;
      }
    }
    this.add(groups, judged);
  }

  /** Months, in order, and reasons that count anything. */
  counts(): SurveyCounts {
    const months: Record<string, Tally> = {};
    const reasons: Record<string, number> = {};
    const inTime = (one: Kind, other: Kind) => (one.month < other.month ? -1 : Number(one.month > other.month));
    for (const { month, verdict, count } of this.kinds.filter((one) => one.count > 0).sort(inTime)) {
      const tally = months[month] || { answered: 0, voicemail: 0, missed: 0, not_counted: 0, pending: 0 };
      tally[verdict.kind] += count;
      months[month] = tally;
      if (verdict.kind === 'missed') reasons[verdict.reason] = (reasons[verdict.reason] || 0) + count;
    }
    return { months, reasons };
  }

  private placeOf(month: string, { kind, reason }: Verdict): number {
    const known = this.places.get(reason);
    if (known !== undefined && (this.kinds[known] as Kind).month === month) return known;
    const found = this.kinds.findIndex((one) => one.month === month && one.verdict.reason === reason);
    const place = found >= 0 ? found : this.kinds.push({ month, verdict: { kind, reason }, count: 0 }) - 1;
    this.places.set(reason, place);
    return place;
  }

  private monthOf(at: UtcSeconds): string {
    const quarter = Math.floor(at / QUARTER_SECONDS);
    if (quarter !== this.quarter) {
      this.quarter = quarter;
      this.month = new Date((at + zoneOffset(this.zone, at)) * 1000).toISOString().slice(0, 7);
    }
    return this.month;
  }
}
