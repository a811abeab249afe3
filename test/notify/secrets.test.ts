import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { secretsFile } from '../../service/secrets-file';

describe('The file of secrets', () => {
  let file: string;
  beforeEach(() => {
    file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'smc-secrets-')), 'secrets.json');
  });

  it('need not be there, and is for nobody else from its first moment', () => {
    const secrets = secretsFile(file);
    expect([secrets.get('mail'), secrets.names()]).to.deep.equal([null, []]);
    secrets.set('mail', 'geheim "é"');
    expect(fs.statSync(file).mode & 0o777).to.equal(0o600);
    expect(secrets.get('mail')).to.equal('geheim "é"');
    expect(fs.readdirSync(path.dirname(file)), 'nothing is left beside it').to.deep.equal(['secrets.json']);
  });

  it('is seen as it is now, whoever changed it', () => {
    const [daemon, pages] = [secretsFile(file), secretsFile(file)];
    pages.set('a', '1');
    expect(daemon.get('a')).to.equal('1');
    pages.set('a', '22');
    pages.set('b', '3');
    expect([daemon.get('a'), daemon.names()]).to.deep.equal(['22', ['a', 'b']]);
    pages.set('a', null);
    expect([daemon.get('a'), daemon.get('toString'), daemon.get('__proto__')]).to.deep.equal([null, null, null]);
  });

  it('makes a secret up once', () => {
    const made = secretsFile(file).ensure('links');
    expect(made).to.match(/^[0-9a-f]{64}$/);
    expect(secretsFile(file).ensure('links')).to.equal(made);
  });

  it('made by root belongs to whom its folder belongs, who has to read it', function () {
    if (process.getuid() !== 0) this.skip();
    fs.chownSync(path.dirname(file), 1234, 1235);
    secretsFile(file).set('mail', 'geheim');
    expect(fs.statSync(file)).to.include({ uid: 1234, gid: 1235 });
    fs.chownSync(file, 1236, 1237);
    secretsFile(file).set('mail', 'other');
    expect(fs.statSync(file)).to.include({ uid: 1236, gid: 1237 });
  });

  it('is left as it was when the new one cannot be written', () => {
    const secrets = secretsFile(file);
    secrets.set('a', '1');
    expect(() => secretsFile(path.join(file, 'secrets.json')).set('a', '2')).to.throw('cannot be');
    expect(secrets.get('a')).to.equal('1');
  });

  for (const [what, text, mode, sentence] of [
    ['others can read it', '{}', 0o640, 'can be read by others and holds secrets: chmod 600'],
    ['it is cut off', '{"a": "ge', 0o600, 'is not what we wrote: restore it from your backup'],
    ['it holds something else', '{"a": 1}', 0o600, 'is not what we wrote'],
  ] as const) {
    it(`is not used when ${what}, and what stands in it is not said`, () => {
      fs.writeFileSync(file, text, { mode });
      fs.chmodSync(file, mode);
      expect(() => secretsFile(file).get('a'))
        .to.throw(sentence)
        .with.property('message')
        .that.does.not.contain('"ge');
    });
  }

  it('takes no name that could be anything else', () => {
    for (const name of ['', '../x', 'A', 'a b', 'x'.repeat(33)])
      expect(() => secretsFile(file).set(name, 's')).to.throw('is no name for a secret');
  });
});
