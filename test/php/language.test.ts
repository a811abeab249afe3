import { expect } from 'chai';
import * as fs from 'fs';
import * as path from 'path';
import { ensurePhps, runPhp } from './support/php';
import { moduleFiles, unpackedModule } from './support/unpacked';

const SCRIPT = path.join(__dirname, 'newer-syntax.php');

/** Snippets PHP 5.6 cannot read, and what is said of each. */
const NEWER: readonly [string, string][] = [
  ['$a = $b ?? 1;', '??'],
  ['$a ??= 1;', '??='],
  ['$a = $b <=> $c;', '<=>'],
  ['$a = $b?->c;', '?->'],
  ['$f = fn($x) => $x;', 'fn'],
  ['$f = match($x) { 1 => 2 };', 'match'],
  ['function f(int $a) {}', 'a type in a signature: int'],
  ['function f(?Foo $a) {}', 'a type in a signature: ?'],
  ['function f(): array {}', 'a return type'],
  ['function f($a,) {}', 'a comma at the end of a list'],
  ['f($a, $b,);', 'a comma at the end of a list'],
  ['class A { private int $a; }', 'a typed property'],
  ['class A { private ?Foo $a; }', 'a typed property'],
  ['class A { private const B = 1; }', 'a visible constant'],
  ['[$a, $b] = f();', 'an array to the left'],
  ['foreach ($a as [$b, $c]) {}', 'an array to the left'],
  ['use A\\{B, C};', 'a group of use'],
  ['$a = new class {};', 'a class without a name'],
  ['$a = [...$b];', 'a spread array'],
  ['f(name: 1);', 'a named argument'],
  ['#[Attribute]\nclass A {}', 'an attribute'],
  ['try {} catch (A | B $e) {}', 'two exceptions in a catch'],
  ['try {} catch (A) {}', 'a catch without a variable'],
  ['enum A {}', 'enum'],
  ['$a = throw new E();', 'throw'],
  ['random_int(1, 2);', 'random_int'],
  ['$a = str_contains($b, $c);', 'str_contains'],
  ['$a = 1_000;', 'a number with _'],
  ['catchAll(\\Throwable::class);', 'Throwable'],
];

describe('The language of the module', function () {
  this.timeout(60000);
  const php = ensurePhps()[0];
  if (php === undefined) return;

  const faults = (code: string): string => runPhp(php, [SCRIPT], `<?php\n${code}\n`).out;

  for (const [code, says] of NEWER) {
    it(`must not have ${says}: ${code.split('\n')[0]}`, () => {
      expect(faults(code)).to.contain(says);
    });
  }

  it('may have what PHP 5.6 reads', () => {
    const code = [
      'namespace A; use B\\C; class D extends E implements F { const G = 1; private $h = array(1, 2); public static function i(array $j, C $k = null, callable $l) { list(, $m) = $j; return $this->n(...$j) ?: [$m, 1][0]; } }',
      'foreach ($a as $b => list($c, $d)) {} try {} catch (\\Exception $e) {} finally {} $f = function ($x) use ($y) { return $x ? $y : null; };',
    ].join('\n');
    expect(faults(code)).to.equal('');
  });

  it('is PHP 5.6 in every file', () => {
    const { module } = unpackedModule();
    const found = moduleFiles(module)
      .filter((name) => /\.php$/.test(name))
      .map((name) => [name, runPhp(php, [SCRIPT], fs.readFileSync(path.join(module, name), 'utf8')).out])
      .filter(([, text]) => text !== '');
    expect(found).to.deep.equal([]);
  });

  it('says nothing to a browser that asks for a file of it directly', () => {
    const { module } = unpackedModule();
    for (const name of ['install.php', 'uninstall.php', 'page.smartmissedcalls.php']) {
      expect(runPhp(php, [path.join(module, name)]).out).to.equal('No direct script access allowed');
    }
  });
});
