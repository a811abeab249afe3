import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { directoryFile } from '../../service/host/directory-file';

describe('directory.json on a living PBX', () => {
  const file = path.join(os.tmpdir(), `smc-directory-${process.pid}.json`);
  let writes = 0;
  const write = (text: string) => {
    fs.writeFileSync(file, text);
    writes += 1;
    fs.utimesSync(file, 1795223227 + writes, 1795223227 + writes);
  };
  afterEach(() => fs.existsSync(file) && fs.unlinkSync(file));

  it('is read again when it changes', () => {
    write('{"country":"BE"}');
    const directory = directoryFile(file);
    expect(directory.current().country).to.equal('BE');
    write('{"country":"FR"}');
    expect(directory.current().country).to.equal('FR');
    expect(directory.problem()).to.equal(null);
  });

  it('leaves the one before in force when it is broken or of another shape, and says why', () => {
    write('{"country":"BE"}');
    const directory = directoryFile(file);
    directory.current();
    for (const [text, why] of [
      ['{"country":', 'cannot be read'],
      ['{"country":"Belgium"}', 'country must match'],
      ['[]', 'must be object'],
    ] as const) {
      write(text);
      expect(directory.current().country).to.equal('BE');
      expect(directory.problem()).to.contain(why);
    }
    write('{"country":"NL"}');
    expect(directory.current().country).to.equal('NL');
    expect(directory.problem()).to.equal(null);
  });

  it('is a comfort and no condition', () => {
    const directory = directoryFile(file);
    expect(directory.current().extensions).to.deep.equal([]);
    expect(directory.problem()).to.contain('is not there yet');
    expect(directoryFile(null).current().country).to.equal(null);
  });
});
