import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { directoryContract } from '../../service/contracts';
import { directoryFromJson } from '../../shared/directory-json';
import { mailOfExtensions, mailOfGroup } from '../../shared/directory-mail';
import { ensurePhps, type Php, runPhp } from './support/php';
import { moduleFiles, unpackedModule } from './support/unpacked';

/** One test of PHPUnit's report, and what it said when it failed. */
interface Case {
  readonly name: string;
  readonly failure: string;
}

function casesOf(report: string): Case[] {
  const cases: Case[] = [];
  const pattern = /<testcase name="([^"]*)"[^>]*?class="([^"]*)"[^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g;
  for (let found = pattern.exec(report); found !== null; found = pattern.exec(report)) {
    const words = (found[1] as string)
      .replace(/^test/, '')
      .replace(/([A-Z])/g, ' $1')
      .trim()
      .toLowerCase();
    cases.push({ name: `${(found[2] as string).replace(/^.*\\|Test$/g, '')}: ${words}`, failure: found[3] || '' });
  }
  return cases;
}

function runPhpunit(php: Php): { directory: string; cases: Case[]; output: string; code: number | null } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-phpunit-'));
  const [report, directory] = ['report.xml', 'directory.json'].map((name) => path.join(folder, name)) as [string, string];
  const args = ['/usr/bin/phpunit', '--no-configuration', '--bootstrap', path.join(__dirname, 'bootstrap.php'), '--log-junit', report];
  const settings = ['--fail-on-warning', '--fail-on-risky', '--do-not-cache-result', __dirname];
  const { code, out, err } = runPhp(php, [...args, ...settings], '', {
    SMC_MODULE: unpackedModule().module,
    SMC_DIRECTORY: directory,
  });
  return { directory, cases: fs.existsSync(report) ? casesOf(fs.readFileSync(report, 'utf8')) : [], output: out + err, code };
}

for (const php of ensurePhps()) {
  const { directory, cases, output, code } = runPhpunit(php);

  describe(`The module on ${php.name}`, () => {
    it('is understood, every file of it', () => {
      const { module } = unpackedModule();
      const wrong = moduleFiles(module)
        .filter((name) => /\.php$/.test(name))
        .map((name) => runPhp(php, ['-l', path.join(module, name)]))
        .filter((ran) => ran.code !== 0)
        .map((ran) => ran.out + ran.err);
      expect(wrong).to.deep.equal([]);
    }).timeout(60000);

    it('comes to the end of its tests', () => {
      expect(cases.length, output).to.be.above(30);
      expect(code === 0 || cases.some((one) => one.failure !== ''), output).to.equal(true);
    });

    it('is run by fwconsole, which has loaded none of its classes yet', () => {
      const { code, out, err } = runPhp(php, [path.join(__dirname, 'late.php'), 'console'], '', { SMC_MODULE: unpackedModule().module });
      expect({ code, err }).to.deep.equal({ code: 2, err: '' });
      expect(out).to.contain('There is no command "nonsense"');
    });

    it('is uninstalled by Module Admin, which has loaded none of its classes yet', () => {
      const { code, out, err } = runPhp(php, [path.join(__dirname, 'late.php'), 'uninstall'], '', { SMC_MODULE: unpackedModule().module });
      // Nothing was set up, so nothing is kept.
      expect({ code, out, err }).to.deep.equal({ code: 0, out: '', err: '' });
    });

    it('writes names the daemon takes', () => {
      const json = JSON.parse(fs.readFileSync(directory, 'utf8'));
      expect(directoryContract(json)).to.deep.equal([]);
      const { contacts, users, mailFrom } = directoryFromJson(json);
      expect([contacts?.length, users?.[0]?.name, mailFrom]).to.deep.equal([2, 'Maria Pop', undefined]);
      expect(mailOfExtensions(directoryFromJson(json), ['101', '102'])).to.deep.equal(['maria@example.org']);
      expect(mailOfGroup(directoryFromJson(json), 'All Users')).to.deep.equal(['maria@example.org']);
    });

    for (const one of cases) {
      it(one.name, () => {
        if (one.failure !== '') throw new Error(one.failure.replace(/<[^>]+>/g, '').replace(/&#10;|&#xA;/g, '\n'));
      });
    }
  });
}
