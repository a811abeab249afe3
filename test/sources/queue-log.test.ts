import { expect } from 'chai';
import * as fs from 'fs';
import * as path from 'path';
import { decodeQueueLog } from '../../service/sources/decode-queue-log';
import { id, line, linesOf, NOW, useQueueLog } from '../support/queue-log-folder';

describe('queue_log as a feed', () => {
  const log = useQueueLog();
  const { look } = log;
  let file: string;

  beforeEach(() => {
    file = log.file();
  });

  it('tells what was added since', async () => {
    fs.writeFileSync(file, line(1));
    expect(await look()).to.deep.equal([id(1)]);
    expect(await look()).to.deep.equal([]);
    fs.appendFileSync(file, line(2) + line(3) + line(3));
    expect(await look()).to.deep.equal([id(2), id(3)]);
  });

  it('leaves an unfinished line for when it is finished', async () => {
    const [whole, next] = [line(1), line(2)];
    for (let cut = 1; cut < next.length; cut += 9) {
      log.forget();
      fs.writeFileSync(file, whole + next.slice(0, cut));
      expect(await look()).to.deep.equal([id(1)]);
      fs.appendFileSync(file, next.slice(cut));
      expect(await look()).to.deep.equal([id(2)]);
    }
  });

  it('starts where the first look back starts, in a file of years', async () => {
    let text = '';
    for (let seconds = -200000; seconds < 0; seconds += 100) text += line(seconds);
    fs.writeFileSync(file, text);
    const ids = await look();
    expect(ids[0]).to.equal(id(-3600));
    expect(ids).to.have.length(36);
  });

  for (const old of ['queue_log.1', 'queue_log-20261122']) {
    it(`finishes the old file before the new one when it is rotated to ${old}`, async () => {
      fs.writeFileSync(file, line(1));
      await look();
      fs.appendFileSync(file, line(2));
      fs.renameSync(file, path.join(path.dirname(file), old));
      fs.writeFileSync(file, line(3));
      expect(await look()).to.deep.equal([id(2), id(3)]);
      fs.appendFileSync(file, line(4));
      expect(await look()).to.deep.equal([id(4)]);
    });
  }

  it('waits while the new file is not there yet, and loses nothing', async () => {
    expect(await look()).to.deep.equal([]);
    fs.writeFileSync(file, line(1));
    await look();
    fs.appendFileSync(file, line(2));
    fs.renameSync(file, `${file}.1`);
    expect(await look()).to.deep.equal([]);
    fs.writeFileSync(file, line(3));
    expect(await look()).to.deep.equal([id(2), id(3)]);
  });

  it('starts at the top when the file was copied and cut (copytruncate), even if it has grown longer since', async () => {
    fs.writeFileSync(file, line(1) + line(2));
    await look();
    fs.truncateSync(file, 0);
    fs.appendFileSync(file, line(3));
    expect(await look()).to.deep.equal([id(3)]);
    fs.truncateSync(file, 0);
    fs.appendFileSync(file, line(4) + line(5) + line(6));
    expect(await look()).to.deep.equal([id(4), id(5), id(6)]);
    fs.appendFileSync(file, line(7));
    fs.copyFileSync(file, `${file}.1`);
    fs.truncateSync(file, 0);
    fs.appendFileSync(file, line(8));
    expect(await look()).to.deep.equal([id(7), id(8)]);
  });

  it('follows a file from empty on', async () => {
    fs.writeFileSync(file, '');
    expect(await look()).to.deep.equal([]);
    fs.appendFileSync(file, line(1));
    expect(await look()).to.deep.equal([id(1)]);
    expect(await look()).to.deep.equal([]);
  });

  it('starts at the top when the old file was rotated out of sight', async () => {
    fs.writeFileSync(file, line(1) + line(2));
    await look();
    fs.writeFileSync(`${file}.new`, line(3));
    fs.renameSync(`${file}.new`, file);
    expect(await look()).to.deep.equal([id(3)]);
  });

  it('sets a damaged line aside and reads on, however long it is', async () => {
    fs.writeFileSync(file, `${line(1)}rubbish\n${'x'.repeat(300000)}\n${line(2)}`);
    const touched = await log.touched();
    expect(touched.ids).to.deep.equal([id(1), id(2)]);
    expect(touched.unreadable.length).to.be.greaterThan(0);
    for (const row of touched.unreadable) expect(row.where.length).to.be.at.most(200);
  });

  it('waits for a file that may not be read, and tells then what was written meanwhile', async () => {
    fs.writeFileSync(file, line(1));
    await look();
    fs.appendFileSync(file, line(2));
    fs.renameSync(file, `${file}.hidden`);
    fs.symlinkSync('queue_log', file);
    expect(() => fs.openSync(file, 'r')).to.throw('ELOOP');
    expect(await look()).to.deep.equal([]);
    expect(await linesOf(file, 2)).to.deep.equal({ lines: [], unreadable: [] });
    fs.unlinkSync(file);
    fs.renameSync(`${file}.hidden`, file);
    expect(await look()).to.deep.equal([id(2)]);
  });

  it('finds the lines of a call before and after hundreds that a clock stamped years back', async () => {
    const wrong = Array.from({ length: 400 }, (_, index) => `${1580000000 + index}|1580000000.1|400|NONE|RINGNOANSWER|1\n`).join('');
    const early = Array.from({ length: 200 }, (_, index) => line(index * 10 - 9000)).join('');
    const late = Array.from({ length: 20 }, (_, index) => line(100 + index)).join('');
    fs.writeFileSync(file, `${early}${line(0)}${wrong}${line(0, 'ABANDON|1|1|60')}${late}`);
    const { lines } = await linesOf(file, 0);
    expect(lines.map((text) => text.split('|')[4])).to.deep.equal(['ENTERQUEUE', 'ABANDON']);
    expect(await look()).to.include(id(0));
  });

  it('reads names in any alphabet where the pieces of a read meet in the middle of a letter', async () => {
    const filler = line(1).repeat(Math.ceil(65536 / line(1).length));
    const name = 'Ωмега'.repeat(20);
    for (let shift = 0; shift < 3; shift += 1) {
      fs.writeFileSync(file, `${'#'.repeat(shift)}${filler.slice(0, 65500)}\n${NOW + 9}|${id(9)}|400|${name}|CONNECT|1|2.2|1\n`);
      const [record] = decodeQueueLog((await linesOf(file, 9, NOW)).lines).records;
      expect(record?.agent).to.equal(name);
    }
  });

  it('does not grow with the file: a look at nothing new reads nothing', async () => {
    fs.writeFileSync(file, line(1).repeat(200000));
    await look();
    const started = Date.now();
    for (let times = 0; times < 100; times += 1) await look();
    expect(Date.now() - started).to.be.below(1000);
  });
});
