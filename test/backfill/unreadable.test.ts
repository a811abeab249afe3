import { expect } from 'chai';
import * as fs from 'fs';
import * as path from 'path';
import { readUnreadable } from '../../service/store/unreadable';
import { readCapture, shiftCapture, startOfCapture } from '../support/capture-rows';
import { CAPTURES_DIR } from '../support/captures';
import type { PbxStand } from '../support/pbx-stand';
import { STORIES, useBackfills, ZONE } from './backfills';
import { BEGUN_AT } from './past';

const FUTURE = '2085978496|NONE|NONE|NONE|QUEUESTART|\n';

describe('What a backfill cannot read', function () {
  this.timeout(60000);
  const { sql, visit, backfill, says } = useBackfills();

  const setAside = async (stand: PbxStand) =>
    (await readUnreadable(stand.client, stand.db, 100))
      .map((row) => [row.source, row.found_where, row.why, Number(row.seen_count)])
      .sort((one, other) => (String(one) < String(other) ? -1 : 1));

  /** Writes a row of each source that says no call, and a line that is none. */
  async function damage(stand: PbxStand): Promise<void> {
    await sql(`INSERT INTO ${stand.pbxDatabase}.cdr (calldate, src) VALUES ('2026-10-19 10:00:02', '0470')`);
    await sql(`INSERT INTO ${stand.pbxDatabase}.cel (eventtype, eventtime, cid_name, cid_num, cid_ani, cid_rdnis, cid_dnid, exten, context, channame,
      appname, appdata, amaflags, accountcode, uniqueid, linkedid, peer, userdeftype, extra)
      VALUES ('HANGUP', '2026-10-19 10:00:02', '', '', '', '', '', '', '', '', '', '', 3, '', '', '', '', '', '')`);
    fs.appendFileSync(stand.queueLogFile, 'garbage\n');
  }

  it('is set aside and counted as live reading does it, and told', async () => {
    const live = await visit(STORIES.slice(0, 2));
    await damage(live);
    await live.catchUpAt(BEGUN_AT + 13 * 3600);
    const expected = await setAside(live);
    expect(expected.map(([source, , , count]) => [source, count])).to.deep.equal([
      ['cdr', 1],
      ['cel', 1],
      ['queue_log', 1],
    ]);

    const stand = await visit(STORIES.slice(0, 2));
    await damage(stand);
    const shown = await backfill(stand, ['--dry-run']);
    expect(shown.err).to.contain('3 rows could not be read; doctor names the latest.');
    expect(await setAside(stand)).to.deep.equal([]);
    const ran = await backfill(stand, []);
    expect(ran.err).to.contain('3 rows could not be read; doctor names the latest.');
    expect(await setAside(stand)).to.deep.equal(expected);
    expect(await says(stand)).to.deep.equal(await says(live));
    expect((await backfill(await visit(STORIES.slice(0, 2)), [])).err).to.not.contain('could not be read');
  });

  it('is no line with a time to come: the log is read on behind it, as live', async () => {
    // An answered call of which only queue_log tells that it was.
    const call = readCapture(path.join(CAPTURES_DIR, 'freepbx17', '13-queue-answered'));
    const { cdr, queueLog } = shiftCapture(call, { shiftSeconds: BEGUN_AT - (startOfCapture(call) as number), zone: ZONE });
    const rows = { cel: [], cdr: cdr.filter((row) => row.did !== '').slice(0, 1), queueLog };
    const cut = { ...rows, cdr: rows.cdr.map((row) => ({ ...row, dstchannel: '' })) };
    for (const first of ['', FUTURE]) {
      const [live, stand] = [await visit([]), await visit([])];
      for (const one of [live, stand]) {
        fs.writeFileSync(one.queueLogFile, first);
        await one.write(cut);
      }
      await live.catchUpAt(BEGUN_AT + 7300);
      expect((await backfill(stand, [])).err).to.not.contain('could not be read');
      expect(await says(stand)).to.deep.equal(await says(live));
      expect(await says(stand)).to.deep.equal([]);
    }
  });
});
