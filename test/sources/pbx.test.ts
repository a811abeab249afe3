import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { openPbx, type Pbx } from '../../service/sources/pbx';
import { openReader, type Reader } from '../../service/store/database';
import type { AsteriskRecord } from '../../shared/records';
import { createAsteriskTables, insertRows } from '../support/asteriskcdrdb';
import { readCapture } from '../support/capture-rows';
import { allCaptures, type Capture } from '../support/captures';
import { FREEPBX_14, FREEPBX_17, type Shape } from '../support/pbx-stand';
import { ownName, useMariadb } from '../support/shared-mariadb';

const captures = allCaptures().filter((one) => one.pbx === 'freepbx17');
const named = (name: string) => captures.find((one) => one.name === name) as Capture;

/** Enough to tell two records apart. */
function inWords(record: AsteriskRecord): string {
  if (record.source === 'cdr') return `cdr ${record.uniqueid} ${record.sequence} ${record.dstchannel}`;
  if (record.source === 'cel')
    return `cel ${record.id} ${record.uniqueid} ${record.event} ${record.at} ${record.channel} ${JSON.stringify(record.extra)}`;
  return `queue_log ${record.callid} ${record.agent} ${record.event} ${record.at} ${record.data.join('|')}`;
}

describe('the records of a call', function () {
  this.timeout(60000);
  const mariadb = useMariadb();
  const open: Reader[] = [];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-pbx-'));
  const queueLog = path.join(folder, 'queue_log');

  before(() => {
    // Stories that ran side by side share lines.
    const lines = new Set<string>();
    for (const one of captures) for (const line of readCapture(one.dir).queueLog) lines.add(line);
    fs.writeFileSync(
      queueLog,
      Array.from(lines)
        .sort()
        .map((line) => `${line}\n`)
        .join(''),
    );
  });
  after(async () => {
    for (const reader of open) await reader.close();
    fs.unlinkSync(queueLog);
    fs.rmdirSync(folder);
  });

  /** Captures in one PBX. */
  async function pbxWith(shape: Shape, hasCel: boolean, some: readonly Capture[] = captures): Promise<Pbx> {
    const database = ownName('all');
    await createAsteriskTables(mariadb(), { database, ...shape });
    for (const one of some) {
      const { cdr, cel } = readCapture(one.dir);
      await insertRows(mariadb(), 'cdr', cdr, database);
      if (hasCel)
        await insertRows(
          mariadb(),
          'cel',
          cel.map((row) => ({ ...row, appdata: String(row['appdata']).slice(0, shape.appdataLength) })),
          database,
        );
    }
    const reader = openReader({ socketPath: mariadb().socketPath, user: 'root', password: '', database });
    open.push(reader);
    return openPbx(reader, { cdr: 'cdr', cel: 'cel', queueLog, cdrOverlapSeconds: 600, zone: 'UTC' });
  }

  for (const [title, shape] of [
    ['FreePBX 17', FREEPBX_17],
    ['FreePBX 14', FREEPBX_14],
  ] as const) {
    for (const hasCel of [true, false]) {
      it(`are all there and no other's, on ${title} with CEL ${hasCel ? 'on' : 'off'}`, async () => {
        const pbx = await pbxWith(shape, hasCel);
        for (const one of captures) {
          const { cdr, cel, queueLog: lines } = readCapture(one.dir);
          const linkedids = new Set(cdr.concat(hasCel ? cel : []).map((row) => String(row['linkedid'])));
          if (linkedids.size === 0) continue;
          const { records, unreadable } = await pbx.recordsOf(Array.from(linkedids));
          const count = (source: string) => records.filter((record) => record.source === source).length;
          expect([one.name, count('cdr'), count('cel')]).to.deep.equal([one.name, cdr.length, hasCel ? cel.length : 0]);
          const uniqueids = new Set(cdr.concat(hasCel ? cel : []).map((row) => String(row['uniqueid'])));
          expect(count('queue_log'), one.name).to.be.at.least(lines.filter((line) => uniqueids.has(String(line.split('|')[1]))).length);
          expect(new Set(records.map(inWords)).size, `${one.name}: none twice`).to.equal(records.length);
          expect(unreadable).to.deep.equal([]);
        }
      });
    }
  }

  for (const name of ['31-directed-pickup', '32-group-pickup', '38-attended-transfer-answered', '34-park-retrieve']) {
    it(`come with those of every call that shares a channel with it, from whichever end: ${name}`, async () => {
      const pbx = await pbxWith(FREEPBX_17, true, [named(name), named('01-direct-answered')]);
      const { cel } = readCapture(named(name).dir);
      const linkedids = new Set(cel.map((row) => String(row['linkedid'])));
      expect(linkedids.size).to.equal(2);
      for (const id of linkedids) {
        const { records } = await pbx.recordsOf([id]);
        expect(records.filter((record) => record.source === 'cel').length, id).to.equal(cel.length);
      }
    });
  }

  it('are found by the id of any of its channels', async () => {
    const pbx = await pbxWith(FREEPBX_17, true, [named('09-rg-answered-by-5th')]);
    const { cel } = readCapture(named('09-rg-answered-by-5th').dir);
    for (const uniqueid of new Set(cel.map((row) => String(row['uniqueid'])))) {
      const { records } = await pbx.recordsOf([uniqueid]);
      expect(records.filter((record) => record.source === 'cel')).to.have.length(cel.length);
    }
  });

  it('are found before the caller has left a row of his own, without an index and without CEL', async () => {
    const database = ownName('early');
    await createAsteriskTables(mariadb(), { database, ...FREEPBX_14 });
    const { cdr } = readCapture(named('63-in-progress-queue').dir);
    const children = cdr.filter((row) => row['uniqueid'] !== row['linkedid']);
    expect(children).to.have.length.above(0);
    await insertRows(mariadb(), 'cdr', children, database);
    const reader = openReader({ socketPath: mariadb().socketPath, user: 'root', password: '', database });
    open.push(reader);
    const pbx = openPbx(reader, { cdr: 'cdr', cel: 'cel', queueLog: null, cdrOverlapSeconds: 600, zone: 'UTC' });
    const { records } = await pbx.recordsOf([String(children[0]?.['linkedid'])]);
    expect(records).to.have.length(children.length);
  });

  it('are what the CDR and queue_log hold where there is no table of CEL at all', async () => {
    const database = ownName('nocel');
    await createAsteriskTables(mariadb(), { database, ...FREEPBX_17 });
    await mariadb().query(`DROP TABLE ${database}.cel`);
    const { cdr } = readCapture(named('01-direct-answered').dir);
    await insertRows(mariadb(), 'cdr', cdr, database);
    const reader = openReader({ socketPath: mariadb().socketPath, user: 'root', password: '', database });
    open.push(reader);
    const pbx = openPbx(reader, { cdr: 'cdr', cel: 'cel', queueLog: null, cdrOverlapSeconds: 600, zone: 'UTC' });
    for (const feed of pbx.feeds) {
      const touched = await feed.touchedSince(undefined, { now: 1795230000, firstSince: 1795200000 });
      expect(touched.ids).to.have.length(feed.name === 'cdr' ? 1 : 0);
    }
    const { records } = await pbx.recordsOf([String(cdr[0]?.['linkedid'])]);
    expect(records).to.have.length(cdr.length);
  });

  it('are none for an id that is hostile or nobody’s', async () => {
    const pbx = await pbxWith(FREEPBX_14, true, [named('01-direct-answered')]);
    for (const id of ["' OR 1=1 -- ", '9999999999.1', '', '%', '1795223227.458\u0000']) {
      expect((await pbx.recordsOf([id])).records, id).to.deep.equal([]);
    }
    expect(await pbx.recordsOf([])).to.deep.equal({ records: [], unreadable: [] });
  });
});
