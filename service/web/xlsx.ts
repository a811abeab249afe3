import { strToU8, Zip, ZipDeflate } from 'fflate';

/** A cell: text as it is and never a formula, a number, or an instant on the reader's wall as seconds since 1970. */
export type XlsxCell = string | number | { readonly wall: number } | null;

/** A workbook that is written while its rows come. */
export interface XlsxWriter {
  /** One row more; bytes are given back as soon as there are enough of them. */
  row(cells: readonly XlsxCell[]): readonly Buffer[];
  /** The last bytes. */
  end(): readonly Buffer[];
}

/** A spreadsheet's own limits. */
const MOST_ROWS = 1048576;
const LONGEST_TEXT = 32767;
const SECONDS_A_DAY = 86400;
/** Days from 30 December 1899, which spreadsheets count from, to 1970. */
const DAYS_TO_1970 = 25569;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Style 0 is plain, 1 a date with its time, 2 the head. */
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>\
<cellXfs count="3"><xf xfId="0"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML can hold none of them
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|([^\ud800-\udbff]|^)[\udc00-\udfff]/g;

/** Text inside XML as a spreadsheet reads it back: `_x0041_` would be read as a letter. */
export function xmlText(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .replace(LONE_SURROGATE, '$1\ufffd')
    .replace(IMPOSSIBLE, '')
    .replace(/_(x[0-9a-fA-F]{4}_)/g, '_x005F_$1')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

function cellXml(cell: XlsxCell, style: number): string {
  if (cell === null || cell === '') return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  if (typeof cell === 'object') return `<c s="1"><v>${(cell.wall / SECONDS_A_DAY + DAYS_TO_1970).toFixed(9)}</v></c>`;
  return `<c t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
}

function rowXml(cells: readonly XlsxCell[], style: number): string {
  return `<row>${cells.map((cell) => cellXml(cell, style)).join('')}</row>`;
}

function sheetBeginning(widths: readonly number[]): string {
  const columns = widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('');
  const view = '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>';
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews>${view}</sheetViews><cols>${columns}</cols><sheetData>`;
}

/** A spreadsheet takes no more characters for the name of a sheet, and not these. */
const LONGEST_NAME = 31;
const NOT_IN_NAMES = /[[\]:*?/\\'"]/g;

function sheetName(name: string, n: number): string {
  const number = n === 1 ? '' : ` ${n}`;
  return xmlText(name.replace(NOT_IN_NAMES, ' ').slice(0, LONGEST_NAME - number.length) + number);
}

function parts(name: string, sheets: number): readonly (readonly [string, string])[] {
  const numbers = Array.from({ length: sheets }, (_none, index) => index + 1);
  const rel = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (inner: string) => `${XML}<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`;
  const sheet = (n: number) => `<sheet name="${sheetName(name, n)}" sheetId="${n}" r:id="r${n}"/>`;
  const override = (part: string, type: string) => `<Override PartName="/${part}" ContentType="${TYPE}.${type}+xml"/>`;
  const types = numbers.map((n) => override(`xl/worksheets/sheet${n}.xml`, 'worksheet')).join('');
  return [
    ['xl/workbook.xml', `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${numbers.map(sheet).join('')}</sheets></workbook>`],
    [
      'xl/_rels/workbook.xml.rels',
      relations(numbers.map((n) => rel(`r${n}`, 'worksheet', `worksheets/sheet${n}.xml`)).join('') + rel('rs', 'styles', 'styles.xml')),
    ],
    ['xl/styles.xml', STYLES],
    ['_rels/.rels', relations(rel('r1', 'officeDocument', 'xl/workbook.xml'))],
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', 'sheet.main')}${override('xl/styles.xml', 'styles')}${types}</Types>`,
    ],
  ];
}

/** A workbook with these column heads, whose widths are in characters; it goes on on another sheet where one is full. */
export function xlsxWriter(name: string, head: readonly string[], widths: readonly number[]): XlsxWriter {
  let out: Buffer[] = [];
  let sheets = 0;
  let rows = 0;
  let sheet: ZipDeflate | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    out.push(Buffer.from(chunk.buffer as ArrayBuffer, chunk.byteOffset, chunk.byteLength));
  });
  const taken = (): readonly Buffer[] => {
    const bytes = out;
    out = [];
    return bytes;
  };
  const closeSheet = () => {
    if (sheet !== null) sheet.push(strToU8('</sheetData></worksheet>'), true);
  };
  const openSheet = (): ZipDeflate => {
    closeSheet();
    sheets += 1;
    rows = 1;
    const opened = new ZipDeflate(`xl/worksheets/sheet${sheets}.xml`, { level: 6 });
    zip.add(opened);
    opened.push(strToU8(sheetBeginning(widths) + rowXml(head, 2)));
    sheet = opened;
    return opened;
  };
  openSheet();
  return {
    row: (cells) => {
      const into = sheet === null || rows >= MOST_ROWS ? openSheet() : sheet;
      into.push(strToU8(rowXml(cells, 0)));
      rows += 1;
      return taken();
    },
    end: () => {
      closeSheet();
      for (const [path, text] of parts(name, sheets)) {
        const part = new ZipDeflate(path, { level: 6 });
        zip.add(part);
        part.push(strToU8(text), true);
      }
      zip.end();
      return taken();
    },
  };
}
