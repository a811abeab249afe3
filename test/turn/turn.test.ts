import { expect } from 'chai';
import * as path from 'path';
import { entryJson } from '../../service/judged-json';
import { readCaptureFolder } from '../../service/sources/capture-folder';
import { ongoingCalls } from '../../service/web/page-list';
import type { Entry } from '../../shared/entry';
import { readCapture, type WrittenRow } from '../support/capture-rows';
import { allCaptures, CAPTURES_DIR, type Capture } from '../support/captures';
import { FREEPBX_14, FREEPBX_17, type PbxStand, type Shape, standUp } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';

/** The captures were made on one day; this is that evening. */
const EVENING_AT = Date.UTC(2026, 10, 21, 6) / 1000;

const freepbx17 = allCaptures().filter((capture) => capture.pbx === 'freepbx17');
const directory = readCaptureFolder(path.join(CAPTURES_DIR, 'freepbx17', '01-direct-answered')).directory;

function capture(name: string): Capture {
  return freepbx17.find((one) => one.name === name) as Capture;
}

function inWords(entries: readonly Entry[]): string[] {
  return entries
    .map(entryJson)
    .map((one) => [one.caller, one.did, `×${one.missed_count}`, one.status, one.cleared_by || '-'].join(' '))
    .sort();
}

function trueEntries(captures: readonly Capture[]): string[] {
  const words: string[] = [];
  for (const { truth } of captures) {
    for (const one of truth.entries) words.push([one.caller, one.did, `×${one.missed_count}`, one.status, one.cleared_by || '-'].join(' '));
  }
  return words.sort();
}

describe('A turn of the daemon', () => {
  const mariadb = useMariadb();
  let stand: PbxStand;

  async function open(shape: Shape): Promise<PbxStand> {
    stand = await standUp(mariadb(), directory, shape);
    return stand;
  }

  afterEach(() => stand.close());

  for (const [title, shape] of [
    ['FreePBX 17 (linkedid indexed, appdata 1024)', FREEPBX_17],
    ['FreePBX 14 (no linkedid index, appdata 80)', FREEPBX_14],
  ] as const) {
    it(`makes of a day's calls the list that was true, on ${title}`, async function () {
      this.timeout(60000);
      const pbx = await open(shape);
      for (const one of freepbx17) await pbx.write(readCapture(one.dir));
      await pbx.catchUpAt(EVENING_AT);
      expect(inWords(await pbx.entries())).to.deep.equal(trueEntries(freepbx17));
    });

    it(`changes nothing when it comes again, on ${title}`, async function () {
      this.timeout(60000);
      const pbx = await open(shape);
      await pbx.write(readCapture(capture('49-redial-6-then-answered').dir));
      await pbx.catchUpAt(EVENING_AT);
      const before = await pbx.entries();
      const report = await pbx.turnAt(EVENING_AT + 30);
      expect(report.events).to.deep.equal([]);
      expect(report.waiting).to.equal(0);
      expect(await pbx.entries()).to.deep.equal(before);
    });
  }

  it('knows while a colleague is calling back that he is', async function () {
    this.timeout(60000);
    const pbx = await open(FREEPBX_17);
    const { cdr, cel } = readCapture(capture('42-callback-same-format').dir);
    const before = cel.slice(
      0,
      1 + cel.findIndex((row) => row.eventtype === 'CHAN_START' && row.context === 'from-pstn' && row.exten === 's'),
    );
    const at = (row: WrittenRow) => Date.parse(`${String(row.eventtime)}Z`.replace(' ', 'T')) / 1000;
    const now = at(before[before.length - 1] as WrittenRow);
    await pbx.write({ cdr: cdr.slice(0, 1), cel: before });
    await pbx.turnAt(now);
    const [entry] = await pbx.entries();
    expect(entry?.status).to.equal('open');
    const ongoing = await ongoingCalls(pbx.client, pbx.db, now);
    expect(ongoing.get(String(entry?.callerKey))).to.deep.equal({ direction: 'outbound', extension: '102' });
    await pbx.write({ cdr: cdr.slice(1), cel: cel.slice(before.length) });
    await pbx.catchUpAt(now + 3600);
    expect((await ongoingCalls(pbx.client, pbx.db, now + 3600)).size).to.equal(0);
    expect(inWords(await pbx.entries())).to.deep.equal(trueEntries([capture('42-callback-same-format')]));
  });

  for (const name of [
    '63-in-progress-queue',
    '49-redial-6-then-answered',
    '27-followme-mobile-answered',
    '38-attended-transfer-answered',
    '47-callback-unanswered',
  ]) {
    it(`sees a call while its rows come in and never says a wrong word: ${name}`, async function () {
      this.timeout(60000);
      const pbx = await open(FREEPBX_17);
      const { cdr, cel, queueLog, landing } = readCapture(capture(name).dir);
      const landed = new Map(
        landing.map((row) => [`${row.uniqueid} ${row.sequence}`, Date.parse(`${row.landed_at}Z`.replace(' ', 'T')) / 1000]),
      );
      const at = (row: WrittenRow) => Date.parse(`${String(row.eventtime)}Z`.replace(' ', 'T')) / 1000;
      const start = Math.min(...cel.map(at));
      const end = Math.max(...cel.map(at)) + 5;
      const final = new Set(trueEntries([capture(name)]));
      for (let now = start; now <= end; now += 3) {
        const due = (time: number | undefined) => time === undefined || (time > now - 3 && time <= now);
        await pbx.write({
          cel: cel.filter((row) => due(at(row))),
          cdr: cdr.filter((row) => due(landed.get(`${row.uniqueid} ${row.sequence}`))),
          queueLog: queueLog.filter((line) => due(Number(line.split('|')[0]))),
        });
        await pbx.turnAt(now);
        // A call that will be answered may never stand on the list, not even for a moment.
        if (final.size === 0) expect(await pbx.entries(), `at +${now - start} s`).to.deep.equal([]);
      }
      await pbx.catchUpAt(end + 3600);
      expect(inWords(await pbx.entries())).to.deep.equal(trueEntries([capture(name)]));
    });
  }
});
