'use strict';
// Packages that the daemon may never need: the bundle evaluates them when something of theirs is first asked for, not when
// it starts. What imports them stays as it is: it is given an object whose members fetch the package.
const LAZY = ['nodemailer', 'fflate'];

/** A module with the package's own exports, each of which loads it. */
function lazyModule(name) {
  const members = Object.keys(require(name)).map(
    (key) => `  get ${JSON.stringify(key)}() { return require(${JSON.stringify(name)})[${JSON.stringify(key)}]; },`,
  );
  return `module.exports = {\n${members.join('\n')}\n};`;
}

const lazyPackages = {
  name: 'lazy-packages',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(${LAZY.join('|')})$`) }, ({ path, kind, resolveDir }) => {
      if (kind !== 'import-statement') return undefined;
      return { path, namespace: 'lazy', pluginData: resolveDir };
    });
    onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path, pluginData }) => ({
      contents: lazyModule(path),
      loader: 'js',
      resolveDir: pluginData,
    }));
  },
};

module.exports = { lazyPackages, lazyModule };
