import { expect } from 'chai';
import { systemClock } from '../../service/clock';
import { configFrom } from '../../service/config';
import { type Daemon, startDaemon } from '../../service/daemon';
import { SILENT } from '../../service/log';
import { readCursor } from '../../service/store/cursors';
import { createEntryStore } from '../../service/store/entry-store';
import { readFindings } from '../../service/store/health';
import { listEntries } from '../../service/store/list';
import { healthBanner, healthJson } from '../../service/web/health';
import { directoryIn } from '../backfill/past';
import { call, NINE } from '../entries/story';
import { judged } from '../store/shop';
import { FREEPBX_17, type PbxStand, standUp } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';

describe('The daemon after an update that wrote the list otherwise', function () {
  this.timeout(60000);
  const mariadb = useMariadb();
  let stand: PbxStand;
  let daemon: Daemon;

  beforeEach(async () => {
    stand = await standUp(mariadb(), directoryIn('UTC'), FREEPBX_17);
    await createEntryStore(stand.db).inTurn('default', { now: NINE, zone: 'UTC' }, (turn) =>
      turn.calls([judged(call('missed', 'a', NINE, { callerName: 'Andrew Waters' }))]),
    );
    await stand.db.change("UPDATE smc_marks SET signs = 0, name_signs = 0 WHERE client = 'default'");
    await stand.db.change(
      "REPLACE INTO smc_cursors (client, source, position, moved_at) VALUES ('default', 'shelves', '2', UTC_TIMESTAMP())",
    );
  });

  afterEach(async () => {
    await daemon.stop();
    await stand.close();
  });

  const start = async (pbx: object) => {
    const database = { ...stand.addresses.reader, ...pbx };
    const config = { pbx: { database, queue_log: null }, store: stand.addresses.owner, scan_every_seconds: 1 };
    daemon = await startDaemon({ config: configFrom(config, 'config.json'), clock: systemClock, log: SILENT, loopbackPort: 0 });
  };
  const comes = async (what: () => Promise<boolean> | boolean) => {
    while (!(await what())) await new Promise((resolve) => setImmediate(resolve));
  };
  const isInOrder = async () => (await readCursor('default', stand.db, 'shelves')) === 3;
  const found = async () => (await listEntries('default', stand.db, { status: 'open', search: 'andrew waters' })).total;

  it('finds all of it again while the PBX gives no answer', async () => {
    expect(await found()).to.equal(0);
    await start({ socketPath: '/nowhere.sock' });
    await comes(isInOrder);
    expect(await found()).to.equal(1);
  });

  it('puts it in order again when a daemon of the version before has written once more', async () => {
    await createEntryStore(stand.db).inTurn('default', { now: NINE, zone: 'UTC' }, (turn) => turn.set({ retention_days: null }, 'eve'));
    await start({});
    await comes(isInOrder);
    await stand.db.change("UPDATE smc_marks SET signs = 0, name_signs = 0 WHERE client = 'default'");
    await stand.db.change("UPDATE smc_cursors SET position = '2' WHERE client = 'default' AND source = 'shelves'");
    await comes(isInOrder);
    expect(await found()).to.equal(1);
  });

  it('finds all of it again while reading is switched off, and says that it is', async () => {
    await createEntryStore(stand.db).inTurn('default', { now: NINE, zone: 'UTC' }, (turn) =>
      turn.set({ smart_missed_calls_enabled: false }, 'eve'),
    );
    await start({});
    await comes(isInOrder);
    expect(await found()).to.equal(1);
    await comes(async () => (await readFindings('default', stand.db)).at !== null);
    const { findings } = await readFindings('default', stand.db);
    expect(findings.map(({ saying }) => saying.key)).to.include('finding.switched_off');
    const now = { at: systemClock.nowAt(), zone: 'UTC', language: 'en' as const };
    expect(healthBanner(daemon.health(), findings, now)).to.equal('The reading of calls is switched off in the settings.');
    expect(healthJson(daemon.health(), now.at).status).to.equal('off');
  });
});
