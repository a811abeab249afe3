/** How a file of comma-separated values is written. */
export interface CsvForm {
  readonly delimiter: ',' | ';' | '\t';
  readonly encoding: 'utf8' | 'windows1252';
}

/** What a spreadsheet would take for a formula, or for something to run; some do so with the full-width signs too. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
/** Characters of Windows-1252 from 0x80 on that stand elsewhere in Unicode; 0 for those it has not. */
// biome-ignore format: a table of two lines
const HIGH = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
  0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];
const BYTES = new Map(HIGH.map((code, index): [number, number] => [code, 0x80 + index]));

/** A cell: quoted where it must be, and marked as text where a spreadsheet would calculate with it. */
export function csvCell(text: string, delimiter: CsvForm['delimiter']): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /["\r\n]/.test(safe) || safe.indexOf(delimiter) >= 0 || safe !== safe.trim() ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** A line with its end. */
export function csvLine(cells: readonly string[], { delimiter }: CsvForm): string {
  return `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`;
}

/** A text as bytes of Windows-1252; what it has no sign for becomes a question mark. */
export function windows1252(text: string): Buffer {
  const bytes: number[] = [];
  for (const character of Array.from(text)) {
    const code = character.codePointAt(0) || 0;
    if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) bytes.push(code);
    else bytes.push(BYTES.get(code) || 0x3f);
  }
  return Buffer.from(bytes);
}

/** What a file begins with, so that a spreadsheet knows how it is written. */
export function csvBeginning({ encoding }: CsvForm): string {
  return encoding === 'utf8' ? '\ufeff' : '';
}

/** Text in the file's encoding. */
export function csvBytes(text: string, { encoding }: CsvForm): Buffer {
  return encoding === 'utf8' ? Buffer.from(text, 'utf8') : windows1252(text);
}
