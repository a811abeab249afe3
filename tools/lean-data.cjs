'use strict';
// Tables inside our packages that are large and lie idle: the bundle carries of each what a PBX can ever ask of it. The
// code of the packages stays as it is; only modules that are nothing but data are written anew, from the data they hold.
const path = require('node:path');

/** Kinds of files that our pages and answers can be. */
const EXTENSIONS = ['html', 'css', 'js', 'mjs', 'json', 'svg', 'png', 'ico', 'txt', 'csv', 'xml', 'woff', 'woff2', 'bin', 'map'];
const FORM = 'application/x-www-form-urlencoded';

const isOurs = (extensions) => (extensions || []).some((one) => EXTENSIONS.includes(one));

function some(object, keep) {
  return Object.fromEntries(Object.entries(object).filter(([key, value]) => keep(key, value)));
}

function written(value) {
  return `module.exports = ${JSON.stringify(value)};`;
}

/** The rules of each country's numbers, read when somebody asks for that country: an office needs one or two of 245. */
function phoneRules({ countries, ...rest }) {
  // A function's text becomes a value only when the function is called.
  const texts = Object.keys(countries).map((name) => `${name}: () => ${JSON.stringify(JSON.stringify(countries[name]))}`);
  return `const texts = { ${texts.join(', ')} };
const countries = {};
for (const name of Object.keys(texts)) {
  Object.defineProperty(countries, name, {
    configurable: true,
    enumerable: true,
    get() {
      const rules = JSON.parse(texts[name]());
      Object.defineProperty(countries, name, { value: rules, configurable: true, enumerable: true });
      return rules;
    },
  });
}
module.exports = Object.assign(${JSON.stringify(rest)}, { countries });`;
}

/** What is written in place of a module, from what that module exports. */
const TABLES = [
  // Media types: of 2500, those of our own files.
  [/[\\/]mime-db[\\/]db\.json$/, (types) => written(some(types, (name, { extensions }) => name === FORM || isOurs(extensions)))],
  [/[\\/]mime[\\/]types\.json$/, (types) => written(some(types, (_name, extensions) => isOurs(extensions)))],
  // Alphabets of the last century: MariaDB sends us UTF-8, whatever its tables are in, and so do browsers.
  [/[\\/]iconv-lite[\\/]encodings[\\/]tables[\\/][\w-]+\.json$/, () => written([])],
  [/[\\/]iconv-lite[\\/]encodings[\\/]sbcs-data-generated\.js$/, () => written({})],
  // Names of errors: those of MySQL 5.7 and later bear numbers that MariaDB uses for others.
  [
    /[\\/]mysql2[\\/]lib[\\/]constants[\\/]errors\.js$/,
    (errors) => written(some(errors, (key, value) => Math.min(Number(key) || Infinity, Number(value) || Infinity) < 2100)),
  ],
  [/[\\/]libphonenumber-js[\\/]metadata\.max\.json$/, phoneRules],
];

/** What the bundle carries in place of the file, or nothing where it is taken as it is. */
function leanModule(file) {
  const found = TABLES.find(([filter]) => filter.test(file));
  return found === undefined ? undefined : found[1](require(file));
}

const leanData = {
  name: 'lean-data',
  setup({ onLoad, onEnd }) {
    const seen = new Set();
    for (const [filter] of TABLES) {
      onLoad({ filter }, ({ path: file }) => {
        seen.add(filter);
        return { contents: leanModule(file), loader: 'js', resolveDir: path.dirname(file) };
      });
    }
    // A package that was moved about would come in whole, and nobody would notice.
    onEnd(({ errors }) => {
      const idle = TABLES.filter(([filter]) => !seen.has(filter));
      if (errors.length === 0 && idle.length > 0 && seen.size > 0)
        return { warnings: idle.map(([filter]) => ({ text: `nothing was read by ${filter}` })) };
      return {};
    });
  },
};

module.exports = { leanData, leanModule };
