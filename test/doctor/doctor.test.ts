import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { runProgram } from '../../service/cli/program';
import { systemClock } from '../../service/clock';
import { configFrom } from '../../service/config';
import { startDaemon } from '../../service/daemon';
import { type HealthKeeper, healthKeeper } from '../../service/doctor/keeper';
import type { Names } from '../../service/doctor/look/gather';
import { SILENT } from '../../service/log';
import { readCaptureFolder } from '../../service/sources/capture-folder';
import { readFindings } from '../../service/store/health';
import { say } from '../../shared/messages';
import { loadCapture } from '../support/asteriskcdrdb';
import { readCapture, startOfCapture } from '../support/capture-rows';
import { CAPTURES_DIR } from '../support/captures';
import { FREEPBX_14, FREEPBX_17, type PbxStand, standUp } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';
import { findingsAt, placesAt } from './places';

const STORY = path.join(CAPTURES_DIR, 'freepbx17', '15-queue-abandon');
const DIRECTORY = path.join(CAPTURES_DIR, 'freepbx17', 'directory.json');
const { directory } = readCaptureFolder(STORY);

describe('The doctor', function () {
  this.timeout(20000);
  const mariadb = useMariadb();
  let stand: PbxStand;
  let folder: string;
  let config: string;

  const sql = (statement: string) => mariadb().query(statement);
  /** Stands a PBX up whose last call was five minutes ago, with a daemon that has read it. */
  async function visit(shape = FREEPBX_17): Promise<void> {
    stand = await standUp(mariadb(), directory, shape);
    const start = startOfCapture(readCapture(STORY)) as number;
    const { queueLog } = await loadCapture(mariadb(), STORY, {
      database: stand.pbxDatabase,
      shiftSeconds: systemClock.nowAt() - 300 - start,
    });
    fs.writeFileSync(stand.queueLogFile, queueLog.map((line) => `${line}\n`).join(''));
    await stand.catchUpAt(systemClock.nowAt());
    const json = {
      pbx: { database: stand.addresses.reader, queue_log: stand.queueLogFile, directory: DIRECTORY, asterisk_config: folder },
      store: stand.addresses.owner,
    };
    fs.writeFileSync(config, JSON.stringify(json), { mode: 0o600 });
  }

  async function doctor(...args: string[]): Promise<{ readonly code: number; readonly out: string }> {
    let out = '';
    const keep = (text: string) => {
      out += text;
    };
    const world = { out: keep, err: keep, clock: systemClock, log: SILENT, onStop: () => undefined };
    const code = await runProgram(['doctor', '--config', config, ...args], world);
    return { code, out };
  }

  const codes = async (): Promise<string[]> => {
    const { out } = await doctor('--json');
    return JSON.parse(out).findings.map((one: { severity: string; code: string }) => `${one.severity} ${one.code}`);
  };

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-doctor-'));
    config = path.join(folder, 'config.json');
    fs.writeFileSync(path.join(folder, 'cdr.conf'), '[general]\n#include cdr_general_additional.conf\n[csv]\nenable=no ; not ours\n');
    fs.writeFileSync(path.join(folder, 'cdr_general_additional.conf'), 'enable=yes\nunanswered = no\nbatch=no\n');
    // A checkout is as old as it is; the names of a living PBX are not.
    fs.utimesSync(DIRECTORY, systemClock.nowAt(), systemClock.nowAt());
  });

  after(() => {
    for (const name of fs.readdirSync(folder)) fs.unlinkSync(path.join(folder, name));
    fs.rmdirSync(folder);
  });

  afterEach(() => stand.close());

  it('finds nothing on a PBX that is well, and says what it looked at', async () => {
    await visit();
    const { code, out } = await doctor();
    expect(out).to.contain('✔ channel events (CEL) are written').and.contain('Nothing is broken.');
    expect(out).to.not.match(/✘|!|→|could not be looked at/);
    expect(code).to.equal(0);
  });

  it('says what to do about each thing that is wrong, and ends with 1', async () => {
    await visit();
    await sql(`DROP TABLE ${stand.pbxDatabase}.cdr`);
    const { code, out } = await doctor();
    expect(code).to.equal(1);
    expect(out)
      .to.contain(`✘ There is no table ${stand.pbxDatabase}.cdr.`)
      .and.contain('→ Name the table of the call records as pbx.cdr_table');
  });

  it('finds CEL missing, an old table without its index, and an account that may do too much', async () => {
    await visit(FREEPBX_14);
    await sql(`DROP TABLE ${stand.pbxDatabase}.cel`);
    await sql(`GRANT UPDATE ON \`${stand.pbxDatabase}\`.* TO '${stand.addresses.reader.user}'@'localhost'`);
    expect(await codes()).to.have.members([
      'warning cel_off',
      'warning unanswered_no',
      'note no_linkedid_index',
      'warning reader_may_write',
    ]);
  });

  it('finds an index that reading relies on and somebody dropped, in whatever database the table lies', async () => {
    await visit();
    const away = `${stand.pbxDatabase}_x`;
    await sql(`CREATE DATABASE ${away}`);
    try {
      await sql(`RENAME TABLE ${stand.pbxDatabase}.cdr TO ${away}.cdr`);
      await sql(`ALTER TABLE ${away}.cdr DROP INDEX calldate, DROP INDEX linkedid`);
      await sql(`ALTER TABLE ${stand.pbxDatabase}.cel DROP INDEX uniqueid_index`);
      await sql(`GRANT SELECT ON ${away}.* TO '${stand.addresses.reader.user}'@'localhost'`);
      const tables = { cdr: `${away}.cdr`, cel: 'cel', queueLogTable: null };
      const found = (await findingsAt(stand, directory, systemClock.nowAt(), { tables })).filter(({ code }) => /index/.test(code));
      expect(found.map(({ whatToDo }) => say(whatToDo).replace(/.*(ALTER)/, '$1'))).to.deep.equal([
        `ALTER TABLE ${away}.cdr ADD INDEX calldate (calldate).`,
        `ALTER TABLE ${stand.pbxDatabase}.cel ADD INDEX uniqueid (uniqueid).`,
        `ALTER TABLE ${away}.cdr ADD INDEX linkedid (linkedid).`,
      ]);
    } finally {
      await sql(`DROP DATABASE ${away}`);
    }
  });

  it('finds a right that was taken away', async () => {
    await visit();
    await sql(`REVOKE SELECT ON \`${stand.pbxDatabase.replace(/_/g, '\\_')}\`.* FROM '${stand.addresses.reader.user}'@'localhost'`);
    expect(await codes()).to.include.oneOf(['broken pbx_no_answer', 'broken select_denied']);
  });

  it('finds that the realtime table of queue_log, which alone tells of queues, is not ours to read', async () => {
    await visit();
    const { pbxDatabase, addresses } = stand;
    await sql(`REVOKE SELECT ON \`${pbxDatabase.replace(/_/g, '\\_')}\`.* FROM '${addresses.reader.user}'@'localhost'`);
    for (const table of ['cdr', 'cel']) await sql(`GRANT SELECT ON ${pbxDatabase}.${table} TO '${addresses.reader.user}'@'localhost'`);
    await sql(`CREATE TABLE ${pbxDatabase}.queuelog (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, time VARCHAR(40), callid VARCHAR(80),
      queuename VARCHAR(80), agent VARCHAR(80), event VARCHAR(32), data1 VARCHAR(100))`);
    expect(await codes()).to.deep.equal([]);
    const json = JSON.parse(fs.readFileSync(config, 'utf8'));
    json.pbx.queue_log += '.gone';
    fs.writeFileSync(config, JSON.stringify(json));
    expect(await codes()).to.deep.equal(['warning select_denied']);
    expect((await doctor()).out).to.contain(`! Our account may not read ${pbxDatabase}.queuelog.`);
  });

  it('tells of a database it cannot reach, and of tables that are not there yet', async () => {
    await visit();
    const json = JSON.parse(fs.readFileSync(config, 'utf8'));
    json.pbx.database = { ...json.pbx.database, socketPath: '/nowhere.sock' };
    fs.writeFileSync(config, JSON.stringify(json));
    expect(await codes()).to.deep.equal(['broken pbx_no_answer']);
    await sql(`DROP TABLE ${stand.addresses.owner.database}.smc_schema`);
    expect(await codes()).to.include('broken schema_old');
  });

  describe('beside the daemon', () => {
    let keeper: HealthKeeper;
    let now: number;

    beforeEach(async () => {
      await visit();
      now = systemClock.nowAt();
      const places = placesAt(stand, { directoryFile: DIRECTORY, asteriskConfig: folder, storeIsHere: true });
      const names: Names = { directory, problem: null };
      keeper = healthKeeper(places, () => names);
    });

    /** What is kept; that the time we tell is not the database's goes without saying. */
    const kept = async () => {
      const { findings } = await readFindings(stand.client, stand.db);
      return findings.map(({ code }) => code).filter((code) => code !== 'clock_database');
    };

    it('keeps what it found for the pages', async () => {
      expect(await readFindings(stand.client, stand.db)).to.deep.equal({ at: null, findings: [] });
      await keeper.turned(now);
      expect(await readFindings(stand.client, stand.db)).to.deep.equal({ at: now, findings: [] });
      await sql(`TRUNCATE ${stand.pbxDatabase}.cel`);
      await keeper.turned(now + 30);
      expect(await kept(), 'a look is due once a minute').to.deep.equal([]);
      await keeper.turned(now + 60);
      expect(await kept()).to.deep.equal(['cel_off', 'unanswered_no']);
    });

    it('tells at once that turns fail and why, and at once that they go well again', async () => {
      await keeper.turned(now);
      await keeper.failed('SELECT command denied', now + 30);
      await keeper.failed('SELECT command denied', now + 100);
      const [worst] = (await readFindings(stand.client, stand.db)).findings;
      expect(worst).to.deep.include({ code: 'turn_failing', severity: 'broken' });
      expect(worst?.saying.params).to.include({ n: 2, why: 'SELECT command denied' });
      await keeper.turned(now + 110);
      expect(await kept()).to.deep.equal([]);
    });

    it('asks statements whose cost does not grow with the tables', async () => {
      const count = async () => {
        const rows = await stand.reader.query("SHOW STATUS LIKE 'Handler_read%'");
        return rows.reduce((sum, row) => sum + Number(row.Value), 0);
      };
      const cost = async (at: number) => {
        const before = await count();
        await keeper.turned(at);
        return (await count()) - before;
      };
      await cost(now);
      const few = await cost(now + 60);
      await sql(`INSERT INTO ${stand.pbxDatabase}.cdr (calldate, uniqueid, linkedid) SELECT '2020-01-01', n.seq, n.seq
        FROM ${stand.pbxDatabase}.seq_1_to_20000 AS n`);
      await sql(`ANALYZE TABLE ${stand.pbxDatabase}.cdr`);
      expect(await cost(now + 120)).to.be.at.most(few + 100);
    });

    it('never disturbs a turn, whatever is away', async () => {
      await sql(`DROP TABLE ${stand.addresses.owner.database}.smc_health`);
      await keeper.turned(now);
      await keeper.failed('away', now + 30);
      await keeper.turned(now - 3600);
    });
  });

  it('is asked by the daemon itself', async () => {
    await visit();
    let told: () => void = () => undefined;
    const turned = () =>
      new Promise<void>((resolve) => {
        told = resolve;
      });
    const json = JSON.parse(fs.readFileSync(config, 'utf8'));
    const daemon = await startDaemon({
      config: configFrom({ ...json, scan_every_seconds: 1 }, config),
      clock: systemClock,
      log: SILENT,
      onTurn: () => told(),
    });
    await turned();
    await turned();
    await daemon.stop();
    const { at, findings } = await readFindings(stand.client, stand.db);
    expect(at).to.be.within(systemClock.nowAt() - 20, systemClock.nowAt());
    expect(findings).to.deep.equal([]);
  });

  describe('on the list as the sum of its events', () => {
    beforeEach(() => visit());

    it('proves that it is', async () => {
      expect(await doctor('--rebuild')).to.deep.equal({ code: 0, out: '✔ The list is what its calls and events say.\n' });
    });

    it('shows a row somebody wrote to, and writes it anew when told to', async () => {
      const before = await stand.entries();
      await sql(`UPDATE ${stand.addresses.owner.database}.smart_missed_calls SET missed_count = 9, caller_name = 'x'`);
      const shown = await doctor('--rebuild');
      expect(shown.code).to.equal(1);
      expect(shown.out).to.contain('✘ entry 1: the list says something else than its events (caller_name, missed_count)');
      expect(shown.out).to.contain('run doctor --rebuild --write');
      const { code, out } = await doctor('--rebuild', '--write', '--json');
      expect(code).to.equal(0);
      expect(JSON.parse(out)).to.deep.include({ written: 1, left: [] });
      expect(await stand.entries()).to.deep.equal(before);
    });
  });
});
