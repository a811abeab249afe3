import type { DirectoryTrunk } from '../directory';

/** One dial pattern of a trunk: what is dialled is `prefix` + `match`; what is sent is `prepend` + what matched. */
export interface DialRule {
  readonly endpoint: string;
  readonly prepend: string;
  /** The whole that is dialled; group 1 is what is left when the prefix is taken off. */
  readonly dialled: RegExp;
  /** What is left, alone. */
  readonly rest: RegExp;
  readonly hasPrefix: boolean;
}

/** Asterisk's pattern letters (`pbx.c`); `.` and `!` may only end a pattern. */
function patternSource(pattern: string): string {
  let source = '';
  for (const part of pattern.match(/\[[\d*#-]{1,20}\]|[\s\S]/g) || []) {
    if (part === 'X' || part === 'x') source += '\\d';
    else if (part === 'Z' || part === 'z') source += '[1-9]';
    else if (part === 'N' || part === 'n') source += '[2-9]';
    else if (part === '.') return `${source}[\\d*#]+`;
    else if (part === '!') return `${source}[\\d*#]*`;
    else if (/^[\d*#+]$/.test(part)) source += `[${part}]`;
    else if (part.length > 1 && /^\[(?:\d-\d|[\d*#])+\]$/.test(part)) source += part;
    else if (part !== '-' && part !== ' ' && part !== '_') return '[^\\s\\S]';
  }
  return source;
}

/** `[5-1]` is no range: such a pattern matches nothing instead of throwing. */
function expression(source: string): RegExp {
  try {
    return new RegExp(source);
  } catch {
    return /[^\s\S]/;
  }
}

/** The dial patterns of all trunks, ready to match; patterns that change nothing are left out. */
export function dialRules(trunks: readonly DirectoryTrunk[]): DialRule[] {
  const rules: DialRule[] = [];
  for (const trunk of trunks) {
    for (const pattern of trunk.dialPatterns) {
      const prefix = patternSource(pattern.prefix.slice(0, 40));
      const match = patternSource(pattern.match.slice(0, 40)) || '[\\d*#]+';
      const prepend = pattern.prepend.replace(/[^\d*#+]/g, '').slice(0, 20);
      if (prefix === '' && prepend === '') continue;
      rules.push({
        endpoint: trunk.endpoint,
        prepend,
        dialled: expression(`^${prefix}(${match})$`),
        rest: expression(`^${match}$`),
        hasPrefix: prefix !== '',
      });
    }
  }
  return rules;
}
