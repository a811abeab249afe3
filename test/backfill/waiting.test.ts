import { expect } from 'chai';
import * as path from 'path';
import { readCapture, shiftCapture, startOfCapture } from '../support/capture-rows';
import { CAPTURES_DIR } from '../support/captures';
import { useBackfills, ZONE } from './backfills';

const NOON = Date.UTC(2026, 6, 20, 12) / 1000;
const HOUR = 3600;

describe('A backfill beside a caller who has waited in a queue for hours', function () {
  this.timeout(60000);
  const { visit, backfill } = useBackfills();

  it('leaves him to the daemon: he may be answered yet', async () => {
    const stand = await visit([]);
    const rows = readCapture(path.join(CAPTURES_DIR, 'freepbx17', '83-ivr-to-queue-answered'));
    const { cel, queueLog } = shiftCapture(rows, { shiftSeconds: NOON - (startOfCapture(rows) as number), zone: ZONE });
    const first = cel.findIndex((row) => String(row.channame).startsWith('Local/'));
    await stand.turnAt(NOON - HOUR);
    await stand.write({ cel: cel.slice(0, first), queueLog: queueLog.slice(0, 1) });
    await stand.turnAt(NOON + 3 * HOUR);
    expect(await stand.entries()).to.deep.equal([]);
    const ran = await backfill(stand, [], { since: NOON - HOUR, endedAt: NOON + 3 * HOUR });
    expect(ran.code).to.equal(0);
    expect(await stand.entries()).to.deep.equal([]);
  });
});
