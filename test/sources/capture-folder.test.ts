import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { readCaptureFolder } from '../../service/sources/capture-folder';
import { readCapture } from '../support/capture-rows';
import { allCaptures } from '../support/captures';

describe('a capture folder', () => {
  let dir: string;
  const write = (name: string, text: string) => fs.writeFileSync(path.join(dir, name), text);

  beforeEach(() => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-capture-'));
  });
  afterEach(() => {
    for (const name of fs.readdirSync(dir)) fs.unlinkSync(path.join(dir, name));
    fs.rmdirSync(dir);
  });

  for (const pbx of ['freepbx17', 'freepbx17-unanswered', 'asterisk16']) {
    it(`of ${pbx} has no row that cannot be read, and no time but the right one`, () => {
      for (const capture of allCaptures().filter((one) => one.pbx === pbx)) {
        const { records, unreadable, directory } = readCaptureFolder(capture.dir);
        const written = readCapture(capture.dir);
        expect(unreadable, capture.name).to.deep.equal([]);
        expect(records.filter((record) => record.source === 'cdr')).to.have.length(written.cdr.length);
        const walls = written.cel.map((row) => Date.parse(`${row['eventtime']}Z`.replace(' ', 'T')) / 1000);
        expect(records.map((record) => (record.source === 'cel' ? record.at : -1)).filter((at) => at > 0)).to.deep.equal(walls);
        expect(directory.country).to.equal('BE');
      }
    });
  }

  it('may hold any one of the three', () => {
    write('queue_log.txt', '1795223227|1795223220.1|400|NONE|ENTERQUEUE||0470|1\n');
    const { records, directory } = readCaptureFolder(dir);
    expect(records).to.have.length(1);
    expect(directory.extensions).to.deep.equal([]);
  });

  it('reads the names of its own PBX before those of the folder above', () => {
    write('cdr.json', '[]');
    write('directory.json', '{"country":"FR","extensions":[{"number":"9","name":"Ö","endpoints":[]}],"more":{"than":"known"}}');
    const { directory } = readCaptureFolder(dir);
    expect(directory.country).to.equal('FR');
    expect(directory.extensions).to.deep.equal([{ number: '9', name: 'Ö', endpoints: [] }]);
  });

  const refused: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ['is empty', {}, /holds no cdr\.json, cel\.json or queue_log\.txt/],
    ['is broken', { 'cel.json': '[{"id":1,' }, /cel\.json is not JSON/],
    ['holds something else', { 'cdr.json': '{"rows":[]}' }, /cdr\.json must hold an array/],
    [
      'has a directory of another shape',
      { 'cdr.json': '[]', 'directory.json': '{"extensions":{"101":"Anna"}}' },
      /directory\.json.*extensions/,
    ],
  ];
  for (const [title, files, message] of refused) {
    it(`says in one sentence what to do when it ${title}`, () => {
      for (const name of Object.keys(files)) write(name, files[name] as string);
      expect(() => readCaptureFolder(dir))
        .to.throw(message)
        .with.property('name', 'PlainError');
    });
  }
});
