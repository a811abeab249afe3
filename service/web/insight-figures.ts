import { type MessageKey, type Say, sayIn } from '../../shared/messages';
import type { Quarter } from '../store/insight';
import { dayOf, dayText, stretchesOf, stretchFor } from './insight-days';
import { byDay, byHour, medianOf, percentOf, recoveredOf, type Sums, sumOf } from './insight-sums';
import { type InsightWanted, insightAddress } from './insight-wanted';
import { dateText, length } from './time-text';
import type { FigureView, InsightFound, InsightView, NumberView } from './view-insight';
import type { Viewer } from './view-row';

const LEVELS = 4;
const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0];
/** Columns of the table over time, after all callers. */
export const SERIES = ['recovered', 'manual', 'expired', 'open'] as const;

/** What every part of the page is made with. */
export interface InsightTools {
  readonly say: Say;
  readonly number: (value: number) => string;
  readonly href: (narrower: Partial<InsightWanted>) => string;
}

/** The words, numbers and addresses of one page: each address leads to the callers of the page, narrowed. */
export function toolsOf(wanted: InsightWanted, viewer: Viewer): InsightTools {
  const say = sayIn(viewer.now.language);
  return {
    say,
    number: (value) => say({ key: 'insight.number', params: { n: value } }),
    href: (narrower) => viewer.links.to('/insight/callers', insightAddress({ ...wanted, ...narrower })),
  };
}

/** The figures at the top. */
export function figuresOf({ waits }: InsightFound, sums: Sums, viewer: Viewer, { say, number, href }: InsightTools): FigureView[] {
  const recovered = recoveredOf(sums);
  const median = medianOf(waits);
  const percent = (part: number, whole: number) => {
    const share = percentOf(part, whole);
    return share === null ? '–' : say({ key: 'insight.percent', params: { n: share } });
  };
  return [
    { value: number(sums.callers), text: say({ key: 'insight.missed', params: { n: sums.callers } }), href: href({}) },
    {
      value: percent(recovered, sums.callers),
      text: say({ key: 'insight.recovered', params: { n: recovered } }),
      href: href({ became: 'recovered' }),
    },
    {
      value: median === null ? '–' : length(viewer.now.language, median * 60),
      text: say({ key: 'insight.median' }),
      href: href({ became: 'returned' }),
    },
    {
      value: percent(sums.inTarget, sums.withTarget),
      text: say({ key: 'insight.in_target', params: { n: sums.inTarget } }),
      href: href({ became: 'in_target' }),
    },
    {
      value: number(sums.outcomes.open),
      text: say({ key: 'insight.waiting', params: { n: sums.outcomes.open } }),
      href: href({ became: 'open' }),
    },
  ];
}

/** Callers over time. */
export function seriesOf({ wanted, quarters }: InsightFound, viewer: Viewer, { say, number, href }: InsightTools): InsightView['series'] {
  const { now } = viewer;
  const days = byDay(quarters, now.zone);
  const stretch = stretchFor(dayOf(wanted.to) - dayOf(wanted.from) + 1);
  const rows = stretchesOf(stretch, wanted.from, wanted.to).map(({ start, end }) => {
    const own: Quarter[] = [];
    for (let day = start; day <= end; day += 1) own.push(...(days.get(day) || []));
    const sums = sumOf(own);
    const when = { from: dayText(start), to: dayText(end) };
    const cell = (plain: number, became: InsightWanted['became']): NumberView => ({
      n: number(plain),
      plain,
      href: plain === 0 ? '' : href({ ...when, became }),
    });
    return {
      label: dateText(now, start),
      cells: [cell(sums.callers, '')].concat(
        SERIES.map((became) => cell(became === 'recovered' ? recoveredOf(sums) : sums.outcomes[became], became)),
      ),
    };
  });
  return { title: say({ key: `insight.by_${stretch}` as MessageKey }), rows };
}

/** Callers by weekday and hour, Monday first. */
export function hoursOf({ quarters }: InsightFound, viewer: Viewer, { say, number, href }: InsightTools): InsightView['hours'] {
  const hours = byHour(quarters, viewer.now.zone);
  const most = hours.reduce((max, row) => row.reduce((one, other) => Math.max(one, other), max), 0);
  const rows = MONDAY_FIRST.map((weekday) => {
    const day = say({ key: `time.weekday.${weekday}` as MessageKey });
    const cells = (hours[weekday] as readonly number[]).map((n, hour) => ({
      n: n === 0 ? '' : number(n),
      level: n === 0 ? 0 : Math.ceil((n / most) * LEVELS),
      href: n === 0 ? '' : href({ weekday, hour }),
      label: say({ key: 'insight.hour_spoken', params: { n, day, hour: `${hour}:00` } }),
    }));
    return { day, cells };
  });
  return { head: Array.from({ length: 24 }, (_none, hour) => String(hour)), rows };
}
