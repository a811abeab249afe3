import type { Entry } from '../../shared/entry';
import { sayIn } from '../../shared/messages';
import { saveExport } from '../store/exports';
import { readBehind } from '../store/insight';
import { eachEntry } from '../store/list-each';
import type { ListQuery } from '../store/list-query';
import { type CsvForm, csvBeginning, csvBytes, csvLine } from './csv';
import { deskOf } from './desk';
import type { Download, SentFile, Take } from './download';
import { cellText, EXPORT_WIDTHS, exportCells, exportHead } from './export-rows';
import { dayNumber, dayText } from './insight-days';
import { insightAddress } from './insight-wanted';
import { queryText } from './links';
import { listQuery, readWanted, wantedQuery } from './list-query';
import type { Asked } from './page';
import { askedInsight } from './page-insight';
import { hidingQuery } from './page-list';
import { type PageParts, viewerOf } from './pages';
import { Problem } from './problems';
import { withPlace } from './view-filters';
import type { XlsxCell } from './xlsx';
import { xlsxWriter } from './xlsx';

/** Hands over entries in lots. */
type Each = (take: (entries: readonly Entry[]) => Promise<void>) => Promise<void>;

/** What is exported, and how it is told to whoever looks later. */
interface Source {
  readonly each: Each;
  readonly asked: string;
}

const PIECE = 500;
/** Files written at once: each holds a connection for as long as its reader takes. */
const MOST_AT_ONCE = 2;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** How a file of values is written, as the address says it. */
export function csvFormOf(query: Readonly<Record<string, string>>): CsvForm {
  const delimiter = query.delimiter === 'semicolon' ? ';' : query.delimiter === 'tab' ? '\t' : ',';
  return { delimiter, encoding: query.encoding === 'windows1252' ? 'windows1252' : 'utf8' };
}

async function insightSource(parts: PageParts, asked: Asked): Promise<Source> {
  const { client } = asked.identity;
  const { wanted, query } = await askedInsight(parts, asked, viewerOf(parts, asked));
  const each: Each = async (take) => {
    for (let entries = await readBehind(client, parts.db, query, null, PIECE); entries.length > 0; ) {
      await take(entries);
      const last = entries[entries.length - 1] as Entry;
      entries = await readBehind(client, parts.db, query, { at: last.firstMissedAt, id: last.id }, PIECE);
    }
  };
  return { each, asked: `insight${queryText(insightAddress(wanted))}` };
}

async function listSource(parts: PageParts, asked: Asked, hide: (query: ListQuery) => ListQuery): Promise<Source> {
  const { client, userId, scope } = asked.identity;
  const { at, zone } = viewerOf(parts, asked).now;
  // All pages of what is shown, whichever of them it was.
  const wanted = { ...readWanted(withPlace(asked.query)), page: 1, after: '', before: '' };
  const query = hide(listQuery(wanted, { at, zone, userId, scope }));
  return {
    each: (take) => eachEntry(client, parts.db, query, take),
    asked: `list${queryText(wantedQuery({ ...wanted, text: wanted.text === '' ? '' : '…' }))}`,
  };
}

async function writeCsv(each: Each, head: readonly string[], cells: (entry: Entry) => readonly XlsxCell[], form: CsvForm, take: Take) {
  await take(csvBytes(csvBeginning(form) + csvLine(head, form), form));
  await each((entries) => take(csvBytes(entries.map((entry) => csvLine(cells(entry).map(cellText), form)).join(''), form)));
}

async function writeXlsx(each: Each, name: string, head: readonly string[], cells: (entry: Entry) => readonly XlsxCell[], take: Take) {
  const workbook = xlsxWriter(name, head, EXPORT_WIDTHS);
  await each(async (entries) => {
    for (const entry of entries) for (const bytes of workbook.row(cells(entry))) await take(bytes);
  });
  for (const bytes of workbook.end()) await take(bytes);
}

/** GET /export/file: exactly what a page of the list or of Insight shows, on all its pages, as CSV or XLSX; who took it is written down. */
export function exportFile(parts: PageParts): Download {
  let underWay = 0;
  return {
    needs: 'export',
    answer: async (asked): Promise<SentFile> => {
      const { identity, nowAt, query } = asked;
      const { client, userId } = identity;
      const viewer = viewerOf(parts, asked);
      const desk = await deskOf(parts, asked, '/');
      const isInsight = query.of_insight === '1';
      const source = isInsight ? await insightSource(parts, asked) : await listSource(parts, asked, (one) => hidingQuery(one, desk));
      const format = query.format === 'xlsx' ? 'xlsx' : 'csv';
      const form = csvFormOf(query);
      const cells = (entry: Entry) => exportCells(entry, viewer, desk);
      const head = exportHead(viewer);
      const name = sayIn(viewer.now.language)({ key: 'export.name' });
      const taken = { at: nowAt, userId, format, asked: source.asked, entries: 0 };
      // Held and counted in one step, or of many that come at once all would go on.
      if (underWay >= MOST_AT_ONCE) throw new Problem(429);
      underWay += 1;
      try {
        // Before the first byte leaves: what nobody wrote down nobody gets.
        await saveExport(client, parts.db, taken);
      } catch (error) {
        underWay -= 1;
        throw error;
      }
      let entries = 0;
      const counted: Each = (take) =>
        source.each(async (some) => {
          await take(some);
          entries += some.length;
        });
      return {
        name: `${isInsight ? 'insight' : 'list'}-${dayText(dayNumber(viewer.now.zone, nowAt))}.${format}`,
        type: format === 'xlsx' ? XLSX : form.encoding === 'utf8' ? 'text/csv; charset=utf-8' : 'text/csv; charset=windows-1252',
        write: async (take) => {
          try {
            await (format === 'xlsx' ? writeXlsx(counted, name, head, cells, take) : writeCsv(counted, head, cells, form, take));
          } finally {
            underWay -= 1;
            await saveExport(client, parts.db, { ...taken, entries });
          }
        },
      };
    },
  };
}
