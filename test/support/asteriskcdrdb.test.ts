import { expect } from 'chai';
import { join } from 'path';
import { createAsteriskTables, insertRows, loadCapture } from './asteriskcdrdb';
import { readCapture, shiftCapture, startOfCapture, type WrittenCapture } from './capture-rows';
import { ownName, useMariadb } from './shared-mariadb';

const CAPTURES = join(__dirname, '../captures');
const QUEUE = join(CAPTURES, 'freepbx17/16-queue-timeout-failover-answered');
const TRANSFER = join(CAPTURES, 'freepbx17/38-attended-transfer-answered');
const DAY = 86400;

/** Every `epoch.serial` in a text, and every epoch at the start of a line. */
function epochsIn(capture: WrittenCapture): number[] {
  const found = JSON.stringify(capture).match(/\b1[78]\d{8}(?=[.|])/g) || [];
  return found.map(Number);
}

describe('a capture on another PBX at another time', () => {
  it('keeps every id and every clock together', () => {
    for (const dir of [QUEUE, TRANSFER]) {
      const before = readCapture(dir);
      const after = shiftCapture(before, { shiftSeconds: 3 * DAY + 7 });
      expect(epochsIn(before)).to.have.length.above(50);
      expect(epochsIn(after)).to.deep.equal(epochsIn(before).map((epoch) => epoch + 3 * DAY + 7));
      expect(startOfCapture(after)).to.equal((startOfCapture(before) as number) + 3 * DAY + 7);
      const clock = (row: Record<string, unknown>) => Date.parse(`${String(row['eventtime']).replace(' ', 'T')}Z`) / 1000;
      expect(after.cel.map(clock)).to.deep.equal(before.cel.map((row) => clock(row) + 3 * DAY + 7));
    }
  });

  it('writes local time in a zone other than UTC, through the hour that comes twice', () => {
    const before = readCapture(QUEUE);
    const start = startOfCapture(before) as number;
    const secondHalfPastTwo = Date.parse('2026-10-25T01:30:00Z') / 1000;
    const after = shiftCapture(before, { shiftSeconds: secondHalfPastTwo - start, zone: 'Europe/Brussels' });
    expect(after.cdr.map((row) => String(row['calldate']).slice(0, 13))).to.include('2026-10-25 02');
    expect(String((after.cel[0] as Record<string, unknown>)['uniqueid'])).to.match(new RegExp(`^${secondHalfPastTwo}\\.`));
  });

  it('leaves telephone numbers and the number of rows alone', () => {
    const before = readCapture(TRANSFER);
    const after = shiftCapture(before, { shiftSeconds: DAY });
    const callers = (capture: WrittenCapture) => capture.cdr.map((row) => [row['src'], row['dst'], row['did'], row['clid']]);
    expect(callers(after)).to.deep.equal(callers(before));
    expect(after.queueLog).to.have.length(before.queueLog.length);
  });
});

describe('a PBX database of our own', () => {
  const mariadb = useMariadb();

  it('holds a capture as the PBX held it', async () => {
    const database = ownName('cdr');
    await createAsteriskTables(mariadb(), { database, linkedidIndex: true, appdataLength: 1024 });
    const written = await loadCapture(mariadb(), QUEUE, { database });
    const cdr = await mariadb().query(`SELECT * FROM ${database}.cdr ORDER BY sequence`);
    const bySequence = (a: Record<string, unknown>, b: Record<string, unknown>) => Number(a['sequence']) - Number(b['sequence']);
    expect(cdr).to.deep.equal(written.cdr.slice().sort(bySequence));
    const cel = await mariadb().query(`SELECT * FROM ${database}.cel ORDER BY id`);
    expect(cel).to.deep.equal(written.cel.map((row, index) => ({ ...row, id: index + 1 })));
  });

  it('has the shape of an old PBX too: no index on linkedid, short appdata, no room for emoji', async () => {
    const database = ownName('cdr');
    await createAsteriskTables(mariadb(), { database, linkedidIndex: false, appdataLength: 80, charset: 'utf8mb3' });
    const keys = await mariadb().query<{ Column_name: string }>(`SHOW INDEX FROM ${database}.cdr`);
    expect(keys.map((key) => key.Column_name)).to.have.members(['calldate', 'dst', 'accountcode', 'uniqueid', 'did', 'recordingfile']);
    const failure = await insertRows(mariadb(), 'cdr', [{ cnam: 'Pizza 🍕' }], database).catch((error: Error) => error);
    expect(failure).to.be.instanceOf(Error);
  });

  it('fills columns a row lacks with their defaults', async () => {
    const database = ownName('cdr');
    await createAsteriskTables(mariadb(), { database, linkedidIndex: true, appdataLength: 255 });
    await insertRows(mariadb(), 'cdr', [{ uniqueid: '1.1' }, { uniqueid: '1.2', src: '0470' }], database);
    const rows = await mariadb().query(`SELECT uniqueid, src, calldate FROM ${database}.cdr ORDER BY uniqueid`);
    expect(rows).to.deep.equal([
      { uniqueid: '1.1', src: '', calldate: '0000-00-00 00:00:00' },
      { uniqueid: '1.2', src: '0470', calldate: '0000-00-00 00:00:00' },
    ]);
  });
});
