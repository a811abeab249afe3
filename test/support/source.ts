/**
 * Just enough reading of TypeScript for test/architecture.test.ts: which words are code, which are comment or text,
 * what is imported, which functions are exported. (TypeScript 7 has no stable parser to call, and esbuild forgets types.)
 */

/** A piece of a file: where it begins, and what it says. */
export interface Piece {
  readonly at: number;
  readonly text: string;
}

/** One file, taken apart. `code` is as long as `text`, with comments, regexes and the insides of strings blanked out. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly code: string;
  readonly comments: readonly Piece[];
  readonly strings: readonly Piece[];
  readonly regexes: readonly Piece[];
}

/** One import, re-export, require or dynamic import. `target` is undefined when it is not a plain string. */
export interface Import {
  readonly at: number;
  readonly target: string | undefined;
  readonly onlyTypes: boolean;
}

/** After one of these words a slash begins a regex; after any other word it divides. */
const WORDS_BEFORE_REGEX = /\b(?:return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield)$/;
const ENDS_A_VALUE = /[\w$)\]}'"`]$/;

/** Takes a file apart. */
export function readSource(path: string, text: string): Source {
  const code = text.split('');
  const comments: Piece[] = [];
  const strings: Piece[] = [];
  const regexes: Piece[] = [];
  /** Templates we are inside a `${…}` of: where each began, and how many braces were open there. */
  const templates: { at: number; depth: number }[] = [];
  let depth = 0;
  let at = 0;

  const blank = (from: number, to: number): void => {
    for (let i = from; i < to; i += 1) if (code[i] !== '\n') code[i] = ' ';
  };
  const take = (into: Piece[], end: number, keep: number): void => {
    into.push({ at, text: text.slice(at + keep, end - keep) });
    blank(at + keep, end - keep);
    at = end;
  };
  const templateText = (from: number, opened: number): void => {
    let i = from;
    while (i < text.length && text[i] !== '`' && !text.startsWith('${', i)) i += text[i] === '\\' ? 2 : 1;
    blank(from, i);
    if (text[i] === '`') {
      strings.push({ at: opened, text: text.slice(opened + 1, i) });
      at = i + 1;
    } else {
      templates.push({ at: opened, depth });
      at = i + 2;
    }
  };
  const beginsRegex = (): boolean => {
    const before = code
      .slice(Math.max(0, at - 200), at)
      .join('')
      .trimRight();
    return WORDS_BEFORE_REGEX.test(before) || !ENDS_A_VALUE.test(before);
  };

  while (at < text.length) {
    const char = text[at];
    const inner = templates[templates.length - 1];
    if (text.startsWith('//', at)) take(comments, endOfLine(text, at), 0);
    else if (text.startsWith('/*', at)) take(comments, text.indexOf('*/', at) + 2, 0);
    else if (char === "'" || char === '"') take(strings, endOfString(text, at), 1);
    else if (char === '`') templateText(at + 1, at);
    else if (char === '/' && beginsRegex()) take(regexes, endOfRegex(text, at), 0);
    else if (char === '}' && inner !== undefined && inner.depth === depth) {
      templates.pop();
      templateText(at + 1, inner.at);
    } else {
      if (char === '{') depth += 1;
      if (char === '}') depth -= 1;
      at += 1;
    }
  }
  return { path, text, code: code.join(''), comments, strings, regexes };
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function endOfString(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length && text[i] !== text[at]) i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}

function endOfRegex(text: string, at: number): number {
  let inClass = false;
  let i = at + 1;
  for (; i < text.length && (inClass || text[i] !== '/'); i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '[') inClass = true;
    else if (text[i] === ']') inClass = false;
  }
  const flags = /^[a-z]*/.exec(text.slice(i + 1));
  return i + 1 + (flags === null ? 0 : flags[0].length);
}

