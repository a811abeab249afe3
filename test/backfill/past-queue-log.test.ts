import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { gzipSync } from 'zlib';
import { openPastQueueLog } from '../../service/sources/past-queue-log';

const BEGIN = 1790000000;
const DAY = 86400;
const line = (at: number) => `${at}|${at}.1|400|NONE|ENTERQUEUE||0470|1\n`;
/** A line an hour, from so many days after the beginning for a day. */
const day = (index: number) => Array.from({ length: 24 }, (_, hour) => line(BEGIN + index * DAY + hour * 3600)).join('');

describe('queue_log of the past', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-past-'));
    file = path.join(folder, 'queue_log');
    fs.writeFileSync(file, day(3));
    fs.writeFileSync(`${file}.1`, day(2));
    fs.writeFileSync(`${file}-20260922.gz`, gzipSync(Buffer.from(day(1))));
    fs.writeFileSync(`${file}.3.gz`, gzipSync(Buffer.from(day(0))));
  });

  afterEach(() => {
    for (const name of fs.readdirSync(folder)) fs.unlinkSync(path.join(folder, name));
    fs.rmdirSync(folder);
  });

  it('is read in the order of time through plain and packed files, whatever they are called', async () => {
    const past = await openPastQueueLog(file, BEGIN);
    const found: string[] = [];
    for (let at = BEGIN; at < BEGIN + 4 * DAY; at += DAY / 4) {
      const { ids, lines } = await past.between(at, at + DAY / 4);
      expect(lines).to.equal(6);
      found.push(...Array.from(ids));
      expect(past.linesFor(ids)).to.have.length(6);
    }
    expect(found).to.have.length(96);
    expect(found).to.deep.equal(found.slice().sort());
    expect(past.problems()).to.deep.equal([]);
    past.close();
  });

  it('keeps the lines of a call that lasts at hand, beyond its stretch', async () => {
    const past = await openPastQueueLog(file, BEGIN + DAY);
    const caller = `${BEGIN + DAY}.1`;
    fs.appendFileSync(file, '');
    await past.between(BEGIN + DAY + 3600, BEGIN + DAY + 7200);
    expect(past.linesFor(new Set([caller]))).to.have.length(1);
    await past.between(BEGIN + 3 * DAY, BEGIN + 3 * DAY + 3600);
    expect(past.linesFor(new Set([caller]))).to.have.length(0);
    past.close();
  });

  it('names the files it cannot read, and reads the others', async () => {
    fs.writeFileSync(`${file}.4.xz`, 'packed');
    fs.writeFileSync(`${file}.5.gz`, 'not packed');
    fs.writeFileSync(`${file}.6`, 'no line of ours\n');
    const whole = fs.readFileSync(`${file}.3.gz`);
    fs.writeFileSync(`${file}.3.gz`, whole.slice(0, whole.length - 12));
    const past = await openPastQueueLog(file, BEGIN);
    expect((await past.between(BEGIN + DAY, BEGIN + 2 * DAY)).lines).to.equal(24);
    expect(past.problems().join('\n'))
      .to.match(/queue_log\.4\.xz: .*unpack it/)
      .and.match(/queue_log\.5\.gz: incorrect header/);
    past.close();
  });

  it('is empty where there is none', async () => {
    const past = await openPastQueueLog(path.join(folder, 'nowhere', 'queue_log'), BEGIN);
    expect((await past.between(BEGIN, BEGIN + DAY)).lines).to.equal(0);
    past.close();
  });
});
