import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { runProgram } from '../../service/cli/program';
import { configFrom } from '../../service/config';
import { FREEPBX_DIALECT } from '../../service/host/freepbx-dialect';
import { officeOf } from '../../service/judging';
import { SILENT } from '../../service/log';
import { pbxTables } from '../../service/pbx-tables';
import { openPbx } from '../../service/sources/pbx';
import { grantsFor } from '../../service/store/grants';
import { ourTables } from '../../service/store/our-tables';
import { turn } from '../../service/turn';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { directoryIn, ENDED_AT, pastStories, sayingsOf, writeDirectory } from '../backfill/past';
import { FREEPBX_17, type PbxStand, standUp } from '../support/pbx-stand';
import { createQueueLogTable, insertLines, type QueueLogShape, TEXT_IN_UTC } from '../support/queue-log-table';
import { useMariadb } from '../support/shared-mariadb';

const ZONE = 'Europe/Brussels';
const LOCAL: QueueLogShape = { callidIndex: false, time: 'text', zone: ZONE };
const stories = pastStories(ZONE);
const LINES = stories.reduce<readonly string[]>((all, { rows }) => all.concat(rows.queueLog), []);

describe('A PBX that keeps its records elsewhere', function () {
  this.timeout(60000);
  const mariadb = useMariadb();
  const stands: PbxStand[] = [];
  let folder: string;
  let quiet: readonly string[];

  const sql = (statement: string) => mariadb().query(statement);

  const visit = async (isWritten = true): Promise<PbxStand> => {
    const stand = await standUp(mariadb(), directoryIn(ZONE), FREEPBX_17);
    stands.push(stand);
    if (isWritten) for (const { rows } of stories) await stand.write(rows);
    return stand;
  };

  /** The configuration file of a stand, with what is another in it. */
  const configOf = (stand: PbxStand, pbx: Readonly<Record<string, unknown>>) => ({
    pbx: {
      database: stand.addresses.reader,
      queue_log: stand.queueLogFile,
      directory: path.join(folder, 'directory.json'),
      asterisk_config: null,
      ...pbx,
    },
    store: stand.addresses.owner,
  });

  /** The list after a daemon with this configuration has read everything. */
  const listOf = async (stand: PbxStand, pbx: Readonly<Record<string, unknown>>): Promise<readonly string[]> => {
    const config = configFrom(configOf(stand, pbx), 'the test');
    const tables = pbxTables(config, () => ZONE);
    const parts = { ...stand.parts, pbx: openPbx(stand.reader, tables), firstBackfillSeconds: 30 * 86400 };
    const office = officeOf(directoryIn(ZONE), [{ since: 0, settings: DEFAULT_SETTINGS }], FREEPBX_DIALECT);
    while ((await turn(parts, office, ENDED_AT)).more);
    await turn(parts, office, ENDED_AT + 30);
    return sayingsOf(await stand.entries());
  };

  async function run(stand: PbxStand, pbx: Readonly<Record<string, unknown>>, ...args: string[]) {
    const file = path.join(folder, 'config.json');
    fs.writeFileSync(file, JSON.stringify(configOf(stand, pbx)), { mode: 0o600 });
    let out = '';
    const keep = (text: string) => {
      out += text;
    };
    const clock = { nowAt: () => ENDED_AT + 60 };
    const code = await runProgram([args[0] as string, '--config', file, ...args.slice(1)], {
      out: keep,
      err: keep,
      clock,
      log: SILENT,
      onStop: () => undefined,
    });
    return { code, out };
  }

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-elsewhere-'));
    writeDirectory(path.join(folder, 'directory.json'), ZONE);
    quiet = await listOf(await visit(), {});
    expect(quiet).to.have.length.above(8);
  });

  after(async () => {
    for (const stand of stands) await stand.close();
    for (const name of fs.readdirSync(folder)) fs.unlinkSync(path.join(folder, name));
    fs.rmdirSync(folder);
  });

  describe('its channel events in a database of their own (CELDBNAME)', () => {
    let stand: PbxStand;
    let events: string;

    before(async () => {
      stand = await visit();
      events = `${stand.pbxDatabase}_events`;
      await sql(`CREATE DATABASE ${events}`);
      await sql(`RENAME TABLE ${stand.pbxDatabase}.cel TO ${events}.cel`);
    });

    const findings = async () => JSON.parse((await run(stand, { cel_database: events }, 'doctor', '--json')).out).findings;

    it('cannot be read before the account may', async () => {
      const denied = (await findings()).find((one: { code: string }) => one.code === 'select_denied');
      expect(denied.text).to.equal(`Our account may not read ${events}.cel.`);
    });

    it('is read as any other once it may', async () => {
      const { reader, owner } = stand.addresses;
      const account = (user: string) => ({ user, host: 'localhost', password: 'of-tests-only' });
      const grants = { database: owner.database, pbxDatabase: stand.pbxDatabase, celDatabase: events, appendOnly: [] };
      const all = grantsFor({ ...grants, tables: ourTables(), owner: account(owner.user), reader: account(reader.user) });
      const ours = all.filter((one) => one.indexOf(events.replace(/_/g, '\\_')) > 0);
      expect(ours).to.have.length(1);
      // The account keeps its password.
      for (const one of ours) await sql(one.replace(/ IDENTIFIED BY .*$/, ''));
      expect(await listOf(stand, { cel_database: events })).to.deep.equal(quiet);
      const codes = (await findings()).map((one: { code: string }) => one.code);
      expect(codes).to.not.include.members(['select_denied']);
      expect(codes).to.not.include.members(['cel_off']);
    });

    it('is explained and read back from there too', async () => {
      const { rows } = stories[0] as (typeof stories)[0];
      const told = await run(stand, { cel_database: events }, 'explain', String(rows.cel[0]?.linkedid));
      expect(told.out).to.contain('missed');
      const again = await run(
        stand,
        { cel_database: events },
        'backfill',
        '--since',
        '60d',
        '--pause',
        '0',
        '--niceness',
        '0',
        '--max-load',
        '1000',
      );
      expect(again.out).to.contain('nothing new for the list');
    });

    it('warns of an account that may write there', async () => {
      await sql(`GRANT DELETE ON \`${events}\`.* TO '${stand.addresses.reader.user}'@'localhost'`);
      const found = (await findings()).find((one: { code: string }) => one.code === 'reader_may_write');
      expect(found.text).to.equal(`Our account on ${events} may do more than read: DELETE.`);
    });
  });

  for (const shape of [TEXT_IN_UTC, LOCAL]) {
    const where = `${shape.zone === 'UTC' ? 'in UTC' : 'in its own zone'}, ${shape.callidIndex ? 'with' : 'without'} an index`;

    it(`its queue_log in a realtime table ${where}, and no file: the same list, live and read back`, async () => {
      const written = await visit();
      await sql(`TRUNCATE ${written.pbxDatabase}.cel`);
      const expected = await listOf(written, {});
      expect(expected.join('\n')).to.contain('queue_abandoned');

      const stand = await visit();
      await sql(`TRUNCATE ${stand.pbxDatabase}.cel`);
      fs.writeFileSync(stand.queueLogFile, '');
      await createQueueLogTable(mariadb(), stand.pbxDatabase, shape);
      await insertLines(mariadb(), stand.pbxDatabase, LINES, shape);
      expect(await listOf(stand, { queue_log: null })).to.deep.equal(expected);

      const past = await visit();
      await sql(`TRUNCATE ${past.pbxDatabase}.cel`);
      fs.writeFileSync(past.queueLogFile, '');
      await createQueueLogTable(mariadb(), past.pbxDatabase, shape);
      await insertLines(mariadb(), past.pbxDatabase, LINES, shape);
      const options = ['--since', '60d', '--pause', '0', '--niceness', '0', '--max-load', '1000'];
      expect((await run(past, {}, 'backfill', ...options)).code).to.equal(0);
      expect(sayingsOf(await past.entries())).to.deep.equal(expected);
    });
  }

  it('no queue_log at all: turns are taken all the same', async () => {
    const stand = await visit();
    fs.writeFileSync(stand.queueLogFile, '');
    for (const queue_log of [null, path.join(folder, 'not there')]) {
      const fresh = queue_log === null ? stand : await visit();
      expect(await listOf(fresh, { queue_log, queue_log_table: null })).to.have.length.above(5);
    }
  });
});
