import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { gzipSync } from 'zlib';
import { openPastQueueLog } from '../../service/sources/past-queue-log';

const BEGIN = 1790000000;
const DAY = 86400;
const NOW = BEGIN + 90 * DAY;
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
    const past = await openPastQueueLog(file, BEGIN, NOW);
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
    const past = await openPastQueueLog(file, BEGIN + DAY, NOW);
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
    const past = await openPastQueueLog(file, BEGIN, NOW);
    expect((await past.between(BEGIN + DAY, BEGIN + 2 * DAY)).lines).to.equal(24);
    expect(past.problems().join('\n'))
      .to.match(/queue_log\.4\.xz: .*unpack it/)
      .and.match(/queue_log\.5\.gz: incorrect header/);
    past.close();
  });

  it('is empty where there is none', async () => {
    const past = await openPastQueueLog(path.join(folder, 'nowhere', 'queue_log'), BEGIN, NOW);
    expect((await past.between(BEGIN, BEGIN + DAY)).lines).to.equal(0);
    past.close();
  });

  /** Everything between the first line and the last, a stretch of six hours after the other. */
  async function readAll() {
    const past = await openPastQueueLog(file, BEGIN, NOW);
    const [ids, unreadable]: [string[], string[]] = [[], []];
    for (let at = BEGIN; at < BEGIN + 4 * DAY; at += DAY / 4) {
      const found = await past.between(at, at + DAY / 4);
      ids.push(...Array.from(found.ids));
      unreadable.push(...found.unreadable.map(({ where }) => `${(at - BEGIN) / DAY} ${where}`));
    }
    past.close();
    return { ids, unreadable };
  }

  for (const [title, wrong] of [
    ['no call', '2085978496|NONE|NONE|NONE|QUEUESTART|\n'],
    ['a call of its own time', `2085978496|${BEGIN + DAY}.9|400|NONE|ENTERQUEUE||0470|1\n`],
    ['a call of a time before that', `946684800|${BEGIN + DAY}.9|400|NONE|ENTERQUEUE||0470|1\n`],
    ['a call of the same wrong time', Array.from({ length: 60 }, (_, n) => line(BEGIN + 60 * DAY + n)).join('')],
    ['a call of a time to come', Array.from({ length: 200 }, (_, n) => line(NOW + DAY + n)).join('')],
  ] as const) {
    for (const where of ['first', 'in the middle'] as const) {
      it(`is read on behind lines that say a wrong time and ${title}, ${where} of a file`, async () => {
        const whole = await readAll();
        expect(whole.ids).to.have.length(96);
        const lines = day(1).split('\n');
        const before = where === 'first' ? 0 : 12;
        // A file is taken to begin where most of its first lines say.
        const some = wrong
          .trim()
          .split('\n')
          .slice(0, where === 'first' ? 8 : undefined);
        const mixed = lines.slice(0, before).concat(some, lines.slice(before)).join('\n');
        fs.writeFileSync(`${file}-20260922.gz`, gzipSync(Buffer.from(mixed)));
        const { ids } = await readAll();
        expect(ids.filter((id) => whole.ids.indexOf(id) >= 0)).to.deep.equal(whole.ids);
      });
    }
  }

  it('hands out each line that cannot be read once, where its neighbours lie', async () => {
    fs.writeFileSync(`${file}.3.gz`, gzipSync(Buffer.from(`garbage\n${day(0)}`)));
    fs.appendFileSync(`${file}.1`, `\n${BEGIN}|NONE|NONE|NONE|\nmore garbage\n${BEGIN}|NONE|NONE|NONE|QUEUESTART|\n`);
    expect((await readAll()).unreadable).to.deep.equal(['0 garbage', `2.75 ${BEGIN}|NONE|NONE|NONE|`, '2.75 more garbage']);
  });
});
