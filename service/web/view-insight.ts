import type { Quarter, Share, TopCaller } from '../store/insight';
import { dayNumber, dayText } from './insight-days';
import { figuresOf, hoursOf, seriesOf, toolsOf } from './insight-figures';
import { sumOf } from './insight-sums';
import { tablesOf } from './insight-tables';
import { type InsightWanted, USUAL_DAYS } from './insight-wanted';
import type { FrameView } from './view-frame';
import type { Viewer } from './view-row';

/** Why callers were not served and what became of them, exactly as the template shows it. */
export interface InsightView {
  readonly frame: FrameView;
  readonly heading: string;
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly from: string;
  readonly to: string;
  readonly spans: readonly { readonly text: string; readonly href: string; readonly current: boolean }[];
  /** False: nobody was missed, there is nothing to show. */
  readonly isAny: boolean;
  readonly figures: readonly FigureView[];
  /** Callers over time: the chart's and the table's numbers alike. */
  readonly series: { readonly title: string; readonly rows: readonly SeriesRowView[] };
  readonly hours: { readonly head: readonly string[]; readonly rows: readonly HourRowView[] };
  readonly tables: readonly TableView[];
}

export interface FigureView {
  readonly value: string;
  readonly text: string;
  readonly href: string;
}

export interface SeriesRowView {
  readonly label: string;
  readonly cells: readonly NumberView[];
}

export interface NumberView {
  readonly n: string;
  /** As the chart reads it. */
  readonly plain: number;
  /** '' for nobody. */
  readonly href: string;
}

export interface HourRowView {
  readonly day: string;
  readonly cells: readonly { readonly n: string; readonly level: number; readonly href: string; readonly label: string }[];
}

export interface TableView {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly {
    readonly text: string;
    readonly href: string;
    readonly n: string;
    readonly recovered: string;
    /** Of the longest, as a width. */
    readonly width: string;
  }[];
}

/** What the store says of the days asked for. */
export interface InsightFound {
  readonly wanted: InsightWanted;
  readonly quarters: readonly Quarter[];
  readonly waits: readonly { readonly minutes: number; readonly callers: number }[];
  readonly reasons: readonly Share[];
  readonly dids: readonly Share[];
  readonly queues: readonly Share[];
  readonly groups: readonly Share[];
  readonly extensions: readonly Share[];
  readonly callers: readonly TopCaller[];
}

const SPANS = [7, USUAL_DAYS, 90, 365];
/** The page of Insight. */
export function insightView(found: InsightFound, viewer: Viewer, showsNumbers: boolean, frame: FrameView): InsightView {
  const { wanted, quarters } = found;
  const { links, now } = viewer;
  const tools = toolsOf(wanted, viewer);
  const { say } = tools;
  const today = dayNumber(now.zone, now.at);
  const sums = sumOf(quarters);
  return {
    frame,
    heading: say({ key: 'insight.heading' }),
    action: links.to('/insight'),
    hidden: links.fields('/insight'),
    from: wanted.from,
    to: wanted.to,
    spans: SPANS.map((n) => {
      const from = dayText(today - n + 1);
      return {
        text: say({ key: 'insight.span', params: { n } }),
        href: links.to('/insight', { from, to: dayText(today) }),
        current: wanted.from === from && wanted.to === dayText(today),
      };
    }),
    isAny: sums.callers > 0,
    figures: figuresOf(found, sums, viewer, tools),
    series: seriesOf(found, viewer, tools),
    hours: hoursOf(found, viewer, tools),
    tables: tablesOf(found, viewer, showsNumbers, tools),
  };
}
