import { expect } from 'chai';
import * as fs from 'fs';
import * as path from 'path';
import { gzipSync } from 'zlib';
import { directoryIn } from '../backfill/past';
import { readCapture, shiftCapture, startOfCapture, type WrittenCapture } from '../support/capture-rows';
import { allCaptures, type Capture } from '../support/captures';
import { FREEPBX_14, FREEPBX_17, type PbxStand, standUp } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';

const NOON = Date.UTC(2026, 6, 20, 12) / 1000;

/** A call of a queue without CEL, and without the CDR rows of who took it: what became of it stands in queue_log alone. */
function storyOf(name: string): WrittenCapture {
  const { dir } = allCaptures().find((one) => one.pbx === 'freepbx17' && one.name === name) as Capture;
  const story = readCapture(dir);
  const { cdr, ...rest } = shiftCapture(story, { shiftSeconds: NOON - (startOfCapture(story) as number) });
  return { ...rest, cel: [], cdr: cdr.filter((row) => row.dstchannel === '' || row.disposition !== 'ANSWERED') };
}

/** A line about nobody's call, as Asterisk writes one when it opens the file. */
const opened = (seconds: number) => `${NOON + seconds}|NONE|NONE|NONE|QUEUESTART|\n`;

/** What may happen to the file between two turns, while the last lines of a call are written to it. */
const WAYS: readonly (readonly [string, (file: string, lines: string) => void])[] = [
  ['in the same file', (file, lines) => fs.appendFileSync(file, lines)],
  [
    'before a rotation',
    (file, lines) => {
      fs.appendFileSync(file, lines);
      fs.renameSync(file, `${file}.1`);
      fs.writeFileSync(file, opened(40));
    },
  ],
  [
    'after a rotation',
    (file, lines) => {
      fs.renameSync(file, `${file}-20260720`);
      fs.writeFileSync(file, lines);
    },
  ],
  [
    'before a rotation that packed the file at once',
    (file, lines) => {
      fs.appendFileSync(file, lines);
      fs.writeFileSync(`${file}.1.gz`, gzipSync(fs.readFileSync(file)));
      fs.writeFileSync(file, opened(40));
    },
  ],
  [
    'between two rotations',
    (file, lines) => {
      fs.renameSync(file, `${file}.2`);
      fs.writeFileSync(`${file}.1`, lines);
      fs.writeFileSync(file, opened(40));
    },
  ],
];

describe('A call of which only queue_log says what became of it', function () {
  this.timeout(60000);
  const mariadb = useMariadb();
  let stand: PbxStand;

  afterEach(async () => {
    const folder = path.dirname(stand.queueLogFile);
    for (const name of fs.readdirSync(folder)) if (name !== 'queue_log') fs.unlinkSync(path.join(folder, name));
    await stand.close();
  });

  const reasons = async () => (await stand.entries()).map(({ status, reason }) => `${status} ${reason}`);

  for (const [shape, title] of [
    [FREEPBX_17, 'FreePBX 17'],
    [FREEPBX_14, 'FreePBX 14'],
  ] as const) {
    for (const [way, write] of WAYS) {
      it(`is taken back when its CONNECT comes late, ${way}: ${title}`, async () => {
        stand = await standUp(mariadb(), directoryIn('UTC'), shape);
        const { cdr, queueLog } = storyOf('13-queue-answered');
        await stand.write({ cdr, queueLog: queueLog.slice(0, 2) });
        await stand.catchUpAt(NOON + 600);
        expect(await reasons()).to.deep.equal(['open queue_abandoned']);
        write(
          stand.queueLogFile,
          queueLog
            .slice(2)
            .map((line) => `${line}\n`)
            .join(''),
        );
        await stand.catchUpAt(NOON + 630);
        expect(await reasons()).to.deep.equal([]);
      });
    }
  }

  it('is judged without it while it may not be read, and again when it may', async () => {
    stand = await standUp(mariadb(), directoryIn('UTC'), FREEPBX_17);
    await stand.write(storyOf('13-queue-answered'));
    const hidden = `${stand.queueLogFile}.hidden`;
    fs.renameSync(stand.queueLogFile, hidden);
    fs.symlinkSync('queue_log', stand.queueLogFile);
    await stand.catchUpAt(NOON + 600);
    expect(await reasons()).to.deep.equal(['open queue_abandoned']);
    fs.unlinkSync(stand.queueLogFile);
    fs.renameSync(hidden, stand.queueLogFile);
    await stand.catchUpAt(NOON + 630);
    expect(await reasons()).to.deep.equal([]);
  });

  for (const [name, reason] of [
    ['16-queue-timeout-failover-answered', 'queue_timeout'],
    ['18-queue-exit-key-answered', 'queue_exit_key'],
  ] as const) {
    it(`is listed with the reason that the CDR does not know: ${reason}`, async () => {
      stand = await standUp(mariadb(), directoryIn('UTC'), FREEPBX_17);
      const { cdr, queueLog } = storyOf(name);
      await stand.write({ cdr, queueLog });
      await stand.catchUpAt(NOON + 600);
      expect(await reasons()).to.deep.equal([`open ${reason}`]);
    });
  }
});
