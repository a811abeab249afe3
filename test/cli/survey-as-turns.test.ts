import { expect } from 'chai';
import * as fs from 'fs';
import { readCapture, shiftCapture, startOfCapture, type WrittenCapture } from '../support/capture-rows';
import { allCaptures } from '../support/captures';
import { FREEPBX_14 } from '../support/pbx-stand';
import { createQueueLogTable, insertLines, TEXT_IN_UTC } from '../support/queue-log-table';
import { useMariadb } from '../support/shared-mariadb';
import { countedByTurns, type SurveyDesk, surveyed, useSurveyDesks } from './survey-desk';

const ZONE = 'Europe/Brussels';
/** Ten past the hour before the clocks of Brussels change. */
const SPRING = Date.UTC(2026, 2, 29, 0, 10) / 1000;
const AUTUMN = Date.UTC(2026, 9, 25, 0, 10) / 1000;
const GAP_SECONDS = 45;

function storiesOf(pbx: string): WrittenCapture[] {
  return allCaptures()
    .filter((one) => one.pbx === pbx)
    .map(({ dir }) => readCapture(dir));
}

/** Stories that begin one after the other from an instant on, on a PBX in Brussels. */
function startingAt(at: number, stories: readonly WrittenCapture[]): WrittenCapture[] {
  return stories.map((story, n) =>
    shiftCapture(story, { shiftSeconds: at + n * GAP_SECONDS - (startOfCapture(story) as number), zone: ZONE }),
  );
}

function withoutCel(stories: readonly WrittenCapture[]): WrittenCapture[] {
  return stories.map((story) => ({ ...story, cel: [] }));
}

/** One row of each call, and none that names who was called: but for queue_log, nothing tells that somebody answered. */
function bare(stories: readonly WrittenCapture[]): WrittenCapture[] {
  return stories.map((story) => {
    const row = story.cdr.find(({ did }) => did !== '');
    return { ...story, cdr: row === undefined ? [] : [{ ...row, dstchannel: '' }], cel: [] };
  });
}

function inWords(at: number): string {
  return new Date(at * 1000).toISOString().replace('.000', '');
}

describe('survey, held against what the daemon judges', function () {
  this.timeout(60000);
  const mariadb = useMariadb();
  const deskAt = useSurveyDesks();
  const agrees = async (desk: SurveyDesk, since?: number, until?: number) => {
    const range = (since === undefined ? [] : ['--since', inWords(since)]).concat(until === undefined ? [] : ['--until', inWords(until)]);
    const { months, reasons, unreadable } = await surveyed(desk, ...range);
    const turns = await countedByTurns(desk, since, until);
    expect({ months, reasons, unreadable }).to.deep.equal({ ...turns, unreadable: 0 });
    expect(Object.keys(months)).to.have.length.greaterThan(0);
  };

  for (const pbx of ['freepbx17', 'freepbx17-unanswered', 'asterisk16']) {
    const stories = storiesOf(pbx);
    const nights = startingAt(SPRING, stories).concat(startingAt(AUTUMN, stories));
    const middle = Math.floor(stories.length / 2) * GAP_SECONDS;

    it(`counts the same of ${pbx} in the nights in which clocks change, and of parts of them`, async () => {
      const desk = await deskAt(nights, { pbx, zone: ZONE });
      await agrees(desk);
      await agrees(desk, SPRING + middle, AUTUMN + middle);
      await agrees(desk, AUTUMN + middle);
    });

    it(`counts the same of ${pbx} without channel events`, async () => {
      const desk = await deskAt(withoutCel(nights), { pbx, zone: ZONE });
      await agrees(desk);
      await agrees(desk, SPRING + middle, AUTUMN + middle);
    });

    it(`counts the same of ${pbx} on tables of FreePBX 14`, async () => agrees(await deskAt(stories, { pbx, shape: FREEPBX_14 })));
  }

  for (const [title, stories] of [
    ['', storiesOf('freepbx17')],
    [' without channel events', withoutCel(storiesOf('freepbx17'))],
  ] as const) {
    it(`counts the same where every row stands twice and a third of them name no call${title}`, async () => {
      const desk = await deskAt(stories.concat(stories));
      await agrees(desk);
      const cdr = `${desk.database}.cdr`;
      await mariadb().query(`ALTER TABLE ${cdr} MODIFY linkedid VARCHAR(32) NULL`);
      await mariadb().query(`UPDATE ${cdr} SET linkedid = NULL WHERE MOD(CRC32(CONCAT(uniqueid, sequence)), 3) = 0`);
      await agrees(desk);
    });
  }

  it('counts the same where call records were imported behind newer ones, of calls that all else knew in time or not at all', async () => {
    const [old, fresh] = [startingAt(SPRING, storiesOf('freepbx17')), startingAt(AUTUMN, storiesOf('freepbx17'))];
    const known = old.map((story): WrittenCapture => ({ ...story, cdr: [] }));
    const imported = startingAt(SPRING - 30 * 86400, withoutCel(storiesOf('freepbx17')));
    const desk = await deskAt(known.concat(fresh, withoutCel(old), imported), { zone: ZONE });
    await agrees(desk);
  });

  it('counts the same where queue_log goes on in its file though a realtime table was used once', async () => {
    const one = allCaptures().find(({ pbx, name }) => pbx === 'freepbx17' && name === '13-queue-answered');
    const desk = await deskAt(bare([readCapture((one as ReturnType<typeof allCaptures>[0]).dir)]));
    await createQueueLogTable(mariadb(), desk.database, TEXT_IN_UTC);
    await insertLines(mariadb(), desk.database, ['1500000000|1500000000.1|400|NONE|DID|3225550'], TEXT_IN_UTC);
    await agrees(desk);
    expect((await surveyed(desk)).reasons).to.deep.equal({});
  });

  it('counts the same where the file and the realtime table of queue_log have a part each, and some lines both', async () => {
    const desk = await deskAt(bare(storiesOf('freepbx17')));
    const lines = fs.readFileSync(desk.log, 'utf8').trim().split('\n').sort();
    const share = (from: number, to: number) => lines.slice(Math.floor(lines.length * from), Math.floor(lines.length * to));
    // The table is written first, now and then a second before the file.
    const sooner = share(0.2, 0.7).map((line, n) => line.replace(/^\d+/, (at) => String(Number(at) - (n % 5 === 0 ? 1 : 0))));
    fs.writeFileSync(desk.log, `${share(0, 0.4).concat(share(0.6, 1)).join('\n')}\n`);
    await createQueueLogTable(mariadb(), desk.database, TEXT_IN_UTC);
    await insertLines(mariadb(), desk.database, sooner, TEXT_IN_UTC);
    await agrees(desk);
    const start = Number((lines[Math.floor(lines.length / 2)] as string).split('|')[0]);
    await agrees(desk, start);
    await agrees(desk, undefined, start);
  });
});
