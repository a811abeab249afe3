import { expect } from 'chai';
import * as fs from 'fs';
import { gzipSync } from 'zlib';
import { FREEPBX_DIALECT } from '../../service/host/freepbx-dialect';
import { judgeRecords, officeOf } from '../../service/judging';
import type { AsteriskRecord } from '../../shared/records';
import { insertRows } from '../support/asteriskcdrdb';
import { readCapture, shiftCapture, startOfCapture, type WrittenCapture } from '../support/capture-rows';
import { allCaptures, storyOf } from '../support/captures';
import { createQueueLogTable, insertLines, TEXT_IN_UTC } from '../support/queue-log-table';
import { useMariadb } from '../support/shared-mariadb';
import { surveyed, type Tallies, useSurveyDesks } from './survey-desk';

const HOUR = 3600;
const CAPTURES = allCaptures().filter((one) => one.pbx === 'freepbx17');
const STORIES = CAPTURES.map(({ dir }) => readCapture(dir));

/** What the calls of every story came to, as turns judge them: by month and verdict. */
function asTurnsJudge(): Tallies {
  const { directory } = storyOf(CAPTURES[0] as (typeof CAPTURES)[0]);
  const everything = ([] as AsteriskRecord[]).concat(...CAPTURES.map((one) => storyOf(one).records));
  const tallies: Tallies = {};
  for (const { call, verdict } of judgeRecords(everything, officeOf(directory, [], FREEPBX_DIALECT), () => true).judged) {
    if (call.direction !== 'inbound') continue;
    const month = new Date(call.startedAt * 1000).toISOString().slice(0, 7);
    const tally = tallies[month] || { answered: 0, voicemail: 0, missed: 0, not_counted: 0, pending: 0 };
    tally[verdict.kind] = (tally[verdict.kind] || 0) + 1;
    tallies[month] = tally;
  }
  return tallies;
}

function plus(one: Tallies, other: Tallies): Tallies {
  const sum: Tallies = JSON.parse(JSON.stringify(one));
  for (const month of Object.keys(other)) {
    const tally = sum[month] || {};
    for (const [kind, count] of Object.entries(other[month] || {})) tally[kind] = (tally[kind] || 0) + count;
    sum[month] = tally;
  }
  return sum;
}

