import { expect } from 'chai';
import { spawnSync } from 'child_process';
import * as crypto from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { runProgram } from '../../service/cli/program';
import type { World } from '../../service/cli/world';
import { ensurePhps, runPhp } from './support/php';
import { moduleFiles, packInto, unpackedModule } from './support/unpacked';

const { faultsOf } = require('../../tools/package.cjs');
const { version } = require('../../package.json');

/** Whether this machine has gpg, installing it where it may. */
function hasGpg(): boolean {
  if (spawnSync('gpg', ['--version']).status === 0) return true;
  spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', 'gnupg'], {
    stdio: ['ignore', 2, 2],
  });
  return spawnSync('gpg', ['--version']).status === 0;
}

function sha256(file: string): string {
  return crypto
    .createHash('sha256')
    .update(fs.readFileSync(file) as never)
    .digest('hex');
}

describe('The package', function () {
  this.timeout(120000);
  const { archive, module } = unpackedModule();
  const names = moduleFiles(module);
  const read = (name: string) => fs.readFileSync(path.join(module, name), 'utf8');

  it('is one file of a few hundred kilobytes, named for its version', () => {
    expect(path.basename(archive)).to.equal(`smartmissedcalls-${version}.tgz`);
    expect(fs.statSync(archive).size).to.be.below(3e6);
  });

  it('has one top folder, owned by nobody, with nothing executable in it', () => {
    const { stdout } = spawnSync('tar', ['-tvzf', archive], { encoding: 'utf8' });
    const lines = stdout.trim().split('\n');
    expect(lines.filter((line) => !/ smartmissedcalls\//.test(line))).to.deep.equal([]);
    expect(lines.filter((line) => !/^(?:-rw-r--r--|drwxr-xr-x) 0\/0 /.test(line))).to.deep.equal([]);
  });

  it('is the same byte for byte when it is packed again', () => {
    const packed = () => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-again-'));
      const hash = sha256(packInto(folder));
      spawnSync('rm', ['-rf', folder]);
      return hash;
    };
    // Somebody may just be writing at the sources: a package that differs each time never comes out twice the same.
    let [before, now] = [packed(), packed()];
    for (let tries = 0; tries < 4 && before !== now; tries += 1) [before, now] = [now, packed()];
    expect(now).to.equal(before);
  });

  it('has all that FreePBX looks for by name', () => {
    for (const name of [
      ...[
        'module.xml',
        'install.php',
        'uninstall.php',
        'Smartmissedcalls.class.php',
        'page.smartmissedcalls.php',
        'Backup.php',
        'Restore.php',
      ],
      ...['Job.php', 'Console/Smartmissedcalls.class.php', 'ucp/Smartmissedcalls.class.php', 'ucp/assets/js/global.js', 'LICENSE'],
      ...['node/smartmissedcalls.js', 'node/LICENSES.txt', 'node/views/list.ejs', 'assets/pages/base.css', 'ucp/assets/pages/base.css'],
      ...['i18n/smartmissedcalls.pot', 'i18n/de_DE/LC_MESSAGES/smartmissedcalls.mo', 'i18n/ro_RO/LC_MESSAGES/smartmissedcalls.mo'],
    ])
      expect(names, name).to.include(name);
  });

  it('has no name that an upload loses, the web server refuses or FreePBX takes', () => {
    expect(faultsOf(names)).to.deep.equal([]);
    for (const name of ['.htaccess', 'a/.b', 'assets/js/helpers.js', 'ucp/assets/node.js', 'bin/node', 'images/a.png'])
      expect(faultsOf([name]), name).to.have.lengthOf(1);
  });

  it('runs, on this Node', () => {
    const { stdout } = spawnSync(process.execPath, [path.join(module, 'node', 'smartmissedcalls.js'), '--version'], { encoding: 'utf8' });
    expect(stdout.trim()).to.equal(version);
  });

  it('names itself as FreePBX reads it', () => {
    const php = ensurePhps()[0];
    if (php === undefined) return;
    const code = 'echo json_encode(simplexml_load_file($argv[1]));';
    const xml = JSON.parse(runPhp(php, ['-r', code, path.join(module, 'module.xml')]).out);
    expect([xml.rawname, xml.version, Object.keys(xml.menuitems)]).to.deep.equal(['smartmissedcalls', version, ['smartmissedcalls']]);
    // FreePBX reads "name operator version", and only versions with a dot.
    for (const one of xml.depends.module) expect(one).to.match(/^[a-z0-9_-]+ (?:lt|le|gt|ge|eq|ne) \d+(?:\.\d+)+$/);
  });

  it('has a method for every hook, and no hook twice', () => {
    const xml = read('module.xml');
    const methods = xml.match(/<method [^>]*>\w+<\/method>/g) || [];
    expect(methods).to.have.length.above(15);
    const source = read('Smartmissedcalls.class.php');
    for (const method of methods) {
      const name = (/>(\w+)</.exec(method) as RegExpExecArray)[1];
      expect(source, method).to.match(new RegExp(`public function ${name}\\(`));
    }
    for (const block of xml.match(/<(\w+) class="[\s\S]*?<\/\1>/g) || []) {
      const calling = (block.match(/callingMethod="\w+"/g) || []).sort();
      expect(Array.from(new Set(calling)), block).to.deep.equal(calling);
    }
  });

  it('has a script for the user panel that its old bundler can read', () => {
    const script = read('ucp/assets/js/global.js');
    expect(script).to.not.match(/=>|`|\b(?:let|const|async|await)\b/);
    const { transformSync } = require('esbuild');
    expect(() => transformSync(script, { target: 'es5' })).to.not.throw();
  });

  it('hands every command of the program on, but those that are fwconsole’s own', async () => {
    let help = '';
    const err = (text: string) => {
      help += text;
    };
    await runProgram([], { err } as World);
    const commands = (help.match(/^ {2}[a-z]+(?= )/gm) || []).map((line) => line.trim());
    expect(commands).to.include.members(['run', 'setup', 'doctor', 'notify']);
    const [passed = ''] = /\$passed = array\([^)]*\)/.exec(read('lib/Terminal.php')) || [];
    const missing = commands.filter((command) => passed.indexOf(`'${command}'`) < 0);
    expect(missing).to.have.members(['run', 'setup', 'help']);
  });

  it('says every text in the five languages', () => {
    const { messagesIn, readPo } = require('../../tools/gettext.cjs');
    const texts: string[] = messagesIn(names.filter((name) => /\.php$/.test(name)).map(read));
    expect(texts).to.have.length.above(80);
    const known = (name: string): Map<string, string> => readPo(read(name));
    const template = read('i18n/smartmissedcalls.pot');
    for (const text of texts) expect(template).to.contain(`msgid ${JSON.stringify(text)}`);
    for (const language of ['ro_RO', 'es_ES', 'fr_FR', 'de_DE']) {
      const said = known(`i18n/${language}/LC_MESSAGES/smartmissedcalls.po`);
      expect(
        texts.filter((text) => !said.has(text)),
        language,
      ).to.deep.equal([]);
      const places = (text: string) => (text.match(/%[sd]/g) || []).join();
      expect(
        texts.filter((text) => places(text) !== places(said.get(text) || '')),
        language,
      ).to.deep.equal([]);
    }
  });

  it('is read by gettext in another language', function () {
    // PHP reads .mo files by the C library, which wants a locale installed; gettext's own tool does not.
    const { stdout, status } = spawnSync('msgunfmt', [path.join(module, 'i18n/de_DE/LC_MESSAGES/smartmissedcalls.mo')], {
      encoding: 'utf8',
    });
    if (status === null) this.skip();
    expect(stdout).to.contain('msgid "Start it"\nmsgstr "Starten"');
  });

  it('is signed with a key that gpg has, each file by its hash', function () {
    if (!hasGpg()) this.skip();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-sign-'));
    const env = { ...process.env, GNUPGHOME: path.join(folder, 'keys') };
    fs.mkdirSync(env.GNUPGHOME, { mode: 0o700 } as never);
    const gpg = (...args: string[]) => spawnSync('gpg', ['--batch', ...args], { encoding: 'utf8', env });
    gpg('--passphrase', '', '--quick-gen-key', 'tests@example.org', 'rsa2048', 'sign', 'never');
    process.env.GNUPGHOME = env.GNUPGHOME;
    let signed: string;
    try {
      signed = packInto(folder, { key: 'tests@example.org' });
    } finally {
      delete process.env.GNUPGHOME;
    }
    spawnSync('tar', ['-xzf', signed, '-C', folder]);
    const sig = path.join(folder, 'smartmissedcalls', 'module.sig');
    expect(gpg('--verify', sig).status).to.equal(0);
    const text = gpg('--decrypt', sig).stdout;
    expect(text).to.match(/\[config\]\nversion=2\nhash=sha256\n/);
    const hashes = text.split('[hashes]\n')[1] as string;
    const lines = hashes.split('\n').filter((line) => / = [0-9a-f]{64}$/.test(line));
    expect(lines.map((line) => line.split(' = ')[0])).to.deep.equal(names.slice().sort());
    for (const line of lines) {
      const [name, hash] = line.split(' = ') as [string, string];
      expect(sha256(path.join(folder, 'smartmissedcalls', name)), name).to.equal(hash);
    }
    spawnSync('gpgconf', ['--kill', 'all'], { env });
    spawnSync('rm', ['-rf', folder]);
  });

  it('is refused to whoever has no such key, in one sentence', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-nokey-'));
    expect(() => packInto(folder, { key: 'nobody@example.org' })).to.throw('gpg did not sign with the key nobody@example.org');
    spawnSync('rm', ['-rf', folder]);
  });
});
