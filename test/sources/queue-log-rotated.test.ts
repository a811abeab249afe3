import { expect } from 'chai';
import * as fs from 'fs';
import { gzipSync } from 'zlib';
import { id, line, linesOf, useQueueLog } from '../support/queue-log-folder';

describe('queue_log as a feed, when files are rotated', () => {
  const log = useQueueLog();
  const { look } = log;
  let file: string;

  beforeEach(() => {
    file = log.file();
  });

  for (const [names, isPacked] of [
    [['.2', '.1'], false],
    [['-20261115', '-20261122'], false],
    [['.2.gz', '.1.gz'], true],
    [['-20261115.gz', '-20261122.gz'], true],
  ] as const) {
    it(`reads every file of two rotations between two looks: ${names.join(', ')}`, async () => {
      const write = (name: string, text: string) => fs.writeFileSync(file + name, isPacked ? gzipSync(Buffer.from(text)) : text);
      fs.writeFileSync(file, line(1));
      await look();
      fs.unlinkSync(file);
      write(names[0], line(1) + line(2));
      write(names[1], line(3));
      fs.writeFileSync(file, line(4));
      expect(await look()).to.deep.equal([id(2), id(3), id(4)]);
      expect(await look()).to.deep.equal([]);
      // The first of them is deleted by the next rotation.
      fs.appendFileSync(file, line(5));
      for (const name of names) fs.unlinkSync(file + name);
      write(names[0], line(1) + line(2) + line(3));
      write(names[1], line(6));
      fs.writeFileSync(`${file}.new`, line(7));
      fs.renameSync(`${file}.new`, file);
      expect(await look()).to.deep.equal([id(6), id(7)]);
    });
  }

  it('reads on in the old file while Asterisk has not opened the new one', async () => {
    fs.writeFileSync(file, line(1));
    await look();
    fs.renameSync(file, `${file}.1`);
    fs.writeFileSync(file, '');
    expect(await look()).to.deep.equal([]);
    fs.appendFileSync(`${file}.1`, line(2));
    expect(await look()).to.deep.equal([id(2)]);
    fs.appendFileSync(`${file}.1`, line(3));
    fs.appendFileSync(file, line(4));
    expect(await look()).to.deep.equal([id(3), id(4)]);
  });

  it('tells nothing twice while the new file of a second rotation is empty', async () => {
    fs.writeFileSync(file, line(1));
    await look();
    fs.renameSync(file, `${file}.2`);
    fs.writeFileSync(`${file}.1`, line(2));
    fs.writeFileSync(file, '');
    expect(await look()).to.deep.equal([id(2)]);
    expect(await look()).to.deep.equal([]);
    fs.appendFileSync(file, line(3));
    expect(await look()).to.deep.equal([id(3)]);
  });

  it('reads the file that is packed, not its copy that is half there', async () => {
    fs.writeFileSync(file, line(1));
    await look();
    fs.appendFileSync(file, line(2));
    fs.renameSync(file, `${file}.1`);
    fs.writeFileSync(`${file}.1.gz`, gzipSync(Buffer.from(line(1) + line(2))).slice(0, 20));
    fs.writeFileSync(file, line(3));
    expect(await look()).to.deep.equal([id(2), id(3)]);
  });

  for (const [title, make] of [
    ['broken', (one: string) => fs.writeFileSync(`${one}.gz`, gzipSync(Buffer.from(line(1) + line(2))).slice(0, 20))],
    ['no file', (one: string) => fs.mkdirSync(one)],
    ['packed otherwise', (one: string) => fs.writeFileSync(`${one}.xz`, 'xz')],
  ] as const) {
    it(`sets a rotated file aside that is ${title}, and reads the others`, async () => {
      fs.writeFileSync(file, line(1));
      await look();
      fs.unlinkSync(file);
      make(`${file}.1`);
      fs.writeFileSync(file, line(3));
      const { ids, unreadable } = await log.touched();
      expect(ids).to.include(id(3));
      expect(unreadable.map(({ source, where }) => `${source} ${where.slice(0, 11)}`)).to.deep.equal(['queue_log queue_log.1']);
      const found = await linesOf(file, 3);
      expect(found.lines).to.have.length(1);
      expect(found.unreadable).to.deep.equal(unreadable);
    });
  }
});

describe('the queue_log of given calls', () => {
  const log = useQueueLog();
  let file: string;

  beforeEach(() => {
    file = log.file();
  });

  const eventsOf = async () => (await linesOf(file, 0)).lines.map((text) => text.split('|')[4]);

  for (const packed of [0, 1, 2]) {
    it(`is found in every file it was written to, ${packed} of them packed`, async () => {
      const write = (number: number, text: string) => {
        if (number > 2 - packed) fs.writeFileSync(`${file}.${number}.gz`, gzipSync(Buffer.from(text)));
        else fs.writeFileSync(`${file}.${number}`, text);
      };
      write(2, line(-900) + line(0));
      write(1, line(0, 'RINGNOANSWER|15000'));
      fs.writeFileSync(file, `${line(0, 'ABANDON|1|1|9')}${line(5)}`);
      expect(await eventsOf()).to.deep.equal(['ENTERQUEUE', 'RINGNOANSWER', 'ABANDON']);
    });
  }

  it('counts no line twice while the file is copied, and each of those that are alike', async () => {
    const text = line(0) + line(0, 'RINGNOANSWER|0').repeat(2);
    fs.writeFileSync(file, text);
    fs.writeFileSync(`${file}.1`, text);
    expect(await eventsOf()).to.deep.equal(['ENTERQUEUE', 'RINGNOANSWER', 'RINGNOANSWER']);
  });

  it('is not looked for in files of other times', async () => {
    fs.writeFileSync(`${file}.2.gz`, 'no gzip at all');
    fs.writeFileSync(`${file}.1`, line(-7200) + line(0));
    fs.writeFileSync(file, line(1));
    expect(await linesOf(file, 0)).to.deep.equal({ lines: [line(0).trim()], unreadable: [] });
  });

  it('is empty where there is no file', async () => {
    expect(await linesOf('/nowhere/queue_log', 0)).to.deep.equal({ lines: [], unreadable: [] });
  });
});
