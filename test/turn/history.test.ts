import { expect } from 'chai';
import * as fc from 'fast-check';
import { groupRecords } from '../../service/calls/group';
import { readHistory } from '../../service/history';
import { FREEPBX_DIALECT } from '../../service/host/freepbx-dialect';
import { type CallWithVerdict, judgeGroups, judgeRecords, type Office, officeOf } from '../../service/judging';
import { type WholeSource, wholeTables } from '../../service/sources/whole-tables';
import type { AsteriskRecord } from '../../shared/records';
import { readCapture } from '../support/capture-rows';
import { allCaptures, storyOf } from '../support/captures';
import { FREEPBX_17, standUp } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';

const captures = allCaptures().filter((one) => one.pbx === 'freepbx17');
const directory = storyOf(captures[0] as (typeof captures)[0]).directory;
const everything = ([] as AsteriskRecord[]).concat(...captures.map((one) => storyOf(one).records));
const office: Office = officeOf(directory, [], FREEPBX_DIALECT);

/** Captures were made one after the other: a call that lasted longer than this is a late one here. */
const QUIET_SECONDS = 60;
const ROWS_AT_A_TIME = 50;

function inWords(judged: readonly CallWithVerdict[]): Map<string, string> {
  return new Map(judged.map(({ call, verdict }): [string, string] => [call.id, `${call.direction} ${verdict.kind} ${verdict.reason}`]));
}

const asTurnsSeeThem = inWords(judgeRecords(everything, office, () => true).judged);

function sourceOf(records: readonly AsteriskRecord[]): WholeSource {
  let at = 0;
  return {
    next: async () => {
      const some = records.slice(at, at + ROWS_AT_A_TIME);
      at += ROWS_AT_A_TIME;
      const ends = some
        .map((one) => (one.source === 'cdr' ? one.startedAt + one.durationSeconds : one.at))
        .sort((one, other) => one - other);
      return some.length === 0 ? null : { records: some, unreadable: [], through: ends[Math.floor(ends.length / 2)] as number };
    },
    close: () => undefined,
  };
}

/** What the list has heard of each call in the end; late calls are read again by their ids, as turns read them. */
async function history(sources: readonly WholeSource[], quietSeconds: number): Promise<{ said: Map<string, string>; again: number }> {
  const said = new Map<string, string>();
  const groups = groupRecords(everything);
  let again = 0;
  const hear = (judged: readonly CallWithVerdict[]) => {
    inWords(judged).forEach((words, id) => {
      said.set(id, words);
    });
  };
  const late: string[] = [];
  await readHistory(
    sources,
    {
      take: (some) => hear(judgeGroups(some, office, () => true).judged),
      again: (ids) => {
        again += ids.length;
        late.push(...ids);
      },
      unreadable: (rows) => {
        expect(rows).to.deep.equal([]);
      },
    },
    quietSeconds,
  );
  for (const { linkedids, records } of groups) {
    if (linkedids.some((id) => late.indexOf(id) >= 0)) hear(judgeRecords(records, office, () => true).judged);
  }
  return { said, again };
}

describe('Years of calls, judged in one pass', () => {
  const of = (name: AsteriskRecord['source'], records: readonly AsteriskRecord[]) => records.filter((one) => one.source === name);
  const split = (records: readonly AsteriskRecord[]) => [of('cdr', records), of('cel', records), of('queue_log', records)].map(sourceOf);

  it('get the verdicts that turns give them', async () => {
    const landing = (one: AsteriskRecord) => (one.source === 'cdr' ? one.startedAt + one.durationSeconds : one.at);
    const asWritten = everything.slice().sort((one, other) => landing(one) - landing(other));
    const { said } = await history(split(asWritten), QUIET_SECONDS * 60);
    expect(Array.from(said).sort()).to.deep.equal(Array.from(asTurnsSeeThem).sort());
  });

  it('get them in whatever order the tables hold the rows', async function () {
    this.timeout(60000);
    const shuffled = fc.shuffledSubarray(everything, { minLength: everything.length, maxLength: everything.length });
    const judgedAlike = async (records: AsteriskRecord[]) => {
      const { said, again } = await history(split(records), QUIET_SECONDS);
      expect(again).to.be.greaterThan(0);
      asTurnsSeeThem.forEach((words, id) => {
        expect(said.get(id), id).to.equal(words);
      });
    };
    await fc.assert(fc.asyncProperty(shuffled, judgedAlike), { numRuns: 10 });
  });
});

describe('Years of calls, streamed from the tables', () => {
  const mariadb = useMariadb();

  it('get the verdicts that turns give them', async function () {
    this.timeout(60000);
    const pbx = await standUp(mariadb(), directory, FREEPBX_17);
    for (const one of captures) await pbx.write(readCapture(one.dir));
    const tables = { cdr: 'cdr', cel: 'cel', queueLog: pbx.queueLogFile, cdrOverlapSeconds: 600, zone: directory.timeZone };
    const { said } = await history(await wholeTables(pbx.reader, tables, null, []), 4 * 3600);
    expect(Array.from(said).sort()).to.deep.equal(Array.from(asTurnsSeeThem).sort());
    await pbx.close();
  });

  it('are many more than fit into one answer, and reading can be broken off', async function () {
    this.timeout(60000);
    const pbx = await standUp(mariadb(), directory, FREEPBX_17);
    const whole = pbx.reader.stream('SELECT seq FROM seq_1_to_25001');
    let count = 0;
    for (let rows = await whole.next(); rows !== null; rows = await whole.next()) count += rows.length;
    expect(count).to.equal(25001);
    const broken = pbx.reader.stream('SELECT seq FROM seq_1_to_1000000');
    expect((await broken.next())?.length).to.be.greaterThan(0);
    broken.close();
    const wrong = await pbx.reader
      .stream('SELECT nothing FROM nowhere')
      .next()
      .catch((error: Error) => error.message);
    expect(wrong).to.match(/nowhere/);
    expect(await pbx.reader.query('SELECT 1 AS one')).to.deep.equal([{ one: 1 }]);
    await pbx.close();
  });
});
