'use strict';
// Reads .po files and writes .mo files, as PHP's gettext wants them: the package must not need gettext's own tools.

const UNESCAPED = { n: '\n', t: '\t', '"': '"', '\\': '\\' };

function textOf(quoted) {
  return quoted.slice(1, -1).replace(/\\(.)/g, (_, letter) => UNESCAPED[letter] ?? letter);
}

/** msgid → msgstr of a .po file; the header stands under ''. Untranslated ones are left out. */
function readPo(text) {
  const found = new Map();
  for (const piece of text.split(/\n\s*\n/)) {
    const parts = { msgid: '', msgstr: '' };
    let into = null;
    for (const line of piece.split('\n')) {
      const start = /^(msgid|msgstr)\s+(".*")\s*$/.exec(line);
      if (start) into = start[1];
      if (into !== null && (start || /^".*"\s*$/.test(line))) parts[into] += textOf(start ? start[2] : line.trim());
    }
    if (into === 'msgstr' && parts.msgstr !== '') found.set(parts.msgid, parts.msgstr);
  }
  return found;
}

/** The bytes of a .mo file. */
function writeMo(messages) {
  const entries = [...messages].map(([id, text]) => [Buffer.from(id), Buffer.from(text)]).sort(([one], [other]) => one.compare(other));
  const count = entries.length;
  const head = Buffer.alloc(28 + count * 16);
  const numbers = [0x950412de, 0, count, 28, 28 + count * 8, 0, 28 + count * 16];
  for (const [at, value] of numbers.entries()) head.writeUInt32LE(value, at * 4);
  const texts = [];
  let place = head.length;
  [0, 1].forEach((side) => {
    entries.forEach((entry, index) => {
      head.writeUInt32LE(entry[side].length, 28 + side * count * 8 + index * 8);
      head.writeUInt32LE(place, 28 + side * count * 8 + index * 8 + 4);
      texts.push(entry[side], Buffer.alloc(1));
      place += entry[side].length + 1;
    });
  });
  return Buffer.concat([head, ...texts]);
}

/** Every `_('…')` of PHP sources, in order, once each. */
function messagesIn(sources) {
  const found = new Set();
  for (const source of sources)
    for (const match of source.matchAll(/\b_\(\s*'((?:[^'\\]|\\.)*)'/g)) found.add(match[1].replace(/\\(['\\])/g, '$1'));
  return [...found];
}

function quoted(text) {
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`;
}

/** A .po (or with no translations a .pot) of these messages. */
function writePo(ids, translations, language) {
  const header = [
    'Project-Id-Version: smartmissedcalls\\n',
    `Language: ${language}\\n`,
    'MIME-Version: 1.0\\n',
    'Content-Type: text/plain; charset=UTF-8\\n',
    'Content-Transfer-Encoding: 8bit\\n',
  ];
  const first = `msgid ""\nmsgstr ""\n${header.map((line) => `"${line}"`).join('\n')}\n`;
  return `${[first, ...ids.map((id) => `msgid ${quoted(id)}\nmsgstr ${quoted(translations.get(id) ?? '')}\n`)].join('\n')}`;
}

module.exports = { messagesIn, readPo, writeMo, writePo };
