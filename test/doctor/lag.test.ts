import { expect } from 'chai';
import * as fs from 'fs';
import { cdrFeed } from '../../service/sources/cdr';
import { createEntryStore } from '../../service/store/entry-store';
import { directoryIn } from '../backfill/past';
import { insertRows } from '../support/asteriskcdrdb';
import { FREEPBX_17, type PbxStand, standUp } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';
import { NOON_AT } from './healthy';
import { wallIn } from './nights';
import { findingsAt } from './places';

const DAY = 86400;

describe('How far the reading is behind', function () {
  this.timeout(20000);
  const mariadb = useMariadb();
  let stand: PbxStand;

  beforeEach(async () => {
    stand = await standUp(mariadb(), directoryIn('UTC'), FREEPBX_17);
  });
  afterEach(() => stand.close());

  const found = async (): Promise<readonly string[]> => {
    const findings = (await findingsAt(stand, directoryIn('UTC'), NOON_AT)).filter(({ code }) => /^catching_up/.test(code));
    return findings.map(({ severity, code }) => `${severity} ${code}`);
  };

  it('is told of the CDR where CEL is off, by the cursor it leaves while more rows are waiting', async () => {
    const starts = Array.from({ length: 30 }, (_, n) => NOON_AT - 10 * DAY + n * 8 * 3600);
    const rows = starts.map((at) => ({ calldate: wallIn('UTC', at), uniqueid: `${at}.1`, linkedid: `${at}.1`, duration: 40 }));
    await insertRows(mariadb(), 'cdr', rows, stand.pbxDatabase);
    const feed = cdrFeed(stand.reader, { table: 'cdr', overlapSeconds: 600, batchRows: 10 });
    const look = { now: NOON_AT, firstSince: NOON_AT - 20 * DAY };
    let cursor: unknown;
    const said: string[] = [];
    for (let more = true; more; ) {
      const touched = await feed.touchedSince(cursor, look);
      [cursor, more] = [touched.cursor, touched.more];
      await createEntryStore(stand.db).inTurn(stand.client, { now: NOON_AT, zone: 'UTC' }, (turn) => turn.saveCursor('cdr', cursor));
      said.push((await found()).join());
    }
    expect(said[0]).to.equal('warning catching_up_time');
    expect(said[said.length - 1]).to.equal('');
  });

  it('is told of queue_log, by the bytes that came since a turn', async () => {
    fs.writeFileSync(stand.queueLogFile, `${NOON_AT - 60}|NONE|NONE|NONE|QUEUESTART|\n`);
    await stand.catchUpAt(NOON_AT);
    expect(await found()).to.deep.equal([]);
    const line = `${NOON_AT}|${NOON_AT}.1|500|NONE|ENTERQUEUE||0470104242|1\n`;
    fs.appendFileSync(stand.queueLogFile, line.repeat(11000000 / line.length));
    expect(await found()).to.deep.equal(['note catching_up_file']);
    fs.writeFileSync(stand.queueLogFile, line);
    expect(await found()).to.deep.equal([]);
  });
});
