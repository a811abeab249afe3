import * as fs from 'fs';
import * as path from 'path';

/** Options of the `[general]` section, names and values in lower case. */
export type AsteriskConfig = ReadonlyMap<string, string>;

/** Asterisk's files include one another; a deeper nesting is damage and is cut. */
const DEEPEST = 5;
/** No file of Asterisk's is this large. */
const MOST_BYTES = 1000000;

/**
 * Reads a file of Asterisk's own form (`cdr.conf`) with what it includes. FreePBX keeps its options in included files.
 * Null when the file cannot be read; included files that cannot be are left out.
 */
export function readAsteriskConfig(file: string): AsteriskConfig | null {
  const lines = linesOf(file, 0);
  if (lines === null) return null;
  const options = new Map<string, string>();
  let section = '';
  for (const line of lines) {
    const header = /^\[([^\]]+)\]/.exec(line);
    if (header) section = (header[1] as string).toLowerCase();
    const option = /^([\w-]+)\s*=>?\s*(.*)$/.exec(line);
    if (option && section === 'general') options.set((option[1] as string).toLowerCase(), (option[2] as string).trim().toLowerCase());
  }
  return options;
}

/** Whether Asterisk takes an option for a yes; `otherwise` where it is not set. */
export function isYes(config: AsteriskConfig, name: string, otherwise: boolean): boolean {
  const value = config.get(name);
  return value === undefined || value === '' ? otherwise : /^(yes|true|y|t|1|on)$/.test(value);
}

/** What `cdr.conf` in Asterisk's folder says; null where we are told of no folder or the file cannot be read. */
export function readCdrConf(folder: string | null): AsteriskConfig | null {
  return folder === null ? null : readAsteriskConfig(`${folder}/cdr.conf`);
}

/** What Asterisk waits at most in batch mode, unless told. */
const BATCH_SECONDS = 300;

/** How long `cdr.conf` lets rows wait for one another; 0 where each is written at once. */
export function batchSeconds(cdrConf: AsteriskConfig): number {
  if (!isYes(cdrConf, 'batch', false)) return 0;
  return Number(cdrConf.get('time')) || BATCH_SECONDS;
}

function linesOf(file: string, depth: number): string[] | null {
  let text: string;
  try {
    if (depth > DEEPEST || fs.statSync(file).size > MOST_BYTES) return null;
    text = fs.readFileSync(file, 'utf8');
  } catch (_unreadable) {
    return null;
  }
  const lines: string[] = [];
  for (const raw of text.split('\n')) {
    const include = /^\s*#(?:try)?include\s+["<]?([^">]+)[">]?\s*$/.exec(raw);
    if (include) lines.push(...(linesOf(path.resolve(path.dirname(file), (include[1] as string).trim()), depth + 1) || []));
    else lines.push(raw.replace(/;.*$/, '').trim());
  }
  return lines;
}
