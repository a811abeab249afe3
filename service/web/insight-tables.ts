import type { MessageKey } from '../../shared/messages';
import type { Share, TopCaller } from '../store/insight';
import { hiddenNumber, hideNumbers } from './hidden-numbers';
import type { InsightTools } from './insight-figures';
import { percentOf } from './insight-sums';
import type { InsightWanted } from './insight-wanted';
import { callerView } from './view-caller';
import type { InsightFound, TableView } from './view-insight';
import type { Viewer } from './view-row';

function tableOf(
  id: string,
  title: string,
  shares: readonly (Share & { readonly text: string; readonly href: string })[],
  { say, number }: InsightTools,
): TableView {
  const most = shares.reduce((max, one) => Math.max(max, one.callers), 1);
  return {
    id,
    title,
    rows: shares.map(({ text, href, callers, recovered }) => ({
      text,
      href,
      n: number(callers),
      recovered: say({ key: 'insight.percent', params: { n: percentOf(recovered, callers) || 0 } }),
      width: `${((callers / most) * 100).toFixed(1)}%`,
    })),
  };
}

/** How a caller is named in Insight. */
export function nameOfCaller(
  caller: Pick<TopCaller, 'callerKey' | 'callerNumber' | 'callerName'>,
  viewer: Viewer,
  showsNumbers: boolean,
): string {
  const { title, isName } = callerView(caller, viewer.country, viewer.now.language);
  if (showsNumbers) return title;
  return isName ? hideNumbers(title) : /\d/.test(title) ? hiddenNumber(title) : title;
}

/** The shares of callers by what they have in common; those without any are left out. */
export function tablesOf(found: InsightFound, viewer: Viewer, showsNumbers: boolean, tools: InsightTools): TableView[] {
  const { say, href } = tools;
  const { names } = viewer;
  const none = say({ key: 'insight.none' });
  const place = (kind: 'queue' | 'ring_group') => (number: string) => names.place({ kind, number });
  return [
    tableOf(
      'reasons',
      say({ key: 'insight.reasons' }),
      found.reasons.map((one) => ({
        ...one,
        text: say({ key: `insight.reason.${one.value}` as MessageKey }),
        href: href({ reason: one.value as InsightWanted['reason'] }),
      })),
      tools,
    ),
    tableOf(
      'queues',
      say({ key: 'insight.queues' }),
      found.queues.map((one) => ({
        ...one,
        text: place('queue')(one.value),
        href: href({ queue: one.value }),
      })),
      tools,
    ),
    tableOf(
      'groups',
      say({ key: 'insight.groups' }),
      found.groups.map((one) => ({
        ...one,
        text: place('ring_group')(one.value),
        href: href({ ringGroup: one.value }),
      })),
      tools,
    ),
    tableOf(
      'extensions',
      say({ key: 'insight.extensions' }),
      found.extensions.map((one) => ({
        ...one,
        text: names.person(one.value),
        href: href({ extension: one.value }),
      })),
      tools,
    ),
    tableOf(
      'dids',
      say({ key: 'insight.dids' }),
      found.dids.map((one) => {
        const name = names.did(one.value);
        return {
          ...one,
          text: one.value === '' ? none : name === '' ? one.value : `${name} (${one.value})`,
          href: href({ did: one.value }),
        };
      }),
      tools,
    ),
    tableOf(
      'callers',
      say({ key: 'insight.callers' }),
      found.callers.map((one) => ({
        value: '',
        callers: one.misses,
        recovered: Math.round((one.recovered / one.callers) * one.misses),
        text: nameOfCaller(one, viewer, showsNumbers),
        href: href({ of: one.newestId }),
      })),
      tools,
    ),
  ].filter(({ rows }) => rows.length > 0);
}