/** The line, counted from 1, of a place in the file. */
export function lineOf(source: Source, at: number): number {
  return source.text.slice(0, at).split('\n').length;
}

/** Every place in a text where a pattern fits. */
export function placesOf(text: string, pattern: RegExp): { at: number; match: RegExpExecArray }[] {
  const everywhere = new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`);
  const places: { at: number; match: RegExpExecArray }[] = [];
  for (let match = everywhere.exec(text); match !== null; match = everywhere.exec(text)) places.push({ at: match.index, match });
  return places;
}

/** `import … from`, `export … from`, `import '…'`: up to the opening quote. */
const STATEMENT = /\b(?:import|export)\b(?:\s*(type)\b(?!\s*(?:,|from\b)))?([\s\w$*{},]*?\bfrom\s*|\s*)(?=['"])/;
/** `import(…)` and `require(…)`: up to what is in the brackets. */
const CALL = /(?<![.\w$])(import|require)\s*\(\s*/;

/** Everything a file imports, by whichever of the ways there are. */
export function importsOf(source: Source): Import[] {
  const stringAt = (at: number): string | undefined => {
    const found = source.strings.find((piece) => piece.at === at);
    return found === undefined || source.text[at] === '`' ? undefined : found.text;
  };
  const statements = placesOf(source.code, STATEMENT).map(({ at, match }) => ({
    at,
    target: stringAt(at + match[0].length),
    onlyTypes: match[1] !== undefined || namesOnlyTypes(String(match[2])),
  }));
  const calls = placesOf(source.code, CALL).map(({ at, match }) => ({ at, target: stringAt(at + match[0].length), onlyTypes: false }));
  return statements.concat(calls);
}

function namesOnlyTypes(clause: string): boolean {
  const names = /^\s*{([^}]*)}/.exec(clause);
  if (names === null) return false;
  const listed = String(names[1])
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return listed.length > 0 && listed.every((name) => /^type\s/.test(name));
}

const DECLARATION = /\bexport\s+(?:async\s+)?function\s*\*?\s*([\w$]+)/;
const CONSTANT = /\bexport\s+const\s+([\w$]+)/;
/** How a value begins that is a function, when it does not begin with a bracket. */
const FUNCTION_VALUE = /^\s*(?:async\s*)?(?:function\b|<|[\w$]+\s*=>)/;

/** The exported functions of a file, declared or held in a constant. An overloaded one stands there once. */
export function exportedFunctionsOf(source: Source): { at: number; name: string }[] {
  const found = placesOf(source.code, DECLARATION).concat(
    placesOf(source.code, CONSTANT).filter(({ at }) => holdsFunction(source.code, at)),
  );
  const seen = new Set<string>();
  return found
    .map(({ at, match }) => ({ at, name: String(match[1]) }))
    .sort((a, b) => a.at - b.at)
    .filter(({ name }) => !seen.has(name) && seen.add(name));
}

function holdsFunction(code: string, at: number): boolean {
  const equals = /=(?![>=])/.exec(code.slice(at));
  if (equals === null) return false;
  const value = code.slice(at + equals.index + 1);
  const bracket = /^\s*(?:async\s*)?\(/.exec(value);
  if (bracket === null) return FUNCTION_VALUE.test(value);
  return /^\s*(?::[^=;]+)?=>/.test(value.slice(closingBracket(value, bracket[0].length)));
}

/** The place after the bracket that closes the one before `from`. */
function closingBracket(code: string, from: number): number {
  let open = 1;
  let i = from;
  for (; i < code.length && open > 0; i += 1) {
    if (code[i] === '(') open += 1;
    if (code[i] === ')') open -= 1;
  }
  return i;
}

/** Whether a doc comment ends right above this place. */
export function hasDocstring(source: Source, at: number): boolean {
  return source.comments.some(
    (comment) => comment.text.startsWith('/**') && comment.at < at && source.text.slice(comment.at + comment.text.length, at).trim() === '',
  );
}
