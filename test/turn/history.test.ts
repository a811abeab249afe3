import { expect } from 'chai';
import * as fc from 'fast-check';
import { type Group, groupRecords } from '../../service/calls/group';
import { readHistory } from '../../service/history';
import { FREEPBX_DIALECT } from '../../service/host/freepbx-dialect';
import { type CallWithVerdict, judgeGroups, judgeRecords, type Office, officeOf } from '../../service/judging';
import { type WholeSource, wholeTables } from '../../service/sources/whole-tables';
import { Survey } from '../../service/survey';
import type { AsteriskRecord, CdrRecord } from '../../shared/records';
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
  const seen = new Set<string>();
  await readHistory(
    sources,
    {
      take: (some) => {
        for (const { ids } of some) for (const id of ids) seen.add(id);
        hear(judgeGroups(some, office, () => true).judged);
      },
      isKnown: ({ ids }) => ids.some((id) => seen.has(id)),
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
  for (const { ids, records } of groups) {
    if (ids.some((id) => late.indexOf(id) >= 0)) hear(judgeRecords(records, office, () => true).judged);
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

  it('count once each, in whatever order the tables hold the rows', async function () {
    this.timeout(60000);
    const inbound = (judged: readonly CallWithVerdict[]) => judged.filter(({ call }) => call.direction === 'inbound');
    const groups = groupRecords(everything);
    const judgedOf = (some: readonly Group[]) => inbound(judgeGroups(some, office, () => true).judged);
    const inOrder = new Survey('UTC');
    inOrder.add(groups, judgedOf(groups));
    const shuffled = fc.shuffledSubarray(everything, { minLength: everything.length, maxLength: everything.length });
    const countedAlike = async (records: AsteriskRecord[]) => {
      const survey = new Survey('UTC');
      await readHistory(
        split(records),
        {
          take: (some) => survey.add(some, judgedOf(some)),
          isKnown: (group) => survey.isKnown(group),
          again: (ids) => {
            const whole = groups.filter((group) => group.ids.some((id) => ids.indexOf(id) >= 0));
            survey.replace(whole, judgedOf(whole));
          },
          unreadable: () => undefined,
        },
        QUIET_SECONDS,
      );
      expect(survey.counts()).to.deep.equal(inOrder.counts());
    };
    await fc.assert(fc.asyncProperty(shuffled, countedAlike), { numRuns: 10 });
  });
});

describe('Calls that lie out of order', () => {
  const CALLS = 20000;
  const GAP_SECONDS = 60;
  const [years, older] = [1780000000, 1700000000];
  /** A row, or two, of a call that nobody answered. */
  const rowsFrom = (start: number, count: number, rows = 1) =>
    ([] as CdrRecord[]).concat(
      ...Array.from({ length: count }, (_, n) =>
        Array.from({ length: rows }, (_row, sequence): CdrRecord => {
          const startedAt = start + n * GAP_SECONDS;
          const id = `${startedAt}.${n}`;
          const words = { disposition: 'NO ANSWER', src: '0470101443', dst: '101', dcontext: 'ext-local', lastapp: 'Dial', lastdata: '' };
          const channels = { channel: `PJSIP/carrier-${n}`, dstchannel: `PJSIP/101-${n}` };
          const spoken = { did: '3225550100', callerName: '', cnum: '0470101443', durationSeconds: 20, billSeconds: 0, sequence };
          return { source: 'cdr', linkedid: id, uniqueid: id, startedAt, ...words, ...channels, ...spoken };
        }),
      ),
    );
  /** How often each call was handed on, how many were read again, and how many calls were handed on at most at a time. */
  const handed = async (records: readonly AsteriskRecord[]) => {
    const times = new Map<string, number>();
    const counts = { again: 0, most: 0 };
    await readHistory([sourceOf(records)], {
      take: (groups) => {
        counts.most = Math.max(counts.most, groups.length);
        for (const { ids } of groups) for (const id of ids) times.set(id, (times.get(id) || 0) + 1);
      },
      isKnown: ({ ids }) => ids.some((id) => times.has(id)),
      again: (ids) => {
        counts.again += ids.length;
      },
      unreadable: () => undefined,
    });
    return { ...counts, calls: times.size, once: Array.from(times.values()).every((count) => count === 1) };
  };

  it('are handed on once where older ones were imported behind the newest', async () => {
    const said = await handed(rowsFrom(years, CALLS).concat(rowsFrom(older, CALLS)));
    expect(said).to.deep.include({ calls: 2 * CALLS, once: true, again: 0 });
    expect(said.most).to.be.below(1500);
  });

  it('are handed on as they come where the newest lie first', async () => {
    const said = await handed(rowsFrom(years, CALLS, 2).reverse());
    expect(said).to.deep.include({ calls: CALLS, once: true });
    expect(said.again).to.be.below(CALLS / 100);
    expect(said.most).to.be.below(3000);
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
