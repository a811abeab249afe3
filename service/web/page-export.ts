import { may } from '../../shared/identity';
import { type MessageKey, sayIn } from '../../shared/messages';
import { frameOf } from './frame';
import { insightAddress, readInsightWanted } from './insight-wanted';
import { readWanted, wantedQuery } from './list-query';
import { type AnswerPage, isPart } from './page';
import { type PageParts, viewerOf } from './pages';
import { Problem } from './problems';
import { withPlace } from './view-filters';
import { type FrameView, sayKeyIn } from './view-frame';

/** How to take away what a page shows, exactly as the template shows it. */
export interface ExportView {
  readonly frame: FrameView;
  readonly back: string;
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly formats: readonly ChoiceView[];
  readonly delimiters: readonly ChoiceView[];
  readonly encodings: readonly ChoiceView[];
}

export interface ChoiceView {
  readonly value: string;
  readonly text: string;
  readonly current: boolean;
}

/** GET /export: in which form to take away what the page before showed. */
export function exportPage(parts: PageParts): AnswerPage {
  return async (asked) => {
    if (!may(asked.identity, 'export')) throw new Problem(403);
    const viewer = viewerOf(parts, asked);
    const { language, zone, at } = viewer.now;
    const t = sayKeyIn(language);
    const say = sayIn(language);
    const isInsight = asked.query.of_insight === '1';
    const shown = isInsight
      ? insightAddress(readInsightWanted(asked.query, zone, at))
      : wantedQuery({ ...readWanted(withPlace(asked.query)), page: 1, after: '', before: '' });
    const frame = await frameOf(parts, asked, viewer, { title: t('export.title'), tab: 'none', sheets: ['settings.css'] });
    if (isPart(asked)) return { template: 'live-head', view: { frame, t } };
    const hidden = Object.keys(shown)
      .filter((name) => shown[name] !== null && shown[name] !== '')
      .map((name) => ({ name, value: String(shown[name]) }));
    const choices = (name: string, values: readonly string[]): ChoiceView[] =>
      values.map((value, index) => ({ value, text: say({ key: `export.${name}.${value}` as MessageKey }), current: index === 0 }));
    const { action, fields } = viewer.links.file('/export/file');
    const view: ExportView = {
      frame,
      back: viewer.links.to(isInsight ? '/insight/callers' : '/', shown),
      action,
      hidden: fields.concat(hidden, isInsight ? [{ name: 'of_insight', value: '1' }] : []),
      formats: choices('format', ['xlsx', 'csv']),
      // Where the comma divides a number, spreadsheets look for the semicolon.
      delimiters: choices('delimiter', language === 'en' ? ['comma', 'semicolon', 'tab'] : ['semicolon', 'comma', 'tab']),
      encodings: choices('encoding', ['utf8', 'windows1252']),
    };
    return { template: 'export', view: { ...view, t } };
  };
}
