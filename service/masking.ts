/** Longest end of a number that is masked: short enough to leave country and area, long enough to hide who it is. */
const MASKED_DIGITS = 6;
const SHORTEST_NUMBER = 7;
/** A number: at least seven digits that are no id (`epoch.serial`), no address and no time. */
const NUMBER = /\+?\d{7,15}(?![\d.]*\.\d)/g;
/** Columns that hold ids and times: never touched. */
const KEPT = new Set([
  'uniqueid',
  'linkedid',
  'calldate',
  'eventtime',
  'sequence',
  'id',
  'duration',
  'billsec',
  'amaflags',
  'disposition',
  'eventtype',
]);
const NAMES = ['cid_name', 'cnam', 'outbound_cnam', 'dst_cnam'];

/** Replaces numbers and names consistently: one caller stays one caller in every row and every spelling of his number. */
export interface Mask {
  text(text: string): string;
  row(row: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /** A queue_log line; its time and callid stay. */
  line(line: string): string;
}

/**
 * Makes a mask for one capture. `digits` gives the replacement of an ending, e.g. from a keyed hash; numbers in `kept` (our DIDs,
 * extensions and outbound caller ids) stay, for verdicts depend on them.
 */
export function maskOf(digits: (ending: string) => string, kept: ReadonlySet<string>, names: readonly string[]): Mask {
  const known = new Map<string, string>();
  const masked = (number: string): string => {
    if (kept.has(number.replace('+', '')) || number.replace('+', '').length < SHORTEST_NUMBER) return number;
    const ending = number.slice(-MASKED_DIGITS);
    const replaced = known.get(ending) || digits(ending).slice(0, MASKED_DIGITS);
    known.set(ending, replaced);
    return number.slice(0, -MASKED_DIGITS) + replaced;
  };
  const aliases = new Map<string, string>();
  for (const name of names)
    if (name.length > 1 && !/^\+?\d+$/.test(name) && !aliases.has(name)) aliases.set(name, `Caller ${aliases.size + 1}`);
  const longestFirst = Array.from(aliases.keys()).sort((one, other) => other.length - one.length);
  const text = (value: string): string => {
    let out = value;
    for (const name of longestFirst) out = out.split(name).join(aliases.get(name));
    return out.replace(NUMBER, masked);
  };
  const row = (one: Readonly<Record<string, unknown>>) => {
    const out: Record<string, unknown> = {};
    for (const column of Object.keys(one)) {
      const value = one[column];
      out[column] = KEPT.has(column) || typeof value !== 'string' ? value : text(value);
    }
    return out;
  };
  const line = (one: string) => {
    const parts = one.split('|');
    return parts.slice(0, 2).concat(parts.slice(2).map(text)).join('|');
  };
  return { text, row, line };
}

/** The callers' names in raw rows: what a mask has to hide beside numbers. */
export function namesIn(rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  const names = new Set<string>();
  for (const row of rows) {
    for (const column of NAMES) {
      const name = row[column];
      if (typeof name === 'string' && name !== '') names.add(name);
    }
  }
  return Array.from(names);
}