describe('survey', function () {
  this.timeout(60000);
  const mariadb = useMariadb();
  const pbxWith = useSurveyDesks();

  it('counts what turns judge, from every row there is', async () => {
    const said = await surveyed(await pbxWith(STORIES));
    expect(said.months).to.deep.equal(asTurnsJudge());
    expect(said.unreadable).to.equal(0);
    expect(said.rows).to.be.at.least(STORIES.reduce((sum, { cdr, cel }) => sum + cdr.length + cel.length, 0));
  });

  it('counts each call on one side of a day, whichever side its rows lie on', async () => {
    const desk = await pbxWith(STORIES);
    const starts = STORIES.map((story) => startOfCapture(story) || 0).sort((one, other) => one - other);
    for (const at of [0.3, 0.7].map((share) => starts[Math.floor(starts.length * share)] as number)) {
      const moment = new Date(at * 1000).toISOString().replace('.000', '');
      const [before, after] = [await surveyed(desk, '--until', moment), await surveyed(desk, '--since', moment)];
      expect(plus(before.months, after.months)).to.deep.equal(asTurnsJudge());
      expect(Object.keys(before.months).length * Object.keys(after.months).length).to.be.greaterThan(0);
    }
  });

  it('reads queue_log in the pieces logrotate made of it, and names one that is broken', async () => {
    const desk = await pbxWith(STORIES.map((story) => ({ ...story, cdr: [], cel: story.cel.slice(0, 0) })));
    const lines = fs.readFileSync(desk.log, 'utf8').trim().split('\n').sort();
    const inOneFile = await surveyed(desk);
    fs.writeFileSync(`${desk.log}.1.gz`, gzipSync(lines.slice(0, lines.length / 2).join('\n')));
    fs.writeFileSync(desk.log, lines.slice(lines.length / 2).join('\n'));
    expect((await surveyed(desk)).rows).to.equal(inOneFile.rows);
    fs.writeFileSync(`${desk.log}.2.gz`, gzipSync(lines.join('\n')).slice(0, 60));
    const { code, out } = await desk.run('survey');
    expect(code).to.equal(0);
    expect(out).to.match(/queue_log: queue_log\.2\.gz: /);
  });

  it('takes what stands in the file and in the realtime table once', async () => {
    const desk = await pbxWith(STORIES);
    const alone = await surveyed(desk);
    const lines = fs.readFileSync(desk.log, 'utf8').trim().split('\n').sort();
    await createQueueLogTable(mariadb(), desk.database, TEXT_IN_UTC);
    await insertLines(mariadb(), desk.database, lines.slice(lines.length / 3), TEXT_IN_UTC);
    const both = await surveyed(desk);
    expect([both.months, both.reasons]).to.deep.equal([alone.months, alone.reasons]);
    expect(both.rows).to.be.greaterThan(alone.rows);
  });

  it('counts a call once whose last row came hours after the others', async () => {
    const named = (name: string) => readCapture((CAPTURES.find((one) => one.name === name) as (typeof CAPTURES)[0]).dir);
    const [long, short] = [named('49-redial-6-then-answered'), named('02-direct-no-answer')];
    const from = startOfCapture(short) as number;
    const fillers = Array.from({ length: 8 }, (_, n) =>
      shiftCapture({ ...short, cel: [], queueLog: [] }, { shiftSeconds: (startOfCapture(long) as number) - from + (n + 1) * HOUR }),
    );
    const rows = long.cdr;
    const [early, late] = [rows.slice(0, -1), rows.slice(-1)].map((cdr): WrittenCapture => ({ ...long, cdr, cel: [], queueLog: [] }));
    const inOrder = await surveyed(await pbxWith([{ ...long, cel: [], queueLog: [] }, ...fillers]));
    const apart = await surveyed(await pbxWith([early as WrittenCapture, ...fillers, late as WrittenCapture]));
    expect(apart.months).to.deep.equal(inOrder.months);
  });

  it('counts calls that were imported later, behind newer ones, whole years of them too', async () => {
    const desk = await pbxWith([]);
    const callsFrom = (start: number, count: number) =>
      mariadb().query(`INSERT INTO ${desk.database}.cdr
          (calldate, clid, src, dst, dcontext, channel, dstchannel, lastapp, duration, disposition, uniqueid, linkedid, did)
        SELECT FROM_UNIXTIME(${start} + seq * 60), '', '0470101443', '101', 'ext-local', CONCAT('PJSIP/carrier-', seq),
          CONCAT('PJSIP/101-', seq), 'Dial', 20, 'NO ANSWER', CONCAT(${start} + seq * 60, '.', seq), CONCAT(${start} + seq * 60, '.', seq),
          '3225550100' FROM ${desk.database}.seq_1_to_${count}`);
    await callsFrom(1780000000, 140000);
    await callsFrom(1700000000, 5000);
    const { months } = await surveyed(desk);
    expect(Object.keys(months).reduce((sum, month) => sum + (months[month]?.missed || 0), 0)).to.equal(145000);
  });

  it('tells it month by month, and that nothing was written', async () => {
    const desk = await pbxWith(STORIES);
    await insertRows(mariadb(), 'cdr', [{ calldate: '0000-00-00 00:00:00', uniqueid: 'x', src: 'nobody' }], desk.database);
    const { code, out, err } = await desk.run('survey');
    expect([code, err]).to.deep.equal([0, '']);
    const tallies = asTurnsJudge();
    const sum = (kind: string) => Object.keys(tallies).reduce((all, month) => all + (tallies[month]?.[kind] || 0), 0);
    const kinds = ['answered', 'voicemail', 'missed', 'not_counted', 'pending'];
    const all = kinds.map(sum);
    expect(out).to.match(/^month +calls in +served +message +missed +not counted +not over\n\d{4}-\d\d /);
    expect(out).to.match(new RegExp(`\nall +${all.reduce((one, other) => one + other)} +${all.join(' +')}\nMissed: \\d+ `));
    expect(out).to.match(
      /rows read in 0 s; nothing was written\.\n1 rows could not be read, for example:\n {2}cdr x: Its calldate is no date/,
    );
    expect(await desk.db.query('SELECT COUNT(*) AS entries FROM smart_missed_calls')).to.deep.equal([{ entries: 0 }]);
  });

  it('warns where the PBX has to wait meanwhile, and reads an old kind of table all the same', async () => {
    const desk = await pbxWith(STORIES);
    await mariadb().query(`ALTER TABLE ${desk.database}.cdr ENGINE=MyISAM`);
    const { code, out, err } = await desk.run('survey', '--json');
    expect([code, JSON.parse(out).months]).to.deep.equal([0, asTurnsJudge()]);
    expect(err).to.equal('The PBX waits with its records while cdr is read, a table of an old kind (MyISAM): better at night.\n');
  });

  it('says what is wrong with what was typed, and when there is nothing', async () => {
    const desk = await pbxWith([]);
    expect((await desk.run('survey')).out).to.match(/^No call came in\.\n0 rows read/);
    expect(await desk.run('survey', '--since', '2026-05-01', '--until', '2026-04-01')).to.include({
      code: 1,
      err: '--since must lie before --until and before now: name an earlier time.\n',
    });
    expect((await desk.run('survey', '--niceness', 'low')).err).to.match(/^--niceness is "low": give a number from 0 to 19/);
  });
});
