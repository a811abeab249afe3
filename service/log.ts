/** Where lines go: standard error, so that a command's answer on standard output stays clean. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

const SECRET = /("?(?:password|secret|token)"?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,}]+)/gi;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a caller's name must not be able to start a line of its own in the log
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]+/g;

/** One printable line: secrets masked, control characters (a caller's name may hold them) made spaces. */
export function cleanLine(line: string): string {
  return line.replace(SECRET, '$1***').replace(CONTROL, ' ');
}

/** A log of one line an event to a stream, each with its level. */
export function createLog(write: (line: string) => void): Log {
  const line = (level: string) => (text: string) => write(`${level} ${cleanLine(text)}\n`);
  return { info: line('info'), warn: line('warn'), error: line('error') };
}

/** A log that keeps quiet, for commands that only answer. */
export const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
